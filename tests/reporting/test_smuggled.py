"""Ways to smuggle a person into a report: each stops it, and with ``mask`` none gets through."""

from __future__ import annotations

import base64
import decimal
import io
import json

import nbformat
import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from PIL import Image

from labmethods.blocks import Block, Chart, Heading, Picture, Prose, Table, Text
from labmethods.language import translator
from labmethods.privacy import find_identifiers
from labmethods.reporting.charts import pack
from labmethods.reporting.document import Document, Fact, Part
from labmethods.reporting.gate import Undecided, passed
from labmethods.reporting.html import render
from labmethods.reporting.outputs import output_blocks
from tests.reporting.planting import digits

NUMBER = "640823-3234"
_ = translator("sv")


def output(**data: str) -> list[Block]:
    """What a cell of the lab's own puts out."""
    made = nbformat.v4.new_output(
        "display_data", {k.replace("_", "/", 1): v for k, v in data.items()}
    )
    return output_blocks([made], lambda _method: [])


def printed(text: str) -> list[Block]:
    return output_blocks([nbformat.v4.new_output("stream", text=text)], lambda _method: [])


def table(*cells: object, **titled: object) -> list[Block]:
    frame = pd.DataFrame({"Vad": pd.Series(list(cells), dtype=object)})
    return [Table(titled.get("frame", frame), "Tabell")]


def chart(**trace: object) -> list[Block]:
    return [Chart(go.Figure(go.Scatter(x=[1], y=[2], **trace)), "Fynd", "Alt")]


def figure(**layout: object) -> list[Block]:
    return [Chart(go.Figure(go.Scatter(x=[1], y=[2]), layout=layout), "Fynd", "Alt")]


def spread(sign: str) -> str:
    return sign.join(NUMBER)


def pixel() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (9, 9)).save(buffer, "PNG")
    return buffer.getvalue()


PIXEL = base64.b64encode(pixel()).decode()

SMUGGLED = {
    "the alternative text of a cell's picture": output(image_png=PIXEL, text_plain=NUMBER),
    "a comment in a cell's HTML": output(text_html=f"<p>a</p><!-- {NUMBER} -->"),
    "the title of a link in HTML, as an entity": output(
        text_html='<a href="https://example.org" title="640823&#45;3234">lunch</a>'
    ),
    "an address in HTML, as an entity": output(
        text_html='<a href="https://example.org/640823&#45;3234">lunch</a>'
    ),
    "the title of a link in Markdown, as an entity": [
        Prose('[lunch](https://example.org "640823&#45;3234")')
    ],
    "an address in Markdown": [Prose(f"[lunch](https://example.org/?q={NUMBER})")],
    "an address with %-signs for all": [
        Prose("[a](https://example.org/%36%34%30%38%32%33%2D%33%32%33%34)")
    ],
    "an address with %-signs twice": [Prose("[a](https://example.org/640823%252D3234)")],
    "a definition in Markdown": [Prose(f'[a][b]\n\n[b]: https://example.org "{NUMBER}"')],
    "text in an SVG that a cell shows": output(
        image_svg_xml=f"<svg><text>{NUMBER}</text></svg>", text_plain=f"<svg {NUMBER}>"
    ),
    "colours of a terminal between digits": printed("6408\x1b[31m23\x1b[0m-3234"),
    "a backspace between digits": printed("6408x\x0823-3234"),
    "signs that nobody sees": [Text(spread("\u200e"))],
    "marks that turn the direction": [Text("6408\u206623\u2069-3234")],
    "digits crossed out": [Text(spread("\u0336"))],
    "digits as keys": [Text("".join(f"{d}\ufe0f\u20e3" if d.isdigit() else d for d in NUMBER))],
    "digits in circles": [Text("⑥④\u24ea⑧②③-③②③④")],
    "raised digits": [Text("⁶⁴⁰⁸²³-³²³⁴")],
    "a star between": [Text("640823*3234")],
    "the last four in brackets": [Text("640823 (3234)")],
    "a number of numpy's among texts": table(np.int64(6408233234), "x"),
    "a decimal among texts": table(decimal.Decimal(6408233234), "x"),
    "a record in a cell": table({"pnr": NUMBER}),
    "a set in a cell": table({NUMBER}),
    "a title of two levels": table(
        frame=pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([("Namn", NUMBER)]))
    ),
    "an index": table(frame=pd.DataFrame({"a": [1]}, index=pd.Index([NUMBER], name="Nyckel"))),
    "the name of a trace": chart(name=NUMBER),
    "what a trace carries along": chart(customdata=[[NUMBER]]),
    "a title of what a trace carries along": chart(customdata=[{NUMBER: 1}]),
    "what stands by the pointer": chart(hovertemplate=f"{NUMBER}<extra></extra>"),
    "the name of a typeface": figure(font_family=NUMBER),
    "a chart's template": figure(template={"layout": {"title": {"text": NUMBER}}}),
    "a button of a chart": figure(
        updatemenus=[{"buttons": [{"label": NUMBER, "method": "skip", "args": []}]}]
    ),
    "a colour as a number": chart(marker_color=[6408233234]),
    "a chart's meta": figure(meta={"who": NUMBER}),
    "a heading": [Heading(f"Om {NUMBER}")],
    "a picture's caption": [Picture(base64.b64decode(PIXEL), "En ruta", NUMBER)],
    "a table in a cell's HTML": output(text_html=f"<table><tr><td>{NUMBER}</td></tr></table>"),
    "a file's place on somebody's computer": printed("C:\\Users\\anna.berg\\Documents\\a.csv"),
    "a home on a server": printed("/home/anna.berg/labb/a.csv"),
    "a profile": [Prose("https://www.linkedin.com/in/anna-berg-3234")],
}
LEFT = ("6408233234", "anna.berg", "anna-berg")


