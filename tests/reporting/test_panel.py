"""The report's panel: what is chosen, and how it is stopped."""

from __future__ import annotations

import datetime

import pytest

from labmethods.reporting import panel as report_panel
from labmethods.reporting.cover import cover_photo
from labmethods.reporting.cover_panel import CoverPanel
from labmethods.reporting.panel import _Panel
from tests.reporting.test_cover import photo


@pytest.fixture(autouse=True)
def _without_a_browser(monkeypatch):
    monkeypatch.setenv("LABMETHODS_BROWSER", "")


def files(lab) -> list[str]:
    folder = lab.home / "reports"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_the_whole_report_is_made_when_nothing_is_unticked(lab):
    made = _Panel(lab)
    made.button.click()
    assert files(lab) == ["provlabbet-rapport.html"]
    assert "Rapporten är klar" in made.status.value
    assert made.progress.value == made.progress.max
    assert not made.button.disabled


def test_unticked_parts_are_left_out(lab):
    lab.actors.add(name="Kyrkan")
    made = _Panel(lab)
    for box in made.parts:
        box.value = box.description == "Vilka är viktiga"
    made.button.click()
    (name,) = files(lab)
    assert name == "provlabbet-rapport-urval.html"


def test_the_stop_button_stops_and_says_so(lab, monkeypatch):
    made = _Panel(lab)
    monkeypatch.setattr(made, "_step", lambda _name: made.stop_button.click())
    made.button.click()
    assert "Avbrutet" in made.status.value
    assert files(lab) == []
    assert not made.button.disabled
    assert made.stop_button.layout.display == "none"


def test_in_a_kernel_the_report_is_made_beside_it(lab, monkeypatch):
    started = []

    class Thread:
        def __init__(self, target):
            self.target = target

        def start(self):
            started.append(self.target)

    monkeypatch.setattr(report_panel, "_in_a_kernel", lambda: True)
    monkeypatch.setattr(report_panel.threading, "Thread", Thread)
    made = _Panel(lab)
    made.button.click()
    assert files(lab) == []
    started[0]()
    assert files(lab) == ["provlabbet-rapport.html"]


def test_every_reader_can_be_chosen(lab):
    made = _Panel(lab)
    for _title, name in made.readers.options:
        made.readers.value = name
        made.button.click()
    assert len(files(lab)) == len(made.readers.options)


def test_a_photo_is_chosen_seen_and_taken_off(lab):
    cover = CoverPanel(lab)
    cover.use.click()
    assert "Välj ett foto först" in cover.status.value
    upload = {"name": "a.jpg", "type": "image/jpeg", "size": 1, "content": memoryview(photo())}
    cover.file.value = ({**upload, "last_modified": datetime.datetime.now(datetime.UTC)},)
    cover.use.click()
    assert "Skriv vad fotot visar" in cover.status.value
    cover.shows.value = "Gården"
    cover.use.click()
    assert 'alt="Gården"' in cover.picture.value
    assert cover_photo(lab).alt == "Gården"
    cover.remove.click()
    assert cover.picture.value == ""
    assert cover_photo(lab) is None
