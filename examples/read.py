"""Read a notice and walk it: sections, tasks, and the requirements with their units and deadlines."""

from pathlib import Path

from policytasks import read_notice

NOTICE = Path(__file__).parent / "data" / "yanzhou-2021-20.docx"


def main() -> None:
    """Print the head, and the first task in full."""
    notice = read_notice(NOTICE)
    print(notice.document_number, notice.title)
    print(f"{len(notice.sections)} sections, {len(notice.tasks)} tasks, {len(notice.requirements)} requirements")

    section = notice.sections[0]
    task = section.tasks[0]
    print(f"{section.ordinal}{section.title} / {task.ordinal}{task.title}")
    for requirement in task.requirements:
        units = "、".join(each.printed for each in requirement.responsibilities)
        print(f"  {requirement.id} {requirement.text[:16]}… {units}, {requirement.deadline}")


if __name__ == "__main__":
    main()
