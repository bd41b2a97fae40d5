"""Which fields of an example are searched, how much a word in each counts, and as whose words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from labmethods.errors import Invalid
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.language import LANGUAGES, N_, translator


@dataclass(frozen=True)
class SearchedField:
    """A field that is searched.

    Attributes
    ----------
    name, title
        Its name in the record, and what people call it (a catalogue message).
    weight
        How much a word in it counts.
    columns
        The columns of a catalogue that hold it.
    """

    name: str
    title: str
    weight: float
    columns: tuple[str, ...]


def _field(name: str, title: str, weight: float) -> SearchedField:
    columns = (name, *(f"{name}_{language}" for language in LANGUAGES))
    return SearchedField(name, title, weight, columns)


FIELDS = (
    _field("name", N_("Example"), 3.0),
    _field("target_group", N_("Target group"), 2.0),
    _field("focus_areas", N_("Focus areas"), 1.0),
    _field("problem", N_("The problem"), 1.6),
    _field("summary", N_("What is done"), 1.6),
    _field("results", N_("Results"), 0.9),
    _field("organisation", N_("Organisation"), 0.6),
    _field("place", N_("Place"), 1.6),
    _field("partners", N_("Partners"), 1.0),
    _field("conditions", N_("Conditions"), 0.8),
    _field("resources", N_("What it takes"), 0.7),
    _field("cost", N_("What it costs"), 0.5),
    _field("source_title", N_("The source's title"), 0.5),
)
"""The searched fields, the weightiest in their order of reading."""

WEIGHTS = np.array([one.weight for one in FIELDS], dtype=np.float32)
TITLES = {one.name: one.title for one in FIELDS}


def nothing(value: object) -> bool:
    """Whether a cell says nothing: None, NaN, NA, an empty text or an empty list."""
    if value is None or isinstance(value, str | list | tuple | set | dict):
        return not value
    if hasattr(value, "__len__"):
        return len(value) == 0
    return bool(pd.isna(value))


def several(value: object) -> list[str]:
    """The texts of a cell that may hold a list, one text with commas between, or nothing."""
    if nothing(value):
        return []
    if isinstance(value, str):
        return [one.strip() for one in value.replace(";", ",").split(",") if one.strip()]
    if hasattr(value, "__iter__"):
        return [str(one) for one in value if not nothing(one)]
    return [str(value)]


def text_of(value: object) -> str:
    """A cell as one text."""
    if nothing(value):
        return ""
    return value if isinstance(value, str) else "; ".join(several(value))


def texts(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The searched texts of one example, in the order of ``FIELDS``: each with its language."""
    return [field_text(field, row) for field in FIELDS]


def field_text(field: SearchedField, row: Mapping[str, Any]) -> tuple[str, str]:
    """What an example says in a field, and in which language."""
    said = row.get("language")
    own = said if said in LANGUAGES else "sv"
    if field.name == "focus_areas":
        return _areas(row.get("focus_areas")), own
    found = [(text_of(row.get(column)), column) for column in field.columns]
    found = [(text, column) for text, column in found if text]
    language = own
    if found and all(column.endswith("_en") for _text, column in found):
        language = "en"
    return ". ".join(text for text, _column in found), language


def _areas(value: object) -> str:
    """The titles of focus areas, in both languages, so that either finds them."""
    titles = [FOCUS_AREAS.get(area, area) for area in several(value)]
    both = [translator(language)(title) for title in titles for language in ("sv", "en")]
    return ", ".join(both)


def require_catalogue(catalogue: object) -> pd.DataFrame:
    """The catalogue, if it is a frame with names.

    Raises
    ------
    Invalid
        If it is something else.
    """
    if not isinstance(catalogue, pd.DataFrame) or (
        "name" not in catalogue.columns and len(catalogue.columns)
    ):
        raise Invalid(N_("A catalogue is a table with a row for each example and a column name."))
    return catalogue


def searched(name: str) -> SearchedField:
    """A searched field by its name."""
    return next(one for one in FIELDS if one.name == name)
