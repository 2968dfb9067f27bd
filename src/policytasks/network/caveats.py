"""Caveats 提示: what a number of a network cannot bear, as a value beside the number."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

import attrs

from policytasks.messages import Language, Wording
from policytasks.network.arrays import arrays, graph_algorithms

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = [
    "CAVEATS",
    "DISCONNECTED",
    "DOMINATED",
    "FEW_SAMPLES",
    "NO_DAYS",
    "NO_PAIRS",
    "NO_POWER",
    "NO_ROLES",
    "ONE_GROUP",
    "SEVERAL_PARTS",
    "UNSOLVED",
    "Caveat",
    "CaveatKind",
    "few_samples",
    "several_parts",
]


@attrs.frozen(kw_only=True)
class CaveatKind:
    """提示类别: one reason for which a number says less than it seems to.

    Args:
        code: Stable, kebab-case.
        wording: What it says, with the facts that are filled in.
    """

    code: str
    wording: Wording

    def caveat(self, **facts: object) -> Caveat:
        """The caveat with its facts."""
        return Caveat(kind=self, facts=tuple((name, str(value)) for name, value in facts.items()))


@attrs.frozen(kw_only=True)
class Caveat:
    """提示: what is to be said beside a result; ``str()`` says it in English.

    Args:
        kind: The reason.
        facts: The facts of this case, as texts.
    """

    kind: CaveatKind
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def code(self) -> str:
        """The code of its kind."""
        return self.kind.code

    def say(self, lang: Language = "en") -> str:
        """The whole sentence."""
        return self.kind.wording.say(lang, **dict(self.facts))

    def __str__(self) -> str:
        return f"{self.code}: {self.say()}"


DOMINATED = CaveatKind(
    code="dominated-by-one-row",
    wording=Wording(
        en="{share} of the edges come from {row} alone: what is read into this projection is read into that row",
        zh="{share} 的边仅由 {row} 一行产生：从该投影读出的，其实只是这一行",
    ),
)
NO_PAIRS = CaveatKind(
    code="no-pairs",
    wording=Wording(
        en="no two of them share anything: there is nothing to test", zh="没有两者共同承担任何事项：无可检验"
    ),
)
NO_POWER = CaveatKind(
    code="no-power",
    wording=Wording(
        en="the network is too small: even if every pair shared as much as it can, none would be significant at {alpha}",
        zh="网络过小：即使每一对都尽可能多地共同承担，也没有一对能在 {alpha} 水平上显著",
    ),
)
FEW_SAMPLES = CaveatKind(
    code="few-samples",
    wording=Wording(
        en="with {samples} samples no p is below {smallest}, too much for one of {hypotheses} to be significant by"
        " itself; {needed} samples could show it",
        zh="{samples} 次抽样的 p 值不会小于 {smallest}，{hypotheses} 个检验中的任何一个都无法单独显著；需要 {needed} 次抽样",
    ),
)
UNSOLVED = CaveatKind(
    code="model-not-solved",
    wording=Wording(
        en="the model meets the degrees only to within {error}: read its p with care",
        zh="模型只能以 {error} 的误差满足度序列：其 p 值须谨慎解读",
    ),
)
SEVERAL_PARTS = CaveatKind(
    code="several-parts",
    wording=Wording(
        en="{parts} parts of the network share no unit, such as places or levels: the null model deals work out across them,"
        " so any pair within one of them seems to stand out; test each part by itself",
        zh="网络由 {parts} 个没有共同单位的部分组成（如不同地区或层级）：零模型会跨部分分配任务，使同一部分内的任何一对都显得突出；应分别检验",
    ),
)
DISCONNECTED = CaveatKind(
    code="disconnected",
    wording=Wording(
        en="the network falls into {parts} parts: distances and flows do not reach from one to another",
        zh="网络分为互不相连的 {parts} 部分：距离和路径不能跨部分比较",
    ),
)
NO_ROLES = CaveatKind(
    code="no-roles",
    wording=Wording(
        en="no unit leads any of the work: roles say nothing here", zh="没有任何事项标明牵头单位：分工在此没有信息"
    ),
)
ONE_GROUP = CaveatKind(
    code="one-group",
    wording=Wording(en="all units belong to one group: there is no outside", zh="所有单位同属一组：没有“组外”可言"),
)
NO_DAYS = CaveatKind(
    code="no-days",
    wording=Wording(
        en="{count} of {total} pieces of work have no day: they are in no month",
        zh="{total} 项中有 {count} 项没有日期，不计入任何月份",
    ),
)

CAVEATS = (
    DOMINATED,
    NO_PAIRS,
    NO_POWER,
    FEW_SAMPLES,
    UNSOLVED,
    SEVERAL_PARTS,
    DISCONNECTED,
    NO_ROLES,
    ONE_GROUP,
    NO_DAYS,
)
"""Every kind of caveat."""


def few_samples(samples: int, *, tests: int, sides: int = 1, alpha: float = 0.05) -> tuple[Caveat, ...]:
    """The caveat that no single test can pass, where so few samples were drawn.

    Args:
        samples: How many were drawn.
        tests: For how many tests p is corrected.
        sides: 2 where p counts both ends of the distribution.
        alpha: The level.
    """
    smallest = sides / (samples + 1)
    if smallest * tests <= alpha:
        return ()
    return (
        FEW_SAMPLES.caveat(
            samples=f"{samples:,}",
            smallest=f"{smallest:.2g}",
            hypotheses=f"{tests:,}",
            needed=f"{ceil(sides * tests / alpha) - 1:,}",
        ),
    )


def several_parts(pattern: csr_array) -> tuple[Caveat, ...]:
    """The caveat that a network falls into parts, each of which joins several rows.

    Args:
        pattern: Rows × columns, 1 where they meet.
    """
    np, sparse = arrays()
    count, label = graph_algorithms().connected_components(
        sparse.block_array([[None, pattern], [pattern.T, None]], format="csr"), directed=False
    )
    parts = int((np.bincount(label[: pattern.shape[0]], minlength=count) > 1).sum())
    return (SEVERAL_PARTS.caveat(parts=f"{parts:,}"),) if parts > 1 else ()
