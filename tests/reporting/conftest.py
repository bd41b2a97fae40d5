"""A small report with every kind of block, and the system's Chromium to open it in."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

import labmethods as lm
from labmethods import shipped
from labmethods.blocks import Chart, Heading, Prose, Table, Text
from labmethods.reporting import browser, stills
from labmethods.reporting.compose import compose
from labmethods.reporting.document import Document, Fact, Part
from labmethods.reporting.html import render
from labmethods.workbook.lab import Lab
from tests.reporting.planting import planted_lab

ASSETS = Path(__file__).parents[1] / "assets"


def bar_chart(finding: str = "Kommunen har mest inflytande") -> Chart:
    values = pd.DataFrame({"Aktör": ["Kommunen", "Föreningen"], "Inflytande": [5, 3]})
    figure = go.Figure(go.Bar(x=values["Aktör"], y=values["Inflytande"]))
    figure.update_layout(template="plotly_white", font_size=16, yaxis_title="Inflytande")
    return Chart(
        figure,
        finding,
        "Stapeldiagram: Kommunen 5, Föreningen 3.",
        "Kartläggning 3 juni 2018, n = 2, https://example.org/kartan",
        Table(values, "Inflytande per aktör, n = 2"),
    )


def line_chart() -> Chart:
    days = pd.date_range("2018-06-01", periods=12, freq="MS")
    figure = go.Figure()
    figure.add_scatter(x=days, y=[i * 1.5 for i in range(12)], name="Jobbintervjuer")
    figure.add_scatter(x=days, y=[i + 3 for i in range(12)], name="Mål", line_dash="dash")
    figure.update_layout(template="plotly_white", font_size=16)
    return Chart(figure, "Intervjuerna ökar", "Linjediagram: från 0 till 16,5.", "Enkät, n = 12")


def sample_document(charts: int = 2, **changes: object) -> Document:
    drawn = [bar_chart() if i % 2 else line_chart() for i in range(charts)]
    actors = pd.DataFrame(
        {"Aktör": ["Kommunen", "Föreningen"], "Inflytande": [5, None], "Sedan": [2011, 2018]}
    )
    who = (
        Text("Två aktörer är kartlagda."),
        Heading("Bedömning", 3),
        *drawn,
        Table(actors, "Aktörer i juni 2018, n = 2", "Egen kartläggning"),
        Prose("# Tankar\n\n**Vi** behöver [kyrkan](https://example.org).", "Anteckningar"),
    )
    values: dict[str, object] = {
        "title": "Exempellabbet",
        "subtitle": "Rapport, juni 2018 till oktober 2019",
        "facts": (Fact("Plats", "Exempelby", "https://example.org/plats"), Fact("Aktörer", "2")),
        "parts": (Part("stakeholders", "Vilka spelar roll", who), Part("tests", "Det vi prövar")),
        "sample": True,
        "made_on": datetime.date(2026, 11, 24),
    }
    return Document(**values | changes)


@pytest.fixture(scope="session")
def planted(tmp_path_factory) -> Iterator[tuple[Lab, list[str]]]:
    """A lab full of made-up personal numbers; tests leave it as it is."""
    with planted_lab(tmp_path_factory.mktemp("planted")) as made:
        yield made


@pytest.fixture(scope="session")
def composed(laid_out) -> Document:
    """The whole report of the lab with made-up values, worked out once."""
    with lm.open_lab(laid_out(shipped.SAMPLE_LAB)) as lab:
        return compose(lab)


@pytest.fixture(scope="session")
def document() -> Document:
    return sample_document()


@pytest.fixture(scope="session")
def drawn(document: Document) -> list[stills.Still | None]:
    """The still pictures of ``document``, drawn once."""
    need_browser()
    return stills.draw(list(document.charts()), "sv")


@pytest.fixture(scope="session")
def page_file(document, drawn, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("report") / "rapport.html"
    path.write_text(render(document, "sv", stills=drawn), encoding="utf-8")
    return path


def need_browser() -> Path:
    found = browser.find()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI must have a browser")
        pytest.skip("no browser of the Chromium family")
    return found


class Opened:
    """A page in a real browser, and everything that it did beside showing itself."""

    def __init__(self, chromium, path: Path, width: int = 1280, scripts: bool = True) -> None:
        self.context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        self.page = self.context.new_page()
        self.console: list[str] = []
        self.requests: list[str] = []
        self.dialogs: list[str] = []
        self.page.on("console", lambda message: self.console.append(message.text))
        self.page.on("pageerror", lambda error: self.console.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("dialog", self._dialog)
        self.page.goto(path.as_uri())
        self.requests = [url for url in self.requests if not url.startswith("data:")]

    def _dialog(self, dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def scroll_through(self) -> None:
        """Bring every chart near enough to be drawn."""
        self.page.evaluate(
            """async () => {
              document.documentElement.style.scrollBehavior = "auto";
              for (const place of document.querySelectorAll(".plot")) {
                place.scrollIntoView();
                while (!place.dataset.drawn) await new Promise((go) => setTimeout(go, 20));
              }
              scrollTo(0, 0);
            }"""
        )
        self.page.wait_for_function(
            """() => [...document.querySelectorAll(".plot")].every(
                 (place) => place.querySelector(".main-svg"))"""
        )


@pytest.fixture
def opened(chromium) -> Iterator[object]:
    pages: list[Opened] = []

    def start(path: Path, **options: object) -> Opened:
        pages.append(Opened(chromium, path, **options))
        return pages[-1]

    yield start
    for one in pages:
        one.context.close()
