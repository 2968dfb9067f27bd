"""Check a notice: what a person should look at, with the places in the file."""

from collections import Counter
from pathlib import Path

from policytasks import Severity, read_notice, validate

NOTICE = Path(__file__).parent / "data" / "yanzhou-2021-20.txt"


def main() -> None:
    """Print the warnings, and how often each rule found something."""
    findings = validate(read_notice(NOTICE))
    for finding in findings:
        if finding.severity is not Severity.INFO:
            print(finding)
    for code, number in sorted(Counter(finding.code for finding in findings).items()):
        print(f"{code}: {number}")


if __name__ == "__main__":
    main()
