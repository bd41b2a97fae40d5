"""The addresses of the catalogue's sources, to be asked whether they still answer."""

from __future__ import annotations

import pandas as pd

from labmethods.examples.catalogue import CATALOGUE
from labmethods.examples.records import Example
from labmethods.language import translator
from labmethods.prose import split_addresses
from labmethods.workbook.links import Place


def addresses(catalogue: pd.DataFrame, *, origin: str | None = None) -> list[Place]:
    """Each example's web addresses; only those of one origin where that is given."""
    rows = catalogue if origin is None else catalogue[catalogue["origin"] == origin]
    return [
        (str(row["name"]), address)
        for row in rows.to_dict("records")
        for _shown, address in split_addresses(str(row.get("source_url") or ""))
        if address
    ]


def along(catalogue: pd.DataFrame, language: str) -> list[Place]:
    """The addresses of the examples that came along, named as the lab's own tables are."""
    title = translator(language)(Example.many).lower()
    return [(f"{title} {name}", one) for name, one in addresses(catalogue, origin=CATALOGUE)]
