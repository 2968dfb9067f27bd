"""Ask a notice: who does what, who has most to do, what is due."""

from pathlib import Path

from policytasks import assignments, read_notice, select, workload

NOTICE = Path(__file__).parent / "data" / "yanzhou-2021-20.html"


def main() -> None:
    """Print three answers."""
    notice = read_notice(NOTICE)
    print(f"{len(tuple(assignments(notice)))} assignments")

    for found in select(notice, unit="区财政局"):
        print(found.requirement.id, found.role, found.requirement.text[:20])

    for name, requirements in list(workload(notice).items())[:4]:
        print(f"{name}: {requirements}")

    late = {found.requirement.id for found in select(notice, due_before="2022-01-01")}
    early = {found.requirement.id for found in select(notice, due_before="2021-12-01")}
    print(f"due in December: {', '.join(sorted(late - early))}")


if __name__ == "__main__":
    main()
