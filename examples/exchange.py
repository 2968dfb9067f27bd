"""Exchange a notice as JSON: write it, read it back, and see where wrong data is wrong."""

import tempfile
from pathlib import Path

from policytasks import ConversionError, from_dict, read_json, read_notice, to_dict, write_json

NOTICE = Path(__file__).parent / "data" / "yanzhou-2021-20.pdf"


def main() -> None:
    """Print what came back, and the message of a deliberate mistake."""
    notice = read_notice(NOTICE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notice.json"
        write_json(notice, path)
        print("read back equal:", read_json(path) == notice)

    data = to_dict(notice)
    print("format version", data["format_version"])
    data["sections"][0]["tasks"][2]["title"] = 3
    try:
        from_dict(data)
    except ConversionError as error:
        print(error)


if __name__ == "__main__":
    main()
