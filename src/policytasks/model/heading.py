"""Heading 标题: number and title of a section or a task as one text."""

from __future__ import annotations

from policytasks.model.ordinal import Ordinal

__all__ = ["show_heading"]


def show_heading(ordinal: Ordinal | None, title: str | None) -> str:
    """A heading as it is printed: 一、加强组织领导; a number that ends without a mark is parted from its title by a blank.

    Args:
        ordinal: Its number, if it has one.
        title: Its title, if it has one.

    Returns:
        Empty when it has neither.
    """
    number = str(ordinal) if ordinal is not None else ""
    gap = " " if number and title and number[-1].isalnum() else ""
    return number + gap + (title or "")
