"""Null models: their probabilities are those of scipy, of the package bicm, of exact fractions, and of counting."""

from __future__ import annotations

import itertools
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from bicm import BipartiteGraph
from hypothesis import given, settings
from hypothesis import strategies as st
from network_rows import graph_of, row_lists
from scipy.sparse import csr_array
from scipy.stats import chisquare, false_discovery_control, hypergeom

from policytasks.model.notice import Notice
from policytasks.network import Incidence
from policytasks.network.bicm_solution import solve_bicm
from policytasks.network.corrections import corrected
from policytasks.network.curveball import curveball_samples
from policytasks.network.hypergeometric import hypergeometric_moments, hypergeometric_tails
from policytasks.network.poisson_binomial import poisson_binomial_tails


class TestHypergeometric:
    """Against scipy.stats."""

    @pytest.mark.parametrize("total", [1, 2, 47, 1_000, 200_000])
    def test_tails_are_those_of_scipy(self, total: int) -> None:
        draw = np.random.default_rng(total)
        one, other = draw.integers(1, total + 1, 300), draw.integers(1, min(total, 40_000) + 1, 300)
        count = draw.integers(np.maximum(0, one + other - total), np.minimum(one, other) + 1)
        expected = hypergeom.sf(count - 1, total, one, other)
        assert hypergeometric_tails(total, one, other, count) == pytest.approx(expected, rel=1e-8, abs=1e-280)

    def test_mean_and_deviation_are_those_of_scipy(self) -> None:
        one, other = np.array([1, 20, 46, 5]), np.array([5, 21, 3, 5])
        mean, deviation = hypergeometric_moments(47, one, other)
        assert mean == pytest.approx(hypergeom.mean(47, one, other))
        assert deviation == pytest.approx(hypergeom.std(47, one, other))

    def test_who_has_everything_leaves_no_choice(self) -> None:
        mean, deviation = hypergeometric_moments(5, np.array([5, 0]), np.array([3, 3]))
        assert (mean.tolist(), deviation.tolist()) == ([3, 0], [0, 0])


class TestPoissonBinomial:
    """Against exact fractions, and against the binomial distribution where it is one."""

    @given(
        st.lists(
            st.tuples(st.sampled_from((0.0, 1e-9, 0.001, 0.2, 0.5, 0.97, 1.0)), st.integers(1, 5)),
            min_size=1,
            max_size=4,
        ),
        st.integers(0, 12),
    )
    @settings(max_examples=80)
    def test_tails_are_exact(self, kinds: list[tuple[float, int]], count: int) -> None:
        mass = [Fraction(1)]
        for chance, times in kinds:
            for _ in range(times):
                longer = [Fraction(0), *mass]
                mass = [
                    hit * Fraction(chance) + miss * (1 - Fraction(chance))
                    for hit, miss in zip(longer, [*mass, Fraction(0)], strict=True)
                ]
        chances, times = np.array([[chance for chance, _ in kinds]]), np.array([times for _, times in kinds])
        found = poisson_binomial_tails(chances, times, np.array([count]))
        assert found[0] == pytest.approx(float(sum(mass[count:])), rel=1e-11, abs=0)

    @pytest.mark.parametrize("chance", [1e-5, 0.01, 0.3])
    def test_nothing_underflows_over_many_trials(self, chance: float) -> None:
        trials = 200_000
        counts = int(trials * chance) + np.array([0, 1, 10, 100, 1_000])
        from scipy.stats import binom

        expected = binom.sf(counts - 1, trials, chance)
        found = poisson_binomial_tails(np.full((5, 1), chance), np.array([trials]), counts)
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-280)


