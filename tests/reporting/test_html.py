import re
from html.parser import HTMLParser
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go
import pytest

from labmethods.blocks import Chart, Heading, Markup, Picture, Prose, Table, Text
from labmethods.reporting import charts
from labmethods.reporting.document import Document, Findings, Part
from labmethods.reporting.html import render
from tests.reporting.conftest import need_browser, sample_document


def page(document: Document, language: str | None = None) -> str:
    return render(document, language, stills=[])


def of_blocks(*blocks, **values) -> Document:
    return Document("Labbet", parts=(Part("a", "Delen", blocks),), **values)


class Outline(HTMLParser):
    """The heading levels of a page, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))


def test_the_same_document_gives_the_same_bytes(document):
    assert page(document) == page(sample_document())


def test_the_page_names_its_language_and_what_people_wrote_keeps_theirs():
    html = page(of_blocks(Prose("Hej"), written_in="sv"), "en")
    assert '<html lang="en">' in html
    assert '<div lang="sv"><p>Hej</p></div>' in html
    assert "<div><p>Hej</p></div>" in page(of_blocks(Prose("Hej"), written_in="sv"), "sv")


def test_headings_never_leave_a_level_out():
    blocks = (Heading("a", 5), Prose("### b\n\n# c"), Heading("d", 3), Heading("e", 4))
    levels = Outline(page(of_blocks(*blocks))).levels
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_each_part_is_in_the_contents_list(document):
    html = page(document)
    for part in document.parts:
        assert f'<a href="#part-{part.name}">{part.title}</a>' in html
        assert f'<h2 id="part-{part.name}">{part.title}</h2>' in html


def test_a_sample_lab_says_so_on_the_page_and_on_every_sheet(document):
    html = page(document)
    assert "Exempellabbet: påhittade värden." in html
    head = re.search(r"@page \{.*?@top-right \{ content: \"(.*?)\"", html)[1]
    assert re.sub(r"\\([0-9a-f]+) ", lambda m: chr(int(m[1], 16)), head) == (
        "Exempellabbet: påhittade värden."
    )
    assert "påhittade" not in page(sample_document(sample=False, parts=()))


def test_a_part_that_failed_says_why_and_the_rest_stands():
    html = page(Document("Labbet", parts=(Part("a", "A", error="Filen <x> saknas."),)))
    assert "Den här delen av rapporten kunde inte göras." in html
    assert "Filen &lt;x&gt; saknas." in html


def test_tables_have_captions_and_scopes():
    frame = pd.DataFrame({"Aktör": ["<b>", "ABF"], "Inflytande": [1, 2]})
    html = page(of_blocks(Table(frame, "Aktörer, n = 2", "Enkät")))
    assert "Aktörer, n = 2</span></caption>" in html
    assert '<th scope="col">Aktör</th><th scope="col" class="n">Inflytande</th>' in html
    assert '<th scope="row">&lt;b&gt;</th><td class="n">1</td>' in html


@pytest.mark.parametrize("source", ["Enkät", "Källa: Enkät"])
def test_a_source_is_called_one_once(source):
    html = page(of_blocks(Table(pd.DataFrame({"a": [1]}), "A", source)))
    assert '<p class="source">Källa: Enkät</p>' in html


def test_an_empty_table_says_that_nothing_is_noted():
    html = page(of_blocks(Table(pd.DataFrame({"Aktör": [], "Vem": []}), "Aktörer")))
    assert '<td colspan="2">Inget är noterat ännu.</td>' in html


def test_an_address_in_a_text_is_a_link_and_the_rest_stands_as_it_is():
    html = page(of_blocks(Text("Se <b>https://example.org/a</b>")))
    assert '&lt;b&gt;<a href="https://example.org/a" rel="noopener noreferrer">' in html


def test_empty_text_leaves_no_trace():
    html = page(of_blocks(Text(" "), Prose("", "Anteckningar")))
    assert "Anteckningar" not in html
    assert '<p class="text">' not in html


def test_labelled_texts_in_a_row_become_one_list():
    blocks = (Prose("a", "Vi tror"), Prose("b", "Vi gör"), Text("c"), Prose("d", "Skäl"))
    html = page(of_blocks(*blocks))
    assert html.count('<dl class="card">') == 1
    assert '<dt>Vi gör</dt><dd class="prose"><p>b</p></dd>' in html
    assert '<p class="label">Skäl</p>' in html


def test_the_first_page_leads_to_what_it_sums_up():
    found = Findings("Delen", "part-a", ("Ett fynd", "<b>Två</b>"), left_out=3)
    html = page(of_blocks(Text("x"), summary=(found,)))
    assert "<li>Ett fynd</li>" in html
    assert "<li>&lt;b&gt;Två&lt;/b&gt;</li>" in html
    assert '<a href="#part-a">Läs vidare (och 3 saker till)' in html


def test_a_page_without_charts_carries_no_plotly(document):
    assert len(page(of_blocks(Text("Hej"))).encode()) < 20_000


def test_the_policy_lets_only_the_files_own_scripts_and_styles_run(document):
    policy = re.search(r'Security-Policy" content="(.*?)"', page(document))[1]
    assert policy.startswith("default-src &#39;none&#39;;")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_twelve_charts_fit_in_one_and_a_half_megabyte_with_pictures(drawn):
    document = sample_document(charts=12)
    assert len(render(document, stills=drawn * 6).encode()) < 1_500_000


def test_a_filled_labs_whole_report_fits_in_one_and_a_half_megabyte_with_pictures(composed):
    need_browser()
    assert len(list(composed.charts())) >= 12
    whole = render(composed)
    assert whole.count("data:image/svg+xml") == len(list(composed.charts()))
    assert len(whole.encode()) < 1_500_000


@pytest.mark.parametrize(
    ("figure", "name"),
    [
        (go.Figure(go.Bar(x=[1], y=[2])), "basic"),
        (go.Figure(go.Heatmap(z=[[1, 2]])), "labs"),
        (go.Figure(go.Sankey()), "labs"),
        (go.Figure(go.Scatterpolar()), "whole"),
    ],
)
def test_the_page_carries_the_smallest_plotly_that_draws_its_charts(figure, name):
    found = charts.library(charts.kinds([Chart(figure, "", "")]))
    expected = charts._whole() if name == "whole" else charts._vendored(name)
    assert found == expected


def test_the_plotly_parts_are_of_the_version_that_plotly_speaks():
    version = re.search(rb"plotly\.js v(\S+)", charts._whole().source)[1]
    for name in ("basic", "labs"):
        source = charts._vendored(name).source[:200]
        assert version in source


def test_charts_that_share_a_template_carry_it_once(document):
    packed = charts.pack(list(document.charts()), "sv")
    assert len(packed["figures"]) == 2
    assert len(packed["templates"]) == 1


def test_what_people_typed_is_no_markup_in_a_chart():
    figure = go.Figure(go.Bar(x=["<a href='https://example.com'>x</a>"], y=[1], name="a<br>b"))
    data = charts.pack([Chart(figure, "", "")], "sv")["figures"][0]["data"][0]
    assert data["x"] == ["&lt;a href='https://example.com'>x&lt;/a>"]
    assert data["name"] == "a<br>b"


def test_a_block_of_another_kind_is_refused():
    with pytest.raises(TypeError, match="blocks of labmethods"):
        page(of_blocks("text"))


def test_pictures_and_markup_of_own_cells_are_shown_without_what_runs():
    broken = Picture(b"x", "trasig")
    html = page(of_blocks(Markup("<p onclick='x()'>Hej</p>"), broken))
    assert "<p>Hej</p>" in html
    assert "Bilden kan inte visas" in html
