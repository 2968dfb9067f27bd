"""Documentation 文档: the blocks of code that a page of Markdown shows, so that tests can run them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[1]

_FENCE = re.compile(r"^```(?P<language>\w*)[^\n]*\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE)


@attrs.frozen(kw_only=True)
class Block:
    """One block.

    Args:
        language: What stands behind the opening fence.
        code: What stands between the fences.
        line: 1-based line of its first line of code in the page.
    """

    language: str
    code: str
    line: int


def pages() -> tuple[Path, ...]:
    """Every page that is written for readers."""
    return (
        *sorted(ROOT.glob("*.md")),
        *sorted(path for path in (ROOT / "docs").rglob("*.md") if "_build" not in path.parts),
    )


def blocks(page: Path, language: str) -> Iterator[Block]:
    """The blocks of one language in a page, in printed order."""
    text = page.read_text("utf-8")
    for match in _FENCE.finditer(text):
        if match["language"] == language:
            yield Block(language=language, code=match["code"], line=text.count("\n", 0, match.start("code")) + 1)


def shell_commands(page: Path) -> Iterator[tuple[str, str]]:
    """The commands of the ``console`` blocks: the line behind ``$``, and the output shown below it (empty for none)."""
    for block in blocks(page, "console"):
        for entry in re.split(r"^\$ ", block.code, flags=re.MULTILINE)[1:]:
            command, _, output = entry.partition("\n")
            yield command, output
