"""Where the examples are: by municipality, and by county as tiles in the shape of Sweden."""

from __future__ import annotations

import pandas as pd

from labmethods.examples.analysis.fields import nothing, require_catalogue

# Code, name, and the tile's column and row: neighbours on the map lie beside each other.
_COUNTIES = """
25 Norrbotten 3 0; 24 Västerbotten 3 1; 23 Jämtland 2 2; 22 Västernorrland 3 2; 20 Dalarna 2 3;
21 Gävleborg 3 3; 17 Värmland 1 4; 18 Örebro 2 4; 19 Västmanland 3 4; 03 Uppsala 4 4;
14 Västra_Götaland 1 5; 05 Östergötland 2 5; 04 Södermanland 3 5; 01 Stockholm 4 5;
13 Halland 1 6; 06 Jönköping 2 6; 08 Kalmar 3 6; 09 Gotland 4 6; 12 Skåne 1 7; 07 Kronoberg 2 7;
10 Blekinge 3 7
"""
COUNTIES = {
    code: (name.replace("_", " "), int(column), int(row))
    for code, name, column, row in (one.split() for one in _COUNTIES.split(";"))
}
"""A county's code (the first two digits of its municipalities' codes): name, column and row."""


def by_municipality(catalogue: pd.DataFrame) -> pd.DataFrame:
    """How many examples each municipality has: ``municipality_code, place, n, names``.

    Most first. Examples without a code, such as those in many places, come last under no code.

    >>> catalogue = pd.DataFrame({"name": ["A", "B"], "place": ["Boden"] * 2,
    ...                           "municipality_code": ["2582", "2582"]})
    >>> by_municipality(catalogue)[["place", "n"]].values.tolist()
    [['Boden', 2]]
    """
    found: dict[tuple[str, str], list[str]] = {}
    for row in require_catalogue(catalogue).to_dict("records"):
        code = "" if nothing(row.get("municipality_code")) else str(row["municipality_code"])
        place = "" if nothing(row.get("place")) else str(row["place"])
        known = next((key for key in found if code and key[0] == code), (code, place))
        found.setdefault(known, []).append(str(row["name"]))
    rows = [(code, place, len(names), names) for (code, place), names in found.items()]
    rows.sort(key=lambda row: (not row[0], -row[2], row[1]))
    frame = pd.DataFrame(rows, columns=["municipality_code", "place", "n", "names"])
    return frame.astype({"municipality_code": "str", "place": "str", "n": "int64"})


def by_county(catalogue: pd.DataFrame) -> pd.DataFrame:
    """How many examples each of the 21 counties has, with its tile.

    Returns
    -------
    DataFrame
        ``code, county, column, row, n, places`` (the municipalities' names, by number). Examples
        without a municipality's code are not among them.
    """
    places = by_municipality(catalogue)
    rows = []
    for code, (name, column, row) in COUNTIES.items():
        inside = places[places["municipality_code"].str[:2] == code]
        listed = [f"{one.place} {one.n}" for one in inside.itertuples()]
        rows.append((code, name, column, row, int(inside["n"].sum()), listed))
    return pd.DataFrame(rows, columns=["code", "county", "column", "row", "n", "places"])