class TestBicm:
    """Against the package bicm, and against its own degrees."""

    def test_the_real_notice_has_the_probabilities_of_the_package(self, seed: Notice) -> None:
        pattern = Incidence.from_notices(seed).pattern.toarray()
        package = BipartiteGraph()
        package.set_biadjacency_matrix(pattern)
        package.solve_tool(method="root", verbose=False, print_error=False)
        found = solve_bicm(pattern.sum(axis=1), pattern.sum(axis=0))
        probabilities = found.probabilities[found.row_class][:, found.column_class]
        assert probabilities == pytest.approx(package.get_bicm_matrix(), abs=1e-9)
        assert found.error < 1e-9

    @given(row_lists())
    @settings(max_examples=150)
    def test_mean_degrees_are_the_degrees(self, rows: list[tuple[str, ...]]) -> None:
        """Also where the degrees leave no choice, and the model has no finite parameters."""
        pattern = Incidence.from_graph(graph_of(rows)).pattern.toarray()
        found = solve_bicm(pattern.sum(axis=1), pattern.sum(axis=0))
        probabilities = found.probabilities[found.row_class][:, found.column_class]
        assert probabilities.sum(axis=1) == pytest.approx(pattern.sum(axis=1), abs=1e-8)
        assert probabilities.sum(axis=0) == pytest.approx(pattern.sum(axis=0), abs=1e-8)
        assert ((probabilities >= 0) & (probabilities <= 1)).all()

    def test_nested_work_leaves_no_choice(self) -> None:
        """One network alone has these degrees: its cells are sure."""
        pattern = np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0]])
        found = solve_bicm(pattern.sum(axis=1), pattern.sum(axis=0))
        assert found.probabilities[found.row_class][:, found.column_class].tolist() == pattern.tolist()

    def test_a_block_that_is_free_stands_beside_what_is_sure(self) -> None:
        """The first two units take the first work for themselves; the rest is open to chance."""
        pattern = np.array([[1, 1, 0, 0], [1, 0, 1, 0], [1, 0, 0, 1], [1, 1, 0, 0]])
        found = solve_bicm(pattern.sum(axis=1), pattern.sum(axis=0))
        probabilities = found.probabilities[found.row_class][:, found.column_class]
        assert probabilities[:, 0].tolist() == [1, 1, 1, 1]
        assert probabilities[:, 1] == pytest.approx([0.5] * 4)

    def test_blocks_that_are_sure_come_apart(self) -> None:
        """The strong take all of the large work, the weak none of the small: nobody has everything or nothing."""
        pattern = np.array([[1, 1, 1, 0], [1, 1, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0]])
        found = solve_bicm(pattern.sum(axis=1), pattern.sum(axis=0))
        probabilities = found.probabilities[found.row_class][:, found.column_class]
        assert probabilities[:2, :2].tolist() == [[1, 1], [1, 1]]
        assert probabilities[2:, 2:].tolist() == [[0, 0], [0, 0]]
        assert probabilities[:2, 2:] == pytest.approx(np.full((2, 2), 0.5))
        assert probabilities[2:, :2] == pytest.approx(np.full((2, 2), 0.5))

    def test_many_units_are_solved_by_their_degrees(self) -> None:
        draw = np.random.default_rng(5)
        share = 1 / np.arange(1, 3_001)
        cells = np.unique(
            draw.choice(3_000, size=40_000, p=share / share.sum()) * 9_000 + draw.integers(0, 9_000, 40_000)
        )
        rows = np.bincount(cells // 9_000, minlength=3_000)
        found = solve_bicm(rows, np.bincount(cells % 9_000, minlength=9_000))
        assert found.error < 1e-6
        assert len(found.probabilities) == len(set(rows.tolist()))


class TestCurveball:
    """Against counting every network of the same degrees."""

    @given(row_lists(least_rows=1), st.integers(0, 2**32))
    @settings(max_examples=40)
    def test_degrees_stay_on_both_sides(self, rows: list[tuple[str, ...]], seed: int) -> None:
        pattern = Incidence.from_graph(graph_of(rows)).pattern
        for sample in curveball_samples(pattern, samples=3, seed=seed):
            assert [len(set(hand)) for hand in sample] == np.diff(pattern.indptr).tolist()
            cells = [cell for hand in sample for cell in hand]
            assert np.bincount(cells, minlength=pattern.shape[1]).tolist() == pattern.sum(axis=0).tolist()

    def test_every_network_is_drawn_equally_often(self) -> None:
        pattern = np.array([[1, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 1]])
        margins = pattern.sum(axis=1).tolist(), pattern.sum(axis=0).tolist()
        possible = {
            hands
            for hands in itertools.product(*(itertools.combinations(range(4), count) for count in margins[0]))
            if np.bincount([cell for hand in hands for cell in hand], minlength=4).tolist() == margins[1]
        }
        drawn = Counter(
            tuple(tuple(sorted(hand)) for hand in sample)
            for sample in curveball_samples(csr_array(pattern), samples=4_000, seed=7)
        )
        assert set(drawn) == possible
        assert chisquare(list(drawn.values())).pvalue > 0.01

    def test_the_same_seed_draws_the_same_networks(self, seed: Notice) -> None:
        pattern = Incidence.from_notices(seed).pattern
        first, again, other = (list(curveball_samples(pattern, samples=2, seed=number)) for number in (1, 1, 2))
        assert first == again
        assert first != other

    def test_what_cannot_be_traded_stays(self) -> None:
        """A unit that has everything, one that has nothing, and one alone with a choice."""
        pattern = csr_array(np.array([[1, 1, 1], [0, 0, 0], [1, 0, 0]]))
        assert list(curveball_samples(pattern, samples=1, seed=1)) == [[[0, 1, 2], [], [0]]]


class TestCorrections:
    """Against scipy.stats."""

    @given(st.lists(st.floats(1e-300, 1), min_size=1, max_size=40), st.integers(0, 60))
    def test_benjamini_and_hochberg_is_that_of_scipy(self, p: list[float], untested: int) -> None:
        """Tests that were not computed count with a p of 1."""
        expected = false_discovery_control(np.array(p + [1.0] * untested))[: len(p)]
        assert corrected(np.array(p), hypotheses=len(p) + untested) == pytest.approx(expected)

    def test_bonferroni_multiplies(self) -> None:
        found = corrected(np.array([0.001, 0.5]), hypotheses=100, correction="bonferroni")
        assert found == pytest.approx([0.1, 1.0])

    def test_none_changes_nothing(self) -> None:
        assert corrected(np.array([0.2]), hypotheses=100, correction="none").tolist() == [0.2]
