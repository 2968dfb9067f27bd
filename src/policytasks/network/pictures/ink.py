"""Ink: the colours and sizes of every picture, told apart also where they are printed in black and white."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["ACCENT", "FAINT", "HEAT", "INK", "PAPER", "RULE", "SOFT", "role_colour"]

INK, SOFT, FAINT, RULE, PAPER = "#1f2328", "#5f6773", "#a9aeb6", "#e3e0d8", "#ffffff"
ACCENT = "#a8201a"

_ROLES: Mapping[str, str] = {"lead": "#8c1f14", "responsible": "#2f72b5", "supporting": "#8fc7a8"}
"""Dark, middle, light."""

HEAT = ("#f4f1ea", "#fde3c8", "#f9b98a", "#e9815a", "#c4452f", "#7f1d1d")
"""From nothing to most; the darkest wants white letters."""


def role_colour(role: str) -> str:
    """The colour of a role; grey for one that there is not."""
    return _ROLES.get(role, FAINT)
