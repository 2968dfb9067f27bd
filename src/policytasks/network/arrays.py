"""Arrays 数组: numpy and scipy, which come with the extra ``network`` and are loaded when something is first counted."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from policytasks.errors import MissingExtraError

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

__all__ = ["Floats", "Integers", "arrays", "graph_algorithms", "linear_algebra", "special"]

Integers: TypeAlias = "NDArray[numpy.int64]"
Floats: TypeAlias = "NDArray[numpy.float64]"


def arrays() -> tuple[Any, Any]:
    """``numpy`` and ``scipy.sparse``.

    Raises:
        MissingExtraError: They are not installed.
    """
    return _loaded("numpy"), _loaded("scipy.sparse")


def linear_algebra() -> Any:
    """``scipy.sparse.linalg``.

    Raises:
        MissingExtraError: It is not installed.
    """
    return _loaded("scipy.sparse.linalg")


def graph_algorithms() -> Any:
    """``scipy.sparse.csgraph``.

    Raises:
        MissingExtraError: It is not installed.
    """
    return _loaded("scipy.sparse.csgraph")


def special() -> Any:
    """``scipy.special``.

    Raises:
        MissingExtraError: It is not installed.
    """
    return _loaded("scipy.special")


def _loaded(module: str) -> Any:
    try:
        return import_module(module)
    except ImportError as fault:
        raise MissingExtraError("counting over a network", extra="network") from fault
