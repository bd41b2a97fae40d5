"""A map where the lab has put the municipalities' shapes in its folder; none otherwise."""

from __future__ import annotations

import json

import pytest

from labmethods.errors import Refused
from labmethods.indicators.comparer import Comparer
from labmethods.indicators.comparing import map_block
from labmethods.indicators.geometry import shapes
from labmethods.indicators.records import Indicator
from labmethods.widgets.page import ChartView


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("LABMETHODS_CACHE", str(tmp_path / "cache"))


def square(code: object, x: float, y: float, name: str = "kommunkod") -> dict:
    ring = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]
    geometry = {"type": "MultiPolygon", "coordinates": [[ring]]}
    return {"type": "Feature", "properties": {"namn": "?", name: code}, "geometry": geometry}


def put(folder, features, name="kommuner.geojson"):
    folder.mkdir(exist_ok=True)
    held = {"type": "FeatureCollection", "features": features}
    (folder / name).write_text(json.dumps(held), encoding="utf-8")


@pytest.fixture
def boden_indicator() -> Indicator:
    values = {"unit": "share", "level": "municipality", "key_figure": "N15436"}
    return Indicator.valid(name="Behöriga", place_code="2582", **values)


def test_shapes_are_known_by_four_digits_in_any_property(tmp_path):
    put(tmp_path / "data", [square("0581", 16, 58, "KnKod"), square(2582, 21, 65, "KnKod")])
    found = shapes(tmp_path)
    assert set(found) == {"0581", "2582"}
    assert found["2582"][0][0] == found["2582"][0][-1] == (21, 65)


def test_a_folder_without_shapes_has_no_map(tmp_path, boden_indicator):
    put(tmp_path, [square("Ringdansen", 16, 58)])
    assert shapes(tmp_path) == {}
    assert map_block(boden_indicator, tmp_path, "sv") is None
    assert map_block(boden_indicator, None, "sv") is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"features": [1]}', '{"features": 5}'])
def test_a_file_that_is_no_map_is_said(tmp_path, text):
    (tmp_path / "a.geojson").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match="karta"):
        shapes(tmp_path)


def test_the_map_has_a_class_for_each_and_one_s_own_by_name(tmp_path, boden_indicator):
    put(
        tmp_path,
        [square(code, place, 60) for place, code in enumerate(["0581", "1480", "2582", "0189"])],
    )
    block = map_block(boden_indicator, tmp_path, "sv")
    names = [trace.name for trace in block.figure.data]
    assert names[-1] == "Boden"
    assert "Boden" in block.figure.layout.annotations[0].text
    drawn = sum(1 for trace in block.figure.data[:-1] for x in trace.x if x is None)
    assert drawn == 4
    assert block.figure.layout.yaxis.scaleratio == pytest.approx(2.03, abs=0.05)
    assert len(block.table.frame) == 280


def test_the_panel_shows_the_map_or_why_there_is_none(lab, boden_indicator):
    put(lab.home, [square("2582", 21, 65), square("0581", 16, 58)])
    views = [one for one in Comparer(boden_indicator, lab).children]
    assert sum(isinstance(one, ChartView) for one in views) == 2
    (lab.home / "kommuner.geojson").write_text("{", encoding="utf-8")
    said = [getattr(one, "value", "") for one in Comparer(boden_indicator, lab).children]
    assert any("karta" in str(one) for one in said)
