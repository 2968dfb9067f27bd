"""Backends 后端: algorithms of networkx that another package computes, in parallel or on a graphics card.

Measures call networkx with plain graphs and hand ``backend=`` on, so that whatever `networkx's dispatching
<https://networkx.org/documentation/stable/reference/backends.html>`_ knows can serve. Without one, networkx decides, which
may take a backend from its configuration (``NETWORKX_BACKEND_PRIORITY``, ``networkx.config``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import entry_points
from typing import Any

from policytasks.errors import SelectionError

__all__ = ["call", "calling"]


def call(function: Callable[..., Any], *arguments: Any, backend: str | None = None, **options: Any) -> Any:
    """Call an algorithm of networkx, by a backend where one is named.

    >>> import networkx as nx
    >>> call(nx.degree_centrality, nx.path_graph(3))
    {0: 0.5, 1: 1.0, 2: 0.5}

    Args:
        function: A function of networkx that it dispatches.
        arguments: What the function takes.
        backend: Name of an installed backend; None for whatever networkx is set to.
        options: What the function takes by name.

    Raises:
        SelectionError: There is no such backend, or it does not have the algorithm.
    """
    if backend is None:
        return function(*arguments, **options)
    with calling(backend):
        return function(*arguments, backend=backend, **options)


@contextmanager
def calling(backend: str) -> Iterator[None]:
    """Say in our words what networkx says of a backend that is not there or cannot do it.

    Raises:
        SelectionError: There is no such backend, or it does not have the algorithm.
    """
    # Before 3.3 networkx passed over a name that it does not know.
    if backend != "networkx" and backend not in {each.name for each in entry_points(group="networkx.backends")}:
        raise SelectionError(
            "networkx cannot use this backend", found=f"{backend!r} (not installed)", expected="an installed backend"
        )
    try:
        yield
    except (
        ImportError,
        NotImplementedError,
    ) as fault:  # What networkx raises for a backend that is not there, or lacks it.
        raise SelectionError(
            "networkx cannot use this backend", found=f"{backend!r} ({fault})", expected="an installed backend"
        ) from fault
