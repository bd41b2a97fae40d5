"""The page in a real Chromium: what it asks for, whether it can be read, by whom and how."""

import gzip
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import pytest

from labmethods.blocks import Chart, Heading, Prose, Table, Text
from labmethods.reporting.document import Document, Fact, Part
from labmethods.reporting.html import render
from labmethods.reporting.stills import draw
from tests.reporting.conftest import ASSETS, need_browser
from tests.reporting.payloads import PAYLOADS

AXE = ASSETS / "axe.min.js.gz"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def test_charts_are_drawn_without_an_error_or_a_request(opened, page_file):
    report = opened(page_file)
    report.scroll_through()
    assert report.console == []
    assert report.requests == [page_file.as_uri()]
    months = report.page.locator(".xtick text").first.text_content()
    assert months == "juli 2018"


def test_charts_are_drawn_in_english_too(opened, document, tmp_path):
    english = replace(document, language="en")
    path = tmp_path / "report.html"
    path.write_text(render(english, stills=draw(list(english.charts()), "en")), encoding="utf-8")
    report = opened(path)
    report.scroll_through()
    assert report.console == []
    assert report.page.locator(".plot img").count() == len(list(english.charts()))
    assert report.page.locator(".xtick text").first.text_content() == "Jul 2018"


def every_kind() -> list[go.Figure]:
    flows = {"source": [0, 0], "target": [1, 2], "value": [3, 1]}
    marked = {"color": [1, 2], "colorscale": "Viridis", "showscale": True}
    return [
        go.Figure(go.Sankey(node={"label": ["<b>a</b>", "b", "c"]}, link=flows)),
        go.Figure(go.Heatmap(z=[[1, 2], [3, 4]], x=["a", "b"], texttemplate="%{z}")),
        go.Figure(go.Box(y=[1, 2, 3, 9])),
        go.Figure(go.Violin(y=[1, 2, 3, 9])),
        go.Figure(go.Histogram(x=[1, 2, 2, 3])),
        go.Figure(go.Pie(values=[1, 2], labels=["<i>a</i>", "H<sub>2</sub>O"])),
        go.Figure(go.Scatter(x=[1, 2], y=[2, 3], mode="markers", marker=marked)),
    ]


def test_every_kind_of_chart_is_drawn_under_the_policy(opened, tmp_path):
    path = tmp_path / "rapport.html"
    charts = tuple(Chart(figure, "Fynd", "alt") for figure in every_kind())
    html = render(Document("x", parts=(Part("a", "A", charts),)), stills=[])
    assert len(html.encode()) < 1_000_000
    path.write_text(html, encoding="utf-8")
    report = opened(path)
    report.scroll_through()
    for plot in report.page.locator(".plot").all():
        plot.hover()
    assert report.console == []
    assert report.requests == [path.as_uri()]


def test_every_kind_of_chart_has_a_still_picture():
    need_browser()
    stills = draw([Chart(figure, "Fynd", "alt") for figure in every_kind()], "sv")
    assert None not in stills


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_no_violation(opened, page_file, width):
    report = opened(page_file, width=width)
    report.scroll_through()
    report.page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    # The policy keeps axe out of the page like everyone else; the test goes by the debugger's door.
    report.page.evaluate(gzip.decompress(AXE.read_bytes()).decode() + ";null")
    found = report.page.evaluate("(tags) => axe.run({ runOnly: tags })", RULES)
    assert len(found["passes"]) > 20
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_is_wider_than_the_screen(opened, page_file, width):
    report = opened(page_file, width=width)
    report.scroll_through()
    assert report.page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_the_pictures_and_the_tables_are_there(opened, page_file):
    page = opened(page_file, scripts=False).page
    for place in range(page.locator(".plot").count()):
        picture = page.locator(".plot img").nth(place)
        assert picture.is_visible()
        assert picture.bounding_box()["height"] > 300
    page.locator("summary").first.click()
    assert page.locator("details table").first.is_visible()


def test_without_scripts_and_pictures_the_tables_are_open(opened, document, tmp_path):
    path = tmp_path / "rapport.html"
    path.write_text(render(document, stills=[]), encoding="utf-8")
    assert opened(path, scripts=False).page.locator("details table").first.is_visible()
    live = opened(path)
    live.scroll_through()
    live.page.wait_for_function("!document.querySelector('details').open")


def test_on_paper_the_pictures_and_the_tables_are_shown(opened, page_file):
    report = opened(page_file)
    report.scroll_through()
    report.page.emulate_media(media="print")
    assert report.page.locator(".plot img").first.is_visible()
    assert not report.page.locator(".live").first.is_visible()
    assert report.page.locator("details table").first.is_visible()


def test_the_first_tab_stop_leads_to_the_content(opened, page_file):
    page = opened(page_file).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Till innehållet"
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")


