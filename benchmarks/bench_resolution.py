"""How long resolving a notice takes beside parsing it, against a registry of 50,000 units.

Run it from the root of the repository: ``python benchmarks/bench_resolution.py``. The notice is the real one with its table twice,
which makes 240 responsibilities (the promise speaks of 150); the registry holds the standard departments of its own district and of
hundreds of invented counties. Printed are medians in milliseconds: parsing the document's blocks, and resolving the names, with
nothing remembered of any name and with everything. The ratio is promised to stay below 1. The registry is built once for any
number of notices; how long that takes is said apart.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path

import attrs

from policytasks import UnitKind, UnitRegistry, parse_notice, read_document, resolve_units
from policytasks.sources.document import Table
from policytasks.units import abbreviations, jurisdiction, kinds, likeness, names
from policytasks.units.records import UnitRecord

SEED = Path(__file__).parents[1] / "examples" / "data" / "yanzhou-2021-20.docx"
UNITS = 50_000
ROUNDS = 9


def invented() -> Iterator[UnitRecord]:
    """The standard departments of one invented county after the other, with their aliases."""
    standard = [each for each in UnitRegistry.standard("县").records if each.kind is not UnitKind.COLLECTIVE]
    for number in range(UNITS):
        place = f"{chr(0x4E10 + number)}山县"
        for record in standard:
            aliases = tuple(alias.replace("县", place, 1) for alias in record.aliases if "县" in alias)
            yield attrs.evolve(record, name=record.name.replace("县", place, 1), aliases=aliases, parent=None)


def forget() -> None:
    """Drop what the rules remember of names, as in a fresh process."""
    for module in (abbreviations, jurisdiction, kinds, likeness, names):
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def median(action: Callable[[], object], *, before: Callable[[], object] = lambda: None) -> float:
    """The median time of an action in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        before()
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def main() -> None:
    """Print the times and the ratios."""
    document = read_document(SEED)
    blocks = tuple(
        chain.from_iterable((block, block) if isinstance(block, Table) else (block,) for block in document.blocks)
    )
    document = attrs.evolve(document, blocks=blocks)
    notice = parse_notice(document)
    responsibilities = sum(len(requirement.responsibilities) for requirement in notice.requirements)

    began = time.perf_counter()
    own = UnitRegistry.standard("济宁市兖州区").records
    registry = UnitRegistry(records=(*own, *islice(invented(), UNITS - len(own))))
    print(f"a registry of {len(registry):,} units: {time.perf_counter() - began:.1f} s to build, once")

    parsing = median(lambda: parse_notice(document), before=forget)
    first = median(lambda: resolve_units(notice, registry), before=forget)
    again = median(lambda: resolve_units(notice, registry))
    print(
        f"{responsibilities} responsibilities: parsing {parsing:.1f} ms, resolving {first:.1f} ms, again {again:.2f} ms"
    )
    print(f"resolving takes {first / parsing:.2f} of the parsing, again {again / parsing:.2f}")


if __name__ == "__main__":
    main()
