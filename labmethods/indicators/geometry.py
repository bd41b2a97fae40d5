"""The shapes of municipalities, from a GeoJSON file that the lab has put in its folder."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from labmethods.errors import Refused
from labmethods.indicators import places
from labmethods.language import N_

Ring = list[tuple[float, float]]
"""The places round a piece of land, one after the other."""

_LARGEST = 100_000_000
_POINTS, _PIECES = 80, 6
"""How many points a piece is drawn with, and how many pieces of a municipality: enough to know it
by, and little enough for a page."""


def shapes(folder: Path | None) -> dict[str, list[Ring]]:
    """Each municipality's outer rings by its code; nothing where the lab has no such file.

    The first ``*.geojson`` of the lab's folder, or of ``data`` in it, that names municipalities by
    their four digits in one of its properties.

    Raises
    ------
    Refused
        A file can't be read as GeoJSON.
    """
    for path in _files(folder):
        features = _features(path)
        name = _code_property(features)
        if name:
            return _by_code(features, name)
    return {}


def _files(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        yield from sorted(folder.glob("*.geojson"))
        yield from sorted((folder / "data").glob("*.geojson"))


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("too large")
        held = json.loads(path.read_text(encoding="utf-8-sig"))
        features = held["features"]
        return [one for one in features if one["geometry"] and isinstance(one["properties"], dict)]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused(
            N_("{where} can't be read as a map (GeoJSON). The figures are whole without it."),
            where=path.name,
        ) from error


def _code(value: object) -> str:
    return str(value).strip().zfill(4)


def _code_property(features: list[dict[str, Any]]) -> str:
    """The property in which most features have a municipality's code."""
    known = places.municipalities()
    found = Counter(
        name
        for feature in features
        for name, value in feature["properties"].items()
        if isinstance(value, str | int) and _code(value) in known
    )
    name, times = found.most_common(1)[0] if found else ("", 0)
    return name if times > len(features) / 2 else ""


def _by_code(features: list[dict[str, Any]], name: str) -> dict[str, list[Ring]]:
    found: dict[str, list[Ring]] = {}
    for feature in features:
        code = _code(feature["properties"].get(name))
        found.setdefault(code, []).extend(_rings(feature["geometry"]))
    largest = {
        code: sorted(rings, key=_extent, reverse=True)[:_PIECES] for code, rings in found.items()
    }
    return {code: rings for code, rings in largest.items() if rings}


def _rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    """The outer rings, thinned."""
    pieces = geometry.get("coordinates") or []
    if geometry.get("type") == "Polygon":
        pieces = [pieces]
    elif geometry.get("type") != "MultiPolygon":
        return
    for piece in pieces:
        points = [(float(x), float(y)) for x, y, *_height in piece[0]]
        step = max(1, len(points) // _POINTS)
        thin = points[:-1:step]
        if len(thin) >= 3:
            yield [*thin, thin[0]]


def _extent(ring: Ring) -> float:
    xs, ys = zip(*ring, strict=True)
    return (max(xs) - min(xs)) * (max(ys) - min(ys))
