"""The code of a municipality, given by its code or its name."""

from __future__ import annotations

import csv
import difflib
from dataclasses import dataclass
from functools import lru_cache

from labmethods.errors import Refused
from labmethods.folders import shipped
from labmethods.language import N_
from labmethods.workbook.records import Line


@dataclass(frozen=True)
class PlaceCode(Line):
    """A municipality's four digits, read from its name, too; a small area's code as it stands."""

    longest: int = 20

    def parse(self, value: object) -> str:
        return place_code(super().parse(value))


@dataclass(frozen=True)
class Municipality(PlaceCode):
    """A municipality, kept as its code and shown by its name."""

    def show(self, value: object, language: str) -> str:
        return (
            ""
            if value is None
            else next((row["title"] for row in _rows() if row["id"] == value), str(value))
        )


def place_code(place: str) -> str:
    """The code of a place; codes of small areas stay as they are.

    >>> place_code("Boden"), place_code("581"), place_code("0581A0010")
    ('2582', '0581', '0581A0010')

    Raises
    ------
    Refused
        It is no municipality, region or code; near names are given.
    """
    text, known = place.strip(), _codes()
    if text.casefold() in known:
        return known[text.casefold()]
    digits = text.zfill(4) if text.isdecimal() else text
    if digits in known.values() or (len(text) > 4 and text[:4] in known.values()):
        return digits
    names = _names()
    near = difflib.get_close_matches(text.title(), names, n=3, cutoff=0.6)
    raise Refused(
        N_("There is no municipality {wanted}. Did you mean {near}?"),
        wanted=text,
        near=", ".join(near) or "–",
    )


@lru_cache
def _rows() -> list[dict[str, str]]:
    path = shipped("data") / "kolada" / "municipalities.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache
def _codes() -> dict[str, str]:
    found = {row["title"].casefold(): row["id"] for row in _rows()}
    # People write the municipality's whole name, too: Bodens kommun, Norrköpings kommun.
    for row in _rows():
        if row["type"] == "K":
            name = row["title"].casefold()
            found |= {f"{name} kommun": row["id"], f"{name}s kommun": row["id"]}
    return found


@lru_cache
def _names() -> list[str]:
    return [row["title"] for row in _rows() if row["type"] == "K"]
