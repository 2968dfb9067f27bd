"""Shared ids 共同事项: the work that an edge between units stands for, as one attribute of the edge.

An attribute that every format of graphs takes is a text or a number, so the ids stand in one text, ``|`` between them. An id
that holds ``|`` itself is written with ``%7C``, and ``%`` with ``%25``, so that the list can always be taken apart again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

__all__ = ["MOST_SHARED", "join_ids", "shared_ids"]

MOST_SHARED = 100
"""How many ids an edge lists at most, unless told otherwise; its ``count`` says how many there are."""


def join_ids(ids: Iterable[str], *, most: int | None = None) -> str:
    """Ids as one text.

    >>> join_ids(["task:4.16", "task:a|b"])
    'task:4.16|task:a%7Cb'

    Args:
        ids: The ids, none of them empty.
        most: How many to list at most; None for all.
    """
    return "|".join(each.replace("%", "%25").replace("|", "%7C") for each in islice(ids, most))


def shared_ids(edge: Mapping[str, object]) -> tuple[str, ...]:
    """The ids that an edge lists in ``shared``.

    >>> shared_ids({"shared": "task:4.16|task:a%7Cb", "count": 2})
    ('task:4.16', 'task:a|b')

    Args:
        edge: Attributes of an edge.

    Returns:
        The ids in the order of the work; fewer than ``count`` where the list was cut, empty where there is none.
    """
    text = str(edge.get("shared", ""))
    return tuple(each.replace("%7C", "|").replace("%25", "%") for each in text.split("|")) if text else ()
