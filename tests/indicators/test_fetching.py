"""What is fetched becomes observations; what is revised keeps the old figure."""

from __future__ import annotations

import datetime
import json
import sys

import pytest

from labmethods import cli
from labmethods.errors import Missing, Refused
from labmethods.indicators import analysis
from labmethods.indicators.fetching import fetch_kolada, fetch_scb
from labmethods.language import translator
from labmethods.sources.kolada import Kolada
from labmethods.sources.network import SourceUnavailable
from labmethods.sources.scb import Scb
from tests.sources.conftest import broken

TODAY = datetime.date(2026, 11, 24)


@pytest.fixture
def kolada(kolada_answers, tmp_path) -> Kolada:
    return Kolada(
        tmp_path / "cache",
        base=f"{kolada_answers.address}/v3",
        older=f"{kolada_answers.address}/v2",
        today=TODAY,
        calls=1000,
        attempts=1,
    )


@pytest.fixture
def school(lab):
    return lab["indicators"].add(
        name="Behöriga", unit="share", key_figure="N15436", place="Boden", place_code="2582"
    )


def test_a_key_figures_values_become_observations_with_their_source(lab, school, kolada):
    (update,) = fetch_kolada(lab, [school], range(2016, 2020), kolada)
    assert (update.added, update.revised, update.unchanged) == (12, 0, 0)
    series = analysis.series(lab["observations"].frame(), school.id)
    assert series.loc[series["group"] == "T", "value"].tolist() == [94.7, 75.6, 80.2, 82.4]
    assert set(series["source"]) == {"Källa: Kolada (RKA)"}
    assert set(series["fetched_on"].dt.date) == {TODAY}
    lab.undo()
    assert len(lab["observations"]) == 0


def test_fetching_again_changes_nothing(lab, school, kolada):
    fetch_kolada(lab, [school], [2019], kolada)
    before = len(lab.history())
    (update,) = fetch_kolada(lab, [school], [2019], kolada)
    assert (update.added, update.unchanged) == (0, 3)
    assert len(lab.history()) == before


def test_a_revised_figure_is_kept_beside_the_old_one(lab, school, kolada, kolada_answers):
    fetch_kolada(lab, [school], [2019], kolada)
    value = {"gender": "T", "value": 83.0, "count": 1, "status": "", "isdeleted": False}
    row = {"kpi": "N15436", "municipality": "2582", "period": 2019, "values": [value]}
    kolada_answers.on("/data/", lambda _h, _m: {"values": [row], "next_url": None})
    kolada.today += datetime.timedelta(days=60)
    (update,) = fetch_kolada(lab, [school], [2019], kolada)
    assert (update.revised, update.unchanged) == (1, 2)
    frame = lab["observations"].frame()
    now = analysis.series(frame, school.id)
    then = analysis.series(frame, school.id, TODAY)
    assert now.loc[now["group"] == "T", "value"].tolist() == [83.0]
    assert then.loc[then["group"] == "T", "value"].tolist() == [82.4]
    assert "1 reviderade" in update.sentence(translator("sv"))


def test_a_real_labs_figures_agree_with_the_source(boden, kolada):
    indicators = [one for one in boden["indicators"].all() if one.key_figure == "N15436"]
    (update,) = fetch_kolada(boden, indicators, range(2016, 2020), kolada)
    assert (update.added, update.revised, update.unchanged) == (0, 0, 12)


def test_a_source_that_is_down_leaves_the_lab_as_it_was(lab, school, kolada, kolada_answers):
    kolada_answers.on(".", broken)
    with pytest.raises(SourceUnavailable):
        fetch_kolada(lab, [school], [2019], kolada)
    assert len(lab["observations"]) == 0


def test_an_impossible_value_is_refused_and_nothing_kept(lab, school, kolada, kolada_answers):
    def value(share):
        return {"gender": "T", "value": share, "count": 1, "status": "", "isdeleted": False}

    rows = [
        {"kpi": "N15436", "municipality": "2582", "period": year, "values": [value(share)]}
        for year, share in ((2018, 80.0), (2019, 820.0))
    ]
    kolada_answers.on("/data/", lambda _h, _m: {"values": rows, "next_url": None})
    with pytest.raises(Refused, match=r"2019: .*mellan 0 och 100"):
        fetch_kolada(lab, [school], [2018, 2019], kolada)
    assert len(lab["observations"]) == 0


