"""Unit 单位 and the kinds of unit that a notice names."""

from __future__ import annotations

from enum import Enum

import attrs

from policytasks.location import NOWHERE, Location

__all__ = ["Unit", "UnitKind"]


class UnitKind(Enum):
    """单位类别."""

    GOVERNMENT = "government"
    """人民政府."""
    GOVERNMENT_OFFICE = "government_office"
    """政府办公室、办公厅."""
    DEPARTMENT = "department"
    """工作部门: 局、委、厅、部."""
    BRANCH = "branch"
    """派出机构: a branch of a higher level's department, such as 生态环境分局."""
    PARTY_ORGAN = "party_organ"
    """党委机构、群团组织."""
    CONGRESS = "congress"
    """人大、政协机关."""
    COURT = "court"
    """法院、检察院."""
    TOWNSHIP = "township"
    """乡镇、街道."""
    PARK = "park"
    """开发区、园区管委会."""
    PUBLIC_INSTITUTION = "public_institution"
    """事业单位: 中心、学校、医院."""
    ENTERPRISE = "enterprise"
    """企业."""
    LEADING_GROUP = "leading_group"
    """领导小组、指挥部、专班 and their offices."""
    INTERNAL_OFFICE = "internal_office"
    """内设机构: 科、处、股、室."""
    COLLECTIVE = "collective"
    """统称: 各镇、各部门、单位."""
    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return _CHINESE[self]


_CHINESE = {
    UnitKind.GOVERNMENT: "政府",
    UnitKind.GOVERNMENT_OFFICE: "政府办公机构",
    UnitKind.DEPARTMENT: "工作部门",
    UnitKind.BRANCH: "派出机构",
    UnitKind.PARTY_ORGAN: "党群机构",
    UnitKind.CONGRESS: "人大政协",
    UnitKind.COURT: "法院检察院",
    UnitKind.TOWNSHIP: "镇街",
    UnitKind.PARK: "园区",
    UnitKind.PUBLIC_INSTITUTION: "事业单位",
    UnitKind.ENTERPRISE: "企业",
    UnitKind.LEADING_GROUP: "议事协调机构",
    UnitKind.INTERNAL_OFFICE: "内设机构",
    UnitKind.COLLECTIVE: "统称",
    UnitKind.UNKNOWN: "未知",
}


@attrs.frozen(kw_only=True)
class Unit:
    """单位: who does it.

    Args:
        name: Canonical name; as printed (without layout blanks) while no registry was given.
        kind: 单位类别; `UnitKind.COLLECTIVE` for names that stand for many units.
        location: Where it was printed.
    """

    name: str
    kind: UnitKind = UnitKind.UNKNOWN
    location: Location = attrs.field(default=NOWHERE, eq=False)

    def __str__(self) -> str:
        return self.name
