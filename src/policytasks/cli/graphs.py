"""The command that turns notices into a network: a file, a picture, a page."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from policytasks.cli.failures import Failure
from policytasks.cli.frame import Command, argument, command, option
from policytasks.cli.inputs import Outcome, check_output, read_all, read_registry
from policytasks.cli.screen import say
from policytasks.cli.texts import Voice
from policytasks.model.notice import Notice

if TYPE_CHECKING:
    from policytasks.network.caveats import Caveat
    from policytasks.network.graph import ResponsibilityGraph
    from policytasks.units.registry import UnitRegistry

__all__ = ["graph_command"]

# Names only, so that the help page does not load networkx; a test keeps them equal to those of the library.
FORMATS = ("graphml", "gexf", "gml", "pajek", "dl", "hif", "json", "dot", "mermaid", "csv", "neo4j")
PICTURES = ("matrix", "heatmap", "load", "backbone", "calendar")
WEIGHTS = ("count", "newman", "cosine", "jaccard", "overlap")
NULLS = ("hypergeometric", "curveball", "bicm", "svn")
_LEVELS = {"svn": 0.01}
_PAGE = (".html",)
_NAME = "policytasks graph"


@attrs.frozen(kw_only=True)
class _Wish:
    """What the options ask for."""

    output: Path | None
    format: str | None
    by: Any
    collectives: Any
    project: Any
    weight: Any
    significant: Any
    alpha: float | None
    seed: int
    plot: str | None
    explore: bool
    measure: tuple[str, ...]

    def check(self, voice: Voice) -> None:
        """Refuse options that say nothing together, and a name that does not fit."""
        ways = [
            name
            for name, value in (("--plot", self.plot), ("--explore", self.explore), ("--format", self.format))
            if value
        ]
        if self.output is None and (ways or not self.measure):
            raise Failure(voice("error.see-help", message=voice("error.missing", name="--output"), command=_NAME))
        if self.measure and (self.plot or self.explore):
            raise Failure(voice("error.both", first=ways[0], second="--measure"))
        if len(ways) > 1:
            raise Failure(voice("error.both", first=ways[0], second=ways[1]))
        pairs = "--significant" if self.significant else "--project" if self.project else ""
        if pairs and (self.explore or (self.plot and (self.plot != "backbone" or self.project))):
            raise Failure(voice("error.both", first=ways[0], second=pairs))
        if pairs and self.measure:
            raise Failure(voice("error.both", first="--measure", second=pairs))
        if self.explore and self.by:
            raise Failure(voice("error.both", first="--explore", second="--by"))
        if self.weight and not (self.project or self.measure):
            raise Failure(voice("error.only-with", first="--weight", second="--project"))
        if self.weight and self.significant:
            raise Failure(voice("error.both", first="--weight", second="--significant"))
        if self.alpha is not None and not (self.significant or self.plot == "backbone"):
            raise Failure(voice("error.only-with", first="--alpha", second="--significant"))
        suffixes = self.suffixes()
        if self.output is not None and suffixes and not self.output.name.lower().endswith(suffixes):
            raise Failure(voice("error.suffix", path=self.output, suffixes=suffixes))

    def suffixes(self) -> tuple[str, ...]:
        """What the name of the output may end in; empty for anything."""
        from policytasks.network.drawing import PICTURE_SUFFIXES
        from policytasks.network.export import SUFFIXES

        if self.explore:
            return _PAGE
        if self.plot:
            return PICTURE_SUFFIXES
        return () if self.format else SUFFIXES

    @property
    def level(self) -> float:
        return self.alpha if self.alpha is not None else _LEVELS.get(self.significant, 0.05)

    def joined_by(self) -> Any:
        """Pairs, deadlines and measures are looked at by requirement, unless told otherwise."""
        from policytasks.network.drawing import PICTURES

        if self.by:
            return self.by
        if self.project or self.significant or self.measure:
            return "requirement"
        return PICTURES[self.plot].by if self.plot else "task"


def graph_command(voice: Voice) -> Command:
    """``policytasks graph FILE… -o OUT``."""

    @command("graph", voice)
    @argument("files", metavar=voice("files-metavar"), many=True)
    @option("-o", "--output", metavar=voice("path-metavar"), help=voice("help.output"))
    @option("--format", type=click.Choice(FORMATS), help=voice("help.graph.format"))
    @option("--plot", type=click.Choice(PICTURES), help=voice("help.graph.plot"))
    @option("--explore", is_flag=True, help=voice("help.graph.explore"))
    @option("--measure", multiple=True, metavar=voice("measure-metavar"), help=voice("help.graph.measure"))
    @option("--by", type=click.Choice(["task", "requirement"]), help=voice("help.graph.by"))
    @option("--project", type=click.Choice(["unit", "work"]), help=voice("help.graph.project"))
    @option("--weight", type=click.Choice(WEIGHTS), help=voice("help.graph.weight"))
    @option("--significant", type=click.Choice(NULLS), help=voice("help.graph.significant"))
    @option("--alpha", type=float, metavar="0.05", help=voice("help.graph.alpha"))
    @option("--seed", type=int, default=0, metavar="0", help=voice("help.graph.seed"))
    @option(
        "--collectives", type=click.Choice(["keep", "expand", "drop"]), default="keep", help=voice("help.collectives")
    )
    @option("--registry", metavar=voice("path-metavar"), help=voice("help.registry"))
    def graph(files: tuple[str, ...], output: str | None, registry: str | None, **options: Any) -> int:
        wish = _Wish(output=Path(output) if output else None, **options)
        wish.check(voice)
        if wish.output is not None:
            check_output(wish.output, files, voice)
        outcome = Outcome()
        units = read_registry(registry)
        notices = []
        for given in read_all(files, voice, outcome, registry=units, printing=False):
            if not given.notice.tasks:
                say(voice("no-tasks", path=given.name), err=True)
            notices.append(given.notice)
        if outcome.code:
            # A network of some of the notices would look like a network of all of them.
            return outcome.code
        _make(wish, notices, units, voice)
        return outcome.code

    return graph


def _make(wish: _Wish, notices: list[Notice], units: UnitRegistry | None, voice: Voice) -> None:
    if wish.explore:
        assert wish.output is not None
        from policytasks.reports.explorer import write_explorer

        given = notices[0] if len(notices) == 1 else notices
        path = write_explorer(given, wish.output, lang=voice.lang, collectives=wish.collectives, registry=units)
        say(voice("wrote", path=path), err=True)
        return
    from policytasks.network.graph import responsibility_graph

    graph = responsibility_graph(notices, by=wish.joined_by(), collectives=wish.collectives, registry=units)
    if wish.plot:
        _draw(wish, graph, voice)
        return
    if wish.measure:
        from policytasks.cli.measuring import measured

        for column in measured(graph, wish.measure, wish.weight or "count", voice):
            for node, value in column.pairs:
                # In the file the numbers stand beside the units, so that Gephi can colour by them.
                (graph.nodes[node] if node in graph else graph.graph)[column.measure] = value
    if wish.significant:
        graph = _significant(wish, graph, voice)
    elif wish.project:
        graph = _projected(wish, graph, voice)
    if wish.output is not None:
        _write(wish, graph, voice)


def _write(wish: _Wish, graph: ResponsibilityGraph, voice: Voice) -> None:
    from policytasks.network.export import write_graph

    assert wish.output is not None
    path = write_graph(graph, wish.output, format=wish.format)
    counts = {"nodes": graph.number_of_nodes(), "edges": graph.number_of_edges()}
    say(voice("wrote-graph", path=path, **counts), err=True)


def _draw(wish: _Wish, graph: ResponsibilityGraph, voice: Voice) -> None:
    from policytasks.network.drawing import write_picture

    assert wish.plot is not None
    assert wish.output is not None
    options: dict[str, Any] = {}
    if wish.plot in ("matrix", "backbone"):
        options["seed"] = wish.seed
    if wish.plot == "backbone":
        options |= {"null": _null(wish), "alpha": wish.level}
    path = write_picture(graph, wish.output, wish.plot, lang=voice.lang, **options)
    say(voice("wrote", path=path), err=True)


def _projected(wish: _Wish, graph: ResponsibilityGraph, voice: Voice) -> ResponsibilityGraph:
    from policytasks.network.concentration import dominance
    from policytasks.network.projection import project

    caveat = dominance(graph, side=wish.project).caveat
    _say_caveats([caveat] if caveat else [], voice)
    return project(graph, side=wish.project, weight=wish.weight or "count")


def _significant(wish: _Wish, graph: ResponsibilityGraph, voice: Voice) -> ResponsibilityGraph:
    from policytasks.network.shared import MOST_SHARED
    from policytasks.network.significance import pair_tests, tested_graph

    tests = pair_tests(
        graph,
        side=wish.project or "unit",
        null=_null(wish),
        alpha=wish.level,
        correction="bonferroni" if wish.significant == "svn" else "benjamini-hochberg",
        seed=wish.seed,
    )
    found = tested_graph(graph, tests, keep="significant", most_shared=MOST_SHARED)
    say(voice("graph.significant", kept=found.number_of_edges(), all=tests.hypotheses), err=True)
    _say_caveats(tests.caveats, voice)
    return found


def _null(wish: _Wish) -> Any:
    return "hypergeometric" if wish.significant in (None, "svn") else wish.significant


def _say_caveats(caveats: Iterable[Caveat], voice: Voice) -> None:
    for caveat in caveats:
        say(voice("graph.caveat", caveat=caveat.say(voice.lang)), err=True)
