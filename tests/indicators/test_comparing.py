"""The real municipalities beside Sweden and those like them."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest

from labmethods.blocks import Chart
from labmethods.errors import Refused
from labmethods.indicators import places
from labmethods.indicators.comparer import Comparer
from labmethods.indicators.comparing import comparison_block, ranking
from labmethods.indicators.records import Indicator
from labmethods.language import LANGUAGES
from labmethods.sources.kolada import Kolada


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("LABMETHODS_CACHE", str(tmp_path / "cache"))


def indicator(**values) -> Indicator:
    known = {"unit": "share", "level": "municipality", "key_figure": "N15436"}
    return Indicator.valid(name="Behöriga", **{**known, "place_code": "2582", **values})


# The checks that came with the extract.
def test_boden_is_compared_with_the_published_figures():
    block = comparison_block(indicator(), "sv")
    assert block.finding == ("Behöriga: 82,4\xa0% i Boden och 82,5\xa0% i hela landet (2019)")
    frame = block.table.frame
    assert set(frame["Kommun"]) >= {"Boden", "Riket"}
    assert len(frame) == 6
    assert frame.loc[frame["Kommun"] == "Boden", "Sedan första året"].tolist() == ["-12,3"]
    assert block.source.startswith("Kolada (RKA), 2019")
    assert "N15820 och N15902" in block.note


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_real_labs_report_compares_its_municipality(boden, language):
    charts = [one for one in boden.blocks("indicators", language) if isinstance(one, Chart)]
    compared = [one for one in charts if "N15820" in one.note]
    assert len(compared) == 2


@pytest.mark.parametrize(
    "values",
    [
        {"level": "lab"},
        {"key_figure": None},
        {"place_code": None},
        {"key_figure": "N03926"},
        {"place_code": "0001"},
    ],
)
def test_nothing_is_compared_where_values_lack(values):
    assert comparison_block(indicator(**values), "sv") is None


def test_what_was_fetched_wins_over_the_extract(tmp_path):
    row = {"kpi": "N15436", "municipality": "2582", "period": 2019, "gender": "T", "value": 83.0}
    day = pd.Timestamp(datetime.date(2026, 11, 24))
    rows = pd.DataFrame([{**row, "count": 1, "status": "", "fetched_on": day}])
    Kolada.cache_in(tmp_path / "cache").write(rows)
    values = places.national("N15436").query("place == '2582'")
    assert values["value"].tolist() == [94.7, 75.6, 80.2, 83.0]


def test_the_background_has_every_municipality_and_no_region():
    background = places.background(2019)
    assert len(background) == 290
    assert "0000" not in background.index
    assert background.notna().all(axis=None)


def test_the_lab_chooses_its_own_municipalities_by_name():
    chosen = indicator(beside="Luleå, Piteå kommun")
    assert chosen.beside == ["2580", "2581"]
    block = comparison_block(chosen, "sv")
    assert set(block.table.frame["Kommun"]) == {"Boden", "Riket", "Luleå", "Piteå"}
    assert "Labbet har valt kommunerna" in block.note
    with pytest.raises(Refused, match="Luleå"):
        indicator(beside="Lulå")


def test_an_index_has_each_place_s_first_year_as_100():
    block = comparison_block(indicator(), "sv", as_index=True)
    data = block.table.data
    first = data[data["År"] == 2016]
    assert (first["Värde"] == 100).all()
    now = data[(data["År"] == 2019) & (data["Kommun"] == "Boden")]["Värde"].iloc[0]
    assert now == pytest.approx(100 * 82.4 / 94.7)
    assert "index, 2016 = 100" in block.finding


def test_every_municipality_stands_in_order_and_sorts_by_number():
    found = ranking(indicator(), "sv")
    values = places.national("N15436").query("period == 2019").dropna()
    own = values.loc[values["place"] == "2582", "value"].iloc[0]
    towns = values[values["place"].isin(places.municipalities())]
    better = int((towns["value"] > own).sum())
    assert f"nummer {better + 1} av {len(towns)}" in found.said
    assert found.sort["Värde"].is_monotonic_decreasing
    assert len(found.shown) == len(towns) == 280


def test_the_panel_s_table_marks_one_s_own_and_the_chart_changes_to_an_index(lab):
    comparer = Comparer(indicator(), lab)
    assert comparer.table.chosen == "2582"
    assert isinstance(comparer.table.rows[0]["sort"][2], float)
    comparer.shown_as.value = True
    assert "index" in comparer.chart._title.value
    assert Comparer(indicator(level="lab"), lab).children == ()
