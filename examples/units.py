"""Say who the units are: draft a registry, correct it, and bind the printed names to it."""

from pathlib import Path

import attrs

from policytasks import UnitRegistry, read_notice, resolve_units

NOTICE = Path(__file__).parent / "data" / "yanzhou-2021-20.docx"
MISSPELT, RIGHT = "区公安局分局", "区公安分局"


def main() -> None:
    """Print what the correction changes, and what the standard registry knows."""
    notice = read_notice(NOTICE)
    draft = UnitRegistry.from_notice(notice)
    print(f"{len(draft)} names as printed")

    # What a clerk does in Excel: the misspelt row goes, its name becomes an alias of the right one.
    kept = attrs.evolve(draft, records=tuple(each for each in draft.records if each.name != MISSPELT))
    registry = kept.with_alias(RIGHT, MISSPELT)
    resolved = resolve_units(notice, registry)
    print(f"{len(resolved.units)} units")
    changed = next(each for row in resolved.requirements for each in row.responsibilities if each.printed == MISSPELT)
    print(f"{changed.printed} means {changed.unit.name} ({changed.unit.kind})")

    standard = UnitRegistry.standard("区")
    print(standard.resolve("区发改局").unit)


if __name__ == "__main__":
    main()
