"""The map that comes along: coasts and borders, and a place in each municipality."""

from __future__ import annotations

import json
from functools import lru_cache

import pandas as pd

from labmethods.examples.analysis import projected
from labmethods.language import Translator
from labmethods.shipped import shipped


@lru_cache
def municipalities() -> pd.DataFrame:
    """All municipalities: ``code, municipality, place, latitude, longitude`` (WGS 84)."""
    path = shipped("data") / "map" / "municipalities.csv"
    return pd.read_csv(path, dtype={"code": "str", "municipality": "str", "place": "str"})


@lru_cache
def land() -> pd.DataFrame:
    """Coasts and borders: ``sweden, x, y`` (km), an empty row between two pieces."""
    path = shipped("data") / "map" / "outline.geojson"
    rows: list[tuple[bool, float | None, float | None]] = []
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        own = feature["properties"]["sweden"]
        for (ring,) in feature["geometry"]["coordinates"]:
            rows += [(own, longitude, latitude) for longitude, latitude in ring]
            rows.append((own, None, None))
    frame = pd.DataFrame(rows, columns=["sweden", "longitude", "latitude"])
    x, y = projected(frame["latitude"], frame["longitude"])
    # Whole km: a page that carries the map stays small.
    return pd.DataFrame({"sweden": frame["sweden"], "x": x.round(), "y": y.round()})


def home(code: str | None) -> pd.DataFrame | None:
    """A municipality as ``place, x, y``; None where the code is none."""
    found = municipalities()
    found = found[found["code"] == (code or "")]
    if found.empty:
        return None
    x, y = projected(found["latitude"], found["longitude"])
    return pd.DataFrame({"place": found["municipality"].to_numpy(), "x": x, "y": y})


def source(_: Translator) -> str:
    """Where the map and its marks come from."""
    return _("the catalogue of examples; map: Natural Earth; places: GeoNames (CC BY 4.0)")