def test_an_indicator_without_its_place_cannot_be_fetched(lab, kolada):
    indicator = lab["indicators"].add(name="Behöriga", key_figure="N15436")
    with pytest.raises(Missing, match="kommunens kod"):
        fetch_kolada(lab, [indicator], [2019], kolada)


# Made up for the test, in the shape of PxWeb's version 2.
def scb(answers, folder, codes) -> Scb:
    def dimension(name):
        index = {code: place for place, code in enumerate(codes[name])}
        return {"label": name, "category": {"index": index}, "extension": {"elimination": False}}

    metadata = {
        "id": list(codes),
        "size": [len(one) for one in codes.values()],
        "role": {"time": ["Tid"]},
        "dimension": {name: dimension(name) for name in codes},
    }

    def data(_handler, _match):
        chosen = {one["variableCode"]: one["valueCodes"] for one in answers.bodies[-1]["selection"]}
        size = [len(one) for one in chosen.values()]
        cells = 1
        for one in size:
            cells *= one
        index = {n: {"category": {"index": list(c)}} for n, c in chosen.items()}
        values = list(range(100, 100 + cells))
        return {"id": list(chosen), "size": size, "dimension": index, "value": values}

    answers.on("/metadata", lambda _h, _m: metadata)
    answers.on("/data", data)
    return Scb(folder, base=answers.address, today=TODAY, calls=1000, attempts=1)


def test_scbs_months_and_sexes_become_periods_and_groups(lab, answers, tmp_path):
    codes = {"Region": ["0581", "2582"], "Kon": ["1", "2"], "Tid": ["2019M01", "2019M02"]}
    indicator = lab["indicators"].add(name="Folkmängd")
    client = scb(answers, tmp_path, codes)
    update = fetch_scb(lab, indicator, "TAB1", {"Region": "2582", "Kon": "*", "Tid": "*"}, client)
    assert update.added == 4
    series = analysis.series(lab["observations"].frame(), indicator.id)
    assert series["period"].tolist() == ["2019-01", "2019-01", "2019-02", "2019-02"]
    assert series["group"].tolist() == ["K", "M", "K", "M"]
    assert series["value"].tolist() == [102, 100, 103, 101]


def test_two_regions_for_one_indicator_are_refused(lab, answers, tmp_path):
    codes = {"Region": ["0581", "2582"], "Tid": ["2019"]}
    indicator = lab["indicators"].add(name="Folkmängd")
    with pytest.raises(Refused, match="Region"):
        fetch_scb(lab, indicator, "TAB1", {"Region": "*"}, scb(answers, tmp_path, codes))
    assert len(lab["observations"]) == 0


@pytest.fixture
def command(monkeypatch, tmp_path, capsys, kolada_answers):
    monkeypatch.setenv("LABMETHODS_KOLADA", f"{kolada_answers.address}/v3")
    monkeypatch.setenv("LABMETHODS_CACHE", str(tmp_path / "cache"))

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["labmethods", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.run()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return call


def test_the_command_line_fetches_what_the_lab_follows(command, lab, school):
    code, out, _ = command("fetch", lab.home, "kolada", "--years", "2016-2019", "--json")
    assert code == 0
    assert json.loads(out) == [{"indicator": "Behöriga", "added": 12, "revised": 0, "unchanged": 0}]
    assert len(lab["observations"]) == 12


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["kolda"], "kolada, scb"),
        (["kolada", "--years", "igår"], "2016-2019"),
        (["kolada", "--years", "2016-2099"], "2099 har inte varit"),
        (["kolada", "--indicator", "Okänd"], "Behöriga"),
        (["scb", "--indicator", "Behöriga"], "tabell"),
    ],
)
def test_a_mistake_on_the_command_line_is_one_clear_line(command, lab, school, arguments, words):
    code, out, err = command("fetch", lab.home, *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert words in err
    assert len(lab["observations"]) == 0


def test_a_source_that_is_not_there_is_one_clear_line(command, lab, school, monkeypatch):
    monkeypatch.setenv("LABMETHODS_KOLADA", "http://127.0.0.1:9/v3")
    code, out, err = command("fetch", lab.home, "kolada", "--years", "2019")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "ingen förbindelse" in err
