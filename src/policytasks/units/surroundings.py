"""Surroundings 上下文: which place a name means, by itself, by the names beside it, and by the issuer."""

from __future__ import annotations

import attrs

from policytasks.units.jurisdiction import Jurisdiction, Level, level_of_place, split_jurisdiction
from policytasks.units.names import parse_name
from policytasks.units.spelling import plain

__all__ = [
    "NO_SURROUNDINGS",
    "Place",
    "Surroundings",
    "is_elsewhere",
    "jurisdiction_of_issuer",
    "place_meant",
    "place_of",
]


@attrs.frozen(kw_only=True)
class Surroundings:
    """上下文: what stands around a name; it says which place an elided jurisdiction means.

    Args:
        beside: The names printed in the same row, the name itself among them or not, in any order.
        issuer: 发文机关.
    """

    beside: tuple[str, ...] = ()
    issuer: str | None = None


NO_SURROUNDINGS = Surroundings()


@attrs.frozen(kw_only=True)
class Place:
    """The jurisdiction of a name, with the word that it uses for its level: a 县 is no 区, though both are counties."""

    jurisdiction: Jurisdiction
    word: str = ""

    def agrees_with(self, other: Place) -> bool:
        words_agree = not self.word or not other.word or self.word == other.word
        return words_agree and self.jurisdiction.agrees_with(other.jurisdiction)

    def __bool__(self) -> bool:
        return self.jurisdiction.level is not None or bool(self.jurisdiction.places)


def place_of(name: str, jurisdiction: str | None = None) -> Place:
    """The place of a name; what the name leaves out, the 所属地区 of its row says."""
    own = parse_name(name).jurisdiction
    if not own.places and jurisdiction is not None:
        said = split_jurisdiction(plain(jurisdiction))[0]
        if own.level is None or said.level is own.level:
            own = said
    # 广州 alone ends in a level word by accident: without a level there is no word for it.
    if own.level is None:
        return Place(jurisdiction=own)
    return Place(jurisdiction=own, word=_level_word(own.places[-1][-1:] if own.places else plain(name)[:1]))


_LEVEL_WORDS = "省市州盟县区旗镇乡"


def _level_word(character: str) -> str:
    return character if character in _LEVEL_WORDS else ""


def jurisdiction_of_issuer(issuer: str | None) -> Jurisdiction:
    """The place that an issuer speaks for."""
    return parse_name(issuer).jurisdiction if issuer else Jurisdiction()


def place_meant(own: Place, issuer: Jurisdiction, beside: tuple[str, ...], text: str) -> Place:
    """The name's place, with what it leaves out said by its row, and failing that by the issuer.

    The row counts only as far as all its names that say a place agree.
    """
    if own.jurisdiction.places:
        return own
    if not own:
        said = {place for name in beside if name != text and (place := place_of(name))}
        words = {place.word for place in said}
        if len(said) == 1:
            own = said.pop()
        elif len(words) > 1:
            return own
        elif said:
            own = Place(jurisdiction=Jurisdiction(level=next(iter(said)).jurisdiction.level), word=words.pop())
        else:
            return Place(jurisdiction=issuer, word=_level_word(issuer.places[-1][-1:]) if issuer.places else "")
    level = own.jurisdiction.level
    if own.jurisdiction.places or level is None:
        return own
    places = _places_down_to(issuer, level)
    if places and own.word and not places[-1].endswith(own.word):
        places = ()
    return Place(jurisdiction=Jurisdiction(level=level, places=places), word=own.word)


_RANK = {level: rank for rank, level in enumerate(Level)}


def _places_down_to(issuer: Jurisdiction, level: Level) -> tuple[str, ...]:
    """The issuer's places from the top to a level; none when it does not say one of just that level."""
    for count, place in enumerate(issuer.places, 1):
        if level_of_place(place) is level:
            return issuer.places[:count]
    return ()


def is_elsewhere(own: Jurisdiction, issuer: Jurisdiction) -> bool:
    """Whether a name says another place of the issuer's own level: a registry of this place then does not speak of it."""
    return bool(own.places and issuer.places and own.level is issuer.level and not own.agrees_with(issuer))
