"""Where the examples are: by municipality, and as points on a map with the names that have room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from labmethods.errors import Invalid
from labmethods.examples.analysis.fields import nothing, require_catalogue
from labmethods.language import N_

EARTH, SCALE, MIDDLE = 6371.0, 0.9996, 15.0
"""The globe's radius in km; the scale and the longitude in the middle, as in SWEREF 99 TM."""

KM_PER_POINT = 2.6
"""How many km of land a screen's point covers at most, on a phone; names are placed so that they
don't collide at it."""

WEST, EAST, SOUTH, NORTH = -430.0, 480.0, 6110.0, 7690.0
"""The map's edges in km; no name runs over them."""

_CALLED, _FURTHEST = 12, 130
"""So many names that have no room beside their mark stand further off, at the end of a line, and so
many points away at most."""

_LETTER, _LINE, _GAP = 8.4, 18.0, 5.0
"""A letter's width, a line's height and the gap to its mark, in points."""

Box = tuple[float, float, float, float]

_SIDES = {
    "middle right": (1, 0),
    "middle left": (-1, 0),
    "top center": (0, 1),
    "bottom center": (0, -1),
}


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


def on_map(catalogue: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The municipalities that have examples, as points with the names that there is room for.

    Parameters
    ----------
    catalogue
        ``name``; where known ``place, municipality_code``.
    places
        ``code, municipality, latitude, longitude`` (degrees, WGS 84), one row a municipality.

    Returns
    -------
    DataFrame
        ``municipality_code, place`` (the municipality's name), ``n, names, x, y`` (km, from
        ``projected``), ``size`` (the mark's width in points; its area goes by ``n``), ``side``
        (where its name stands, in plotly's words; empty where it has no room there), ``name_x,
        name_y`` (the middle of a name that stands further off, in points from its mark, right and
        up; missing where there is none). Most first. Examples whose code is none of ``places`` are
        not among them: ``off_map`` has those.

    Raises
    ------
    Invalid
        If a column is missing.

    Examples
    --------
    >>> catalogue = pd.DataFrame({"name": ["A", "B"], "municipality_code": ["2582", None]})
    >>> places = pd.DataFrame(
    ...     {"code": ["2582"], "municipality": ["Boden"], "latitude": [65.8], "longitude": [21.7]}
    ... )
    >>> on_map(catalogue, places)[["place", "n", "side"]].values.tolist()
    [['Boden', 1, 'middle right']]
    """
    missing = {"code", "municipality", "latitude", "longitude"} - set(places.columns)
    if missing:
        raise Invalid(
            N_("The table lacks {columns}. Add what is missing and try again."),
            columns=", ".join(sorted(missing)),
        )
    known = places.drop_duplicates("code").set_index("code")
    counted = by_municipality(catalogue)
    points = counted[counted["municipality_code"].isin(known.index)].reset_index(drop=True)
    found = known.loc[points["municipality_code"]]
    points["place"] = found["municipality"].to_numpy(dtype=object)
    points["x"], points["y"] = projected(found["latitude"], found["longitude"])
    points["size"] = 11 * np.sqrt(points["n"].clip(upper=16).astype("float64"))
    points["side"], callouts = _names(points)
    points["name_x"] = np.array([x for x, _y in callouts], dtype="float64")
    points["name_y"] = np.array([y for _x, y in callouts], dtype="float64")
    return points


def off_map(catalogue: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The examples in no municipality or in many, as ``by_municipality`` gives them."""
    counted = by_municipality(catalogue)
    return counted[~counted["municipality_code"].isin(places["code"])].reset_index(drop=True)


def projected(latitude: pd.Series, longitude: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Degrees as km east of 15° and north of the equator, on a globe.

    The transverse Mercator projection (Snyder 1987, *Map Projections*, USGS Professional Paper
    1395, equations 8-1 and 8-3) with SWEREF 99 TM's middle and scale: a map, not a survey.

    >>> x, y = projected(pd.Series([60.0]), pd.Series([15.0]))
    >>> float(x[0]), round(float(y[0]))
    (0.0, 6669)
    """
    north = np.radians(np.asarray(latitude, dtype="float64"))
    east = np.radians(np.asarray(longitude, dtype="float64") - MIDDLE)
    x = EARTH * SCALE * np.arctanh(np.cos(north) * np.sin(east))
    y = EARTH * SCALE * np.arctan2(np.tan(north), np.cos(east))
    return x, y


def _names(points: pd.DataFrame) -> tuple[list[str], list[tuple[float, float]]]:
    """On which side of its mark each name stands, or how far off, where it meets nothing else."""
    rows = list(points.itertuples())
    marks = [_mark(one) for one in rows]
    names: list[Box] = []
    sides, callouts = [""] * len(rows), [(np.nan, np.nan)] * len(rows)
    for place, one in enumerate(rows):
        others = [*marks[:place], *marks[place + 1 :], *names]
        sides[place], box = next(_free(_beside(one), others), ("", None))
        names += [box] if box else []
    crowded = [place for place, side in enumerate(sides) if not side]
    for place in crowded[:_CALLED]:
        around = _free(_around(rows[place]), [*marks, *names])
        found = next((one for one in around if not _crosses(rows[place], one[1], names)), None)
        if found:
            callouts[place] = found[0]
            names.append(found[1])
    return sides, callouts


def _free(boxes: Iterator[tuple[Any, Box]], others: list[Box]) -> Iterator[tuple[Any, Box]]:
    return (
        (where, box)
        for where, box in boxes
        if _inside(box) and not any(_meet(box, other) for other in others)
    )


def _mark(one: tuple) -> Box:
    half = one.size / 2 * KM_PER_POINT
    return one.x - half, one.y - half, one.x + half, one.y + half


def _beside(one: tuple) -> Iterator[tuple[str, Box]]:
    """The sides of a mark, each with where the name would stand."""
    wide, high = _half(one)
    away = one.size / 2 + _GAP
    for name, (right, up) in _SIDES.items():
        yield name, _box(one, right * (away + wide), up * (away + high))


def _around(one: tuple) -> Iterator[tuple[tuple[float, float], Box]]:
    """Places further and further off, round about, each with where the name would stand."""
    wide, high = _half(one)
    for away in range(30, _FURTHEST, 10):
        for turn in range(0, 360, 15):
            right, up = np.cos(np.radians(turn)), np.sin(np.radians(turn))
            x, y = right * (away + wide), up * (away + high)
            yield (x, y), _box(one, x, y)


def _half(one: tuple) -> tuple[float, float]:
    """Half a name's width and height in points."""
    return _LETTER * (len(one.place) + 2 * (one.n > 1)) / 2, _LINE / 2


def _box(one: tuple, x: float, y: float) -> Box:
    """A name's left, bottom, right and top in km, its middle so many points from its mark."""
    wide, high = _half(one)
    corners = (x - wide, y - high, x + wide, y + high)
    at = (one.x, one.y, one.x, one.y)
    return tuple(a + b * KM_PER_POINT for a, b in zip(at, corners, strict=True))


def _crosses(one: tuple, box: Box, names: list[Box]) -> bool:
    """Whether the line from a mark to its name would run over another name."""
    middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    steps = [share / 20 for share in range(1, 20)]
    line = [(one.x + s * (middle[0] - one.x), one.y + s * (middle[1] - one.y)) for s in steps]
    return any(_meet((x, y, x, y), name) for x, y in line for name in names)


def _inside(box: Box) -> bool:
    return box[0] >= WEST and box[1] >= SOUTH and box[2] <= EAST and box[3] <= NORTH


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
