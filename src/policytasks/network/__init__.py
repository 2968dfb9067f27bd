"""Network 网络: who shares work with whom, as plain networkx graphs, and what such a network can bear.

Each name is loaded when it is first used: a graph alone needs networkx, what counts over it numpy and scipy (extra ``network``).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

# The names stand three times: for type checkers, for loading, for ``import *``; a test keeps the three equal.

if TYPE_CHECKING:
    from policytasks.network.export import write_graph
    from policytasks.network.graph import responsibility_graph

_PLACES = {
    # Graphs 图
    "policytasks.network.graph": "responsibility_graph",
    # Exchange 交换
    "policytasks.network.export": "write_graph",
}
"""Module → the public names that it defines."""

_MODULES = {name: module for module, names in _PLACES.items() for name in names.split()}

__all__ = [
    "responsibility_graph",
    "write_graph",
]

if not TYPE_CHECKING:
    # Hidden from type checkers, which would take any name for one of ours otherwise.

    def __getattr__(name: str) -> object:
        """Load a name when it is first used (PEP 562)."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
