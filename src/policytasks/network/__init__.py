"""Network 网络: who shares work with whom, as plain networkx graphs, and what such a network can bear.

Each name is loaded when it is first used: a graph alone needs networkx, what counts over it numpy and scipy (extra ``network``).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

# The names stand three times: for type checkers, for loading, for ``import *``; a test keeps the three equal.

if TYPE_CHECKING:
    from policytasks.network.backbone import disparity_filter, validated_network
    from policytasks.network.brokers import Brokerage, BrokerageRole, brokerage
    from policytasks.network.changes import Change, EdgeChange, NetworkChange, UnitChange, compare_networks
    from policytasks.network.concentration import Dominance, RowShare, dominance
    from policytasks.network.conversion import SparseGraph, to_igraph, to_rustworkx, to_sparse
    from policytasks.network.coresponsibility import CoResponsibility
    from policytasks.network.drawing import draw, write_picture
    from policytasks.network.export import read_graph, write_graph
    from policytasks.network.failures import RobustnessCurve, orphaned_work, robustness_curve, single_points
    from policytasks.network.graph import responsibility_graph
    from policytasks.network.grouping import Communities, CorePeriphery, communities, core_periphery
    from policytasks.network.history import EdgeHistory, NetworkHistory, network_changes
    from policytasks.network.incidence import Incidence
    from policytasks.network.lead import lead_graph
    from policytasks.network.load_measures import load_by_month, load_by_role
    from policytasks.network.measure_tests import MeasureTest, MeasureTests, measure_significance
    from policytasks.network.measures import MEASURES, measure, measure_table
    from policytasks.network.nesting import nestedness
    from policytasks.network.projection import project, projection_matrix
    from policytasks.network.scores import Scores, ScoreTable
    from policytasks.network.shared import shared_ids
    from policytasks.network.significance import PairTest, PairTests, pair_significance, pair_tests
    from policytasks.network.slices import time_slice, yearly_slices

_PLACES = {
    # Graphs 图
    "policytasks.network.graph": "responsibility_graph",
    "policytasks.network.lead": "lead_graph",
    "policytasks.network.slices": "time_slice yearly_slices",
    "policytasks.network.incidence": "Incidence",
    # Projections 投影
    "policytasks.network.projection": "project projection_matrix",
    "policytasks.network.shared": "shared_ids",
    "policytasks.network.coresponsibility": "CoResponsibility",
    "policytasks.network.concentration": "Dominance RowShare dominance",
    # Measures 指标
    "policytasks.network.measures": "MEASURES measure measure_table",
    "policytasks.network.scores": "Scores ScoreTable",
    "policytasks.network.load_measures": "load_by_month load_by_role",
    "policytasks.network.grouping": "Communities CorePeriphery communities core_periphery",
    "policytasks.network.brokers": "Brokerage BrokerageRole brokerage",
    "policytasks.network.nesting": "nestedness",
    "policytasks.network.failures": "RobustnessCurve orphaned_work robustness_curve single_points",
    # Significance 显著性
    "policytasks.network.significance": "PairTest PairTests pair_significance pair_tests",
    "policytasks.network.measure_tests": "MeasureTest MeasureTests measure_significance",
    "policytasks.network.backbone": "disparity_filter validated_network",
    # Change over time 历年变化
    "policytasks.network.changes": "Change EdgeChange NetworkChange UnitChange compare_networks",
    "policytasks.network.history": "EdgeHistory NetworkHistory network_changes",
    # Exchange 交换
    "policytasks.network.export": "read_graph write_graph",
    "policytasks.network.conversion": "SparseGraph to_igraph to_rustworkx to_sparse",
    # Pictures 图片
    "policytasks.network.drawing": "draw write_picture",
}
"""Module → the public names that it defines."""

_MODULES = {name: module for module, names in _PLACES.items() for name in names.split()}

__all__ = [
    "MEASURES",
    "Brokerage",
    "BrokerageRole",
    "Change",
    "CoResponsibility",
    "Communities",
    "CorePeriphery",
    "Dominance",
    "EdgeChange",
    "EdgeHistory",
    "Incidence",
    "MeasureTest",
    "MeasureTests",
    "NetworkChange",
    "NetworkHistory",
    "PairTest",
    "PairTests",
    "RobustnessCurve",
    "RowShare",
    "ScoreTable",
    "Scores",
    "SparseGraph",
    "UnitChange",
    "brokerage",
    "communities",
    "compare_networks",
    "core_periphery",
    "disparity_filter",
    "dominance",
    "draw",
    "lead_graph",
    "load_by_month",
    "load_by_role",
    "measure",
    "measure_significance",
    "measure_table",
    "nestedness",
    "network_changes",
    "orphaned_work",
    "pair_significance",
    "pair_tests",
    "project",
    "projection_matrix",
    "read_graph",
    "responsibility_graph",
    "robustness_curve",
    "shared_ids",
    "single_points",
    "time_slice",
    "to_igraph",
    "to_rustworkx",
    "to_sparse",
    "validated_network",
    "write_graph",
    "write_picture",
    "yearly_slices",
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