def told(document: Document) -> str:
    page = render(document, stills=[None] * len(list(document.charts())), live=False)
    return page + json.dumps(pack(list(document.charts()), "sv"), ensure_ascii=False)


@pytest.mark.parametrize("how", list(SMUGGLED))
def test_it_stops_the_report_and_is_hidden_with_mask(how):
    document = Document("Labbet", parts=(Part("own", "Eget", tuple(SMUGGLED[how])),))
    with pytest.raises(Undecided):
        passed(document)
    shown = told(passed(document, undecided="mask"))
    assert not any(one in digits(shown).replace(" ", "") for one in LEFT[:1])
    assert not any(one in shown for one in LEFT[1:])


@pytest.mark.parametrize(
    "text",
    [
        "Mvh ANNA BERG",
        "Mentor – Anna Berg",
        "mentor/Anna Berg",
        "Anna Berg, 34 år, har flyttat",
        "Anna Berg (34) har flyttat",
        "c/o Anna Berg",
        "Anna Berg, född 1990",
        "en kvinna vid namn Anna Berg",
        "Kontakt är: Anna Berg",
        "anna(a)exempel.se",
        "anna.berg snabel-a exempel punkt se",
        "anna＠exempel.se",
        "Ring 070.123.45.67",
        "Ring 46701234567",
        "Storgatan nr 12",
        "STORGATAN 12",
        "namn [at] exempel [dot] se",
        "Drottning Kristinas väg 3",
        "kontakta Anna Berg",
        "mitt barn Ali",
        "640823-\r\n3234",
        "64 08\n23-3234",
        "**640823**-3234",
        "`640823`-`3234`",
        "| 640823 | 3234 |",
        '"19640823","3234"',
        "640823\\-3234",
        "640823--3234",
        "(640823) 3234",
        "Barn 12 6 4 0 8 2 3 - 3 2 3 4",
    ],
)
def test_other_ways_of_writing_are_found(text):
    assert find_identifiers(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mötet 2026-03-01, 1500 kr",
        "Kostnad 260301 (1500 kr)",
        "/home/runner/a.csv och C:\\Users\\Public\\a.csv",
        "Kontakt: SKR och VGR",
        "Kontakta Rädda Barnen",
        "heter Projekt Öppna dörrar",
        "Värd – Öppet Hus",
        "Lina Hage, 34 lägenheter",
        "Norra Boden (34) är störst",
        "Version 070.1.2",
        "Storgatan nr",
        "Kvarteret Eken, 34 år gammalt",
    ],
)
def test_what_only_looks_like_it_is_let_through(text):
    assert find_identifiers(text) == []


def test_the_facts_box_and_the_labs_name_are_read():
    document = Document(f"Labbet {NUMBER}", facts=(Fact("Plats", "6408\u200e23-3234"),))
    with pytest.raises(Undecided):
        passed(document)
    assert "3234" not in told(passed(document, undecided="mask"))
