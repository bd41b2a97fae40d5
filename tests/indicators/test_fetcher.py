"""Fetching from the panel: progress, a stop that is heard at once, errors in the status line."""

from __future__ import annotations

import threading

import pytest

from labmethods.indicators.fetcher import Fetcher
from labmethods.indicators.panel import Panel
from tests.indicators.test_fetching import scb as scb_answers
from tests.sources.conftest import broken, send


@pytest.fixture
def served(kolada_answers, tmp_path, monkeypatch):
    """Kolada and SCB replayed, and a cache of the test's own."""
    monkeypatch.setenv("LABMETHODS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("LABMETHODS_KOLADA", f"{kolada_answers.address}/v3")
    monkeypatch.setenv("LABMETHODS_SCB", f"{kolada_answers.address}/scb")
    return kolada_answers


@pytest.fixture
def own(lab):
    lab["facts"].change(lab.facts.id, municipality_code="2582")
    return lab["indicators"].add(name="Behöriga", unit="share", level="municipality")


@pytest.fixture
def fetcher(lab, own, served) -> Fetcher:
    return Fetcher(lab, own.id, lambda: None)


def press(job) -> None:
    job.start.click()
    job.wait()


def test_values_come_in_with_key_figure_and_municipality(lab, own, fetcher):
    fetcher.kolada.key_figure.value = "n15436"
    fetcher.kolada.place.value = "Bodens kommun"
    fetcher.kolada.years.value = "2016-2019"
    press(fetcher.kolada.fetch)
    assert "12 nya" in fetcher.status.value
    assert len(lab["observations"]) == 12
    now = lab["indicators"].get(own.id)
    assert (now.key_figure, now.place_code) == ("N15436", "2582")
    assert fetcher.kolada.fetch.stop.layout.display == "none"


def test_the_lab_s_own_municipality_stands_there(fetcher):
    assert fetcher.kolada.place.value == "2582"


@pytest.mark.parametrize(
    ("key_figure", "place", "years", "said"),
    [
        ("N15437", "Boden", "2019", "Menade du"),
        ("N15436", "Bodden", "2019", "Boden"),
        ("N15436", "Boden", "2099", "inte varit"),
        ("N15436", "Boden", "i fjol", "inga år"),
        ("", "Boden", "2019", "nyckeltal och en kommun"),
    ],
)
def test_what_can_not_be_fetched_is_said_and_the_lab_is_as_it_was(
    lab, own, fetcher, key_figure, place, years, said
):
    fetcher.kolada.key_figure.value, fetcher.kolada.place.value = key_figure, place
    fetcher.kolada.years.value = years
    press(fetcher.kolada.fetch)
    assert said in fetcher.status.value
    assert len(lab["observations"]) == 0
    assert lab["indicators"].get(own.id).key_figure is None
    assert not fetcher.kolada.fetch.start.disabled


def test_a_source_that_is_down_gives_what_the_cache_has_and_says_how_old(lab, fetcher, served):
    fetcher.kolada.key_figure.value = "N15436"
    fetcher.kolada.years.value = "2018"
    press(fetcher.kolada.fetch)
    served.on(".", broken)
    fetcher.kolada.years.value = "2018-2019"
    press(fetcher.kolada.fetch)
    assert "cache, hämtade" in fetcher.status.value
    assert len(lab["observations"]) == 3


def test_stop_is_heard_at_once_and_nothing_comes_in(lab, fetcher, served):
    arrived, released = threading.Event(), threading.Event()

    def held(handler, _match):
        arrived.set()
        released.wait(20)
        send(handler, {"values": [], "next_url": None})

    served.on("/data/", held)
    job = fetcher.kolada.fetch
    fetcher.kolada.key_figure.value = "N15436"
    job.start.click()
    assert arrived.wait(20)
    assert job.start.disabled
    assert job.stop.layout.display == ""
    job.stop.click()
    assert "Avbrutet" in fetcher.status.value
    assert not job.start.disabled
    released.set()
    job.wait()
    assert "Avbrutet" in fetcher.status.value
    assert len(lab["observations"]) == 0


def test_a_key_figure_is_found_by_its_words(fetcher):
    fetcher.kolada.words.value = "yrkesprogram kommunala"
    press(fetcher.kolada.search)
    assert "hittades" in fetcher.status.value
    fetcher.kolada.found.value = "N15436"
    assert fetcher.kolada.key_figure.value == "N15436"


def test_all_key_figures_of_a_lab_are_fetched_together(lab, fetcher):
    for key_figure in ("N15436", "N15419"):
        lab["indicators"].add(name=key_figure, key_figure=key_figure, place_code="Boden")
    fetcher.kolada.years.value = "2019"
    press(fetcher.kolada.everything)
    assert "N15436: 3 nya" in fetcher.status.value
    assert "N15419: 3 nya" in fetcher.status.value
    assert fetcher.kolada.everything.progress.value == 2


def test_a_table_of_scb_offers_its_choices(lab, own, fetcher, served, tmp_path):
    codes = {"Region": ["00", "2582"], "Kon": ["1", "2"], "Tid": ["2018", "2019"]}
    scb_answers(served, tmp_path / "unused", codes)
    lab["indicators"].change(own.id, unit="count")
    fetcher.source.value = 1
    assert fetcher.kolada.layout.display == "none"
    fetcher.scb.table.value = "TAB1"
    press(fetcher.scb.look)
    assert fetcher.scb.choices["Region"].value == "2582"
    press(fetcher.scb.fetch)
    assert "2 nya" in fetcher.status.value
    assert {one.group for one in lab["observations"].all()} == {"M"}


def test_the_panel_shows_what_was_fetched(lab, own, served):
    panel = Panel(lab)
    fetcher = panel.editors.parts[4]
    fetcher.kolada.key_figure.value = "N15436"
    fetcher.kolada.years.value = "2016-2019"
    press(fetcher.kolada.fetch)
    assert "82,4" in panel.shown.children[0]._title.value
    assert len(panel.editors.parts[0].list.rows) == 12