def test_on_a_phone_a_chart_with_wide_labels_moves_sideways_and_scrolls_with_the_page(
    opened, tmp_path
):
    figure = go.Figure(go.Bar(x=[1, 2], y=["a", "b"], orientation="h"))
    figure.update_layout(margin={"l": 200, "r": 40})
    path = tmp_path / "rapport.html"
    parts = (Part("a", "A", (Chart(figure, "Fynd", "alt"),)),)
    path.write_text(render(Document("x", parts=parts), stills=[]), encoding="utf-8")
    phone = opened(path, width=360)
    phone.scroll_through()
    phone.page.wait_for_function("!document.querySelector('.sideways').hidden")
    size = phone.page.evaluate("document.querySelector('.live')._fullLayout._size.w")
    assert size > 360
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert phone.page.evaluate("document.querySelector('.live')._fullLayout.dragmode") is False


def test_on_a_phone_words_inside_a_chart_are_not_squeezed(opened, tmp_path):
    words = go.Figure(go.Scatter(x=[1, 2], y=[1, 2], mode="markers+text", text=["Kyrkan", "ABF"]))
    words.update_layout(height=760, annotations=[{"text": "Håll nöjda", "x": 1, "y": 2}])
    around = go.Figure(go.Scatter(x=[1, 9], y=[1, 30], mode="markers+text", text=["Boden", "Lund"]))
    around.update_layout(height=800, yaxis_scaleanchor="x", margin={"l": 4, "r": 4})
    blocks = (Chart(words, "Fynd", "alt"), Chart(around, "Karta", "alt"))
    path = tmp_path / "rapport.html"
    path.write_text(render(Document("x", parts=(Part("a", "A", blocks),)), stills=[]), "utf-8")
    phone = opened(path, width=390)
    phone.scroll_through()
    phone.page.wait_for_function("!document.querySelector('.sideways').hidden")
    sizes = phone.page.evaluate(
        "[...document.querySelectorAll('.live')].map("
        "({ _fullLayout: { width, height } }) => [width, height])"
    )
    assert sizes[0] == [720, 760]
    assert sizes[1][0] <= 390
    assert 500 < sizes[1][1] < 800


def infected(payload: str) -> Part:
    """A part with the payload in every text that a report can hold."""
    frame = pd.DataFrame({payload: [payload, "b"], "värde": [1, 2]})
    figure = go.Figure(go.Bar(x=[payload, "b"], y=[1, 2], name=payload, text=[payload, "b"]))
    figure.add_scatter(x=[payload, "b"], y=[2, 1], name=payload)
    figure.update_traces(
        customdata=[payload, "b"],
        hovertemplate=f"%{{x}} %{{customdata}}<br>{payload}",
    )
    figure.update_layout(
        title=payload,
        xaxis_title=payload,
        showlegend=True,
        legend_title=payload,
        annotations=[{"text": payload, "x": 0, "y": 1}],
    )
    table = Table(frame, payload, payload)
    blocks = (
        Heading(payload),
        Text(payload),
        Prose(payload, payload),
        table,
        Chart(figure, payload, payload, payload, table),
    )
    return Part(payload, payload, blocks, error=payload)


def test_a_hundred_scripts_in_every_text_do_nothing(opened, tmp_path):
    assert len(PAYLOADS) > 100
    path = tmp_path / "rapport.html"
    whole = "".join(PAYLOADS)
    for payloads in (PAYLOADS[::2], PAYLOADS[1::2]):
        document = Document(
            whole,
            payloads[0],
            facts=tuple(Fact(payload, payload, payload) for payload in payloads),
            summary=(Text(whole), Prose(whole)),
            parts=tuple(infected(payload) for payload in payloads),
            version=whole,
        )
        path.write_text(render(document, stills=[]), encoding="utf-8")
        report = opened(path)
        report.scroll_through()
        for bar in report.page.locator(".barlayer .point path").all()[:6]:
            bar.hover(force=True)
        addresses = report.page.evaluate(
            "[...document.links].map((link) => link.protocol || link.href.baseVal)"
        )
        assert set(addresses) <= {"http:", "https:", "mailto:", "file:"}
        assert report.dialogs == []
        assert report.console == []
        assert report.requests == [path.as_uri()]
        assert len(report.page.evaluate("[...document.scripts].map((s) => s.id)")) == 4


def test_a_chart_that_cannot_be_drawn_keeps_its_picture(opened, document, drawn, tmp_path):
    html = render(document, stills=drawn).replace('data-figure="0"', 'data-figure="99"')
    path = tmp_path / "rapport.html"
    path.write_text(html, encoding="utf-8")
    report = opened(path)
    report.page.wait_for_function("document.querySelector('.plot').dataset.drawn")
    assert report.page.locator(".plot img").first.is_visible()
