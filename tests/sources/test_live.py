"""The real Kolada and SCB over the internet: off by default, run by ``make live``.

It is a smoke test of the addresses and the answers' shape, not of the figures.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from labmethods.sources.kolada import SWEDEN, Kolada
from labmethods.sources.scb import Scb

pytestmark = pytest.mark.live


@pytest.fixture
def kolada(tmp_path) -> Iterator[Kolada]:
    opened = Kolada(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def scb(tmp_path) -> Iterator[Scb]:
    opened = Scb(tmp_path)
    yield opened
    opened.close()


def test_kolada_knows_its_key_figures_and_municipalities(kolada):
    known = kolada.key_figures()
    assert {"id", "title"} <= set(known.columns)
    assert "N15436" in set(known["id"])
    assert kolada.code("Boden") == "2582"


def test_kolada_gives_a_year_of_every_municipality(kolada):
    fetched = kolada.values(["N15436"], [2019])
    assert fetched.trouble is None
    places = set(fetched.frame["municipality"])
    assert {"2582", "0581", "1480", "0181", SWEDEN} <= places
    told = fetched.frame["value"].dropna()
    assert told.between(0, 100).all()
    assert len(told) > 200


def test_scb_finds_a_table_and_tells_its_variables(scb):
    found = scb.tables("folkmängd")
    assert len(found)
    variables = scb.variables(found["id"].iloc[0])
    assert "time" in set(variables["role"])


def test_scb_gives_a_municipality_s_population(scb):
    variables = scb.variables("TAB638")
    time = variables.loc[variables["role"] == "time"]
    selection = {
        one: ["2582"] if "2582" in set(rows["code"]) else [rows["code"].iloc[-1]]
        for one, rows in variables.groupby("variable", sort=False)
        if not rows["optional"].iloc[0] or "2582" in set(rows["code"])
    }
    fetched = scb.data("TAB638", selection)
    assert fetched.trouble is None
    assert time["code"].iloc[-1] in set(fetched.frame[time["variable"].iloc[0]])
    assert (fetched.frame["value"] > 0).any()
