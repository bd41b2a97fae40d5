"""Saving a chart's values: numbers as numbers, nothing that runs, the source with it."""

from __future__ import annotations

import io

import openpyxl
import pandas as pd
import plotly.graph_objects as go
import pytest

from labmethods.blocks import Chart, Table
from labmethods.widgets.downloads import Downloads, csv_file, file_name, values, xlsx
from labmethods.widgets.page import ChartView

FRAME = pd.DataFrame(
    {
        "Period": ["2018", "2019"],
        "Värde": ["1\N{NO-BREAK SPACE}234,5", "\N{MINUS SIGN}3"],
        "Andel": ["82,4 %", "–"],
        "Vem": ['=HYPERLINK("http://127.0.0.1")', "+46 ring"],
    }
)


def chart(frame: pd.DataFrame = FRAME, **more) -> Chart:
    table = Table(frame, "Värden", "Källa: Kolada", **more)
    return Chart(go.Figure(go.Scatter(x=[1, 2], y=[3, 4])), "Det går åt rätt håll", "…", "", table)


def sheets(data: bytes) -> dict[str, list[tuple]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def answer(widget: Downloads, **asked) -> tuple[dict, list[bytes]]:
    sent = []
    widget.send = lambda content, buffers=None: sent.append((content, buffers or []))
    widget._answer(asked)
    return sent[0] if sent else ({}, [])


def test_a_workbook_has_numbers_harmless_text_and_the_source():
    held = sheets(xlsx(chart(), "sv"))
    assert held["Värden"][1][:2] == (2018, 1234.5)
    assert held["Värden"][2][1] == -3
    assert held["Värden"][1][2] == "82,4 %"
    assert held["Värden"][1][3].startswith("'=")
    assert held["Värden"][2][3].startswith("'+")
    assert ("Källa", "Källa: Kolada") in held["Om"]


def test_no_cell_of_a_workbook_is_a_formula():
    book = openpyxl.load_workbook(io.BytesIO(xlsx(chart(), "sv")))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {
        *("s", "n", "d"),
    }


@pytest.mark.parametrize(("language", "line"), [("sv", b"1234,5;"), ("en", b"1234.5,")])
def test_a_text_file_opens_in_excel_of_its_language(language, line):
    frame = FRAME.assign(Värde=["1\N{NO-BREAK SPACE}234,5" if language == "sv" else "1,234.5", "2"])
    data = csv_file(chart(frame), language)
    assert data.startswith(b"\xef\xbb\xbf")
    assert line in data
    assert "Källa: Kolada" in data.decode()
    assert b"'=HYPERLINK" in data


def test_the_numbers_behind_a_table_are_saved_where_there_are_any():
    behind = pd.DataFrame({"Andel": [82.4, None]})
    assert values(chart(data=behind).table, "sv")["Andel"].iloc[0] == 82.4
    assert values(chart().table, "sv")["Andel"].tolist() == ["82,4 %", "–"]


def test_the_buttons_answer_what_was_pressed(lab):
    widget = Downloads(lab)
    widget.show(chart())
    assert widget.offered == ["xlsx", "csv", "png", "svg"]
    told, (data,) = answer(widget, wants="xlsx")
    assert told["name"] == "det-går-åt-rätt-håll.xlsx"
    assert "Värden" in sheets(data)
    told, buffers = answer(widget, wants="png")
    assert (told["finding"], buffers) == ("Det går åt rätt håll", [])
    library, (script,) = answer(widget, wants="png", library=True)
    assert library["library"] == told["needs"]
    assert len(script) < 600_000


def test_what_is_not_offered_is_not_answered(lab):
    widget = Downloads(lab)
    assert answer(widget, wants="csv") == ({}, [])
    widget.show(Chart(go.Figure(), "Utan tabell", "…"))
    assert widget.offered == ["png", "svg"]
    assert answer(widget, wants="exe") == ({}, [])


def test_a_view_saves_what_may_leave_the_lab(lab):
    shown, outward = chart(), Chart(go.Figure(), "Dolt", "…")
    assert ChartView(lab, shown).downloads._chart is shown
    assert ChartView(lab, shown, outward).downloads._chart is outward
    assert ChartView(lab, shown, None).downloads.offered == []


@pytest.mark.parametrize("finding", ["", "///", "ålder <b>", "a" * 200, "../../etc/passwd"])
def test_a_file_name_is_short_and_harmless(finding):
    name = file_name(finding)
    assert 0 < len(name) <= 60
    assert not set(name) & set('/\\<>:"|?*.')
