"""What the examples say in the report, and on cards."""

from __future__ import annotations

from labmethods.blocks import Chart, Table, Text
from labmethods.examples.adopting import adopt
from labmethods.examples.cards import cards_page
from labmethods.examples.catalogue import catalogue


def said(blocks) -> str:
    return " ".join(block.text for block in blocks if isinstance(block, Text))


def test_an_empty_lab_says_that_nothing_was_taken_up_or_matched(lab):
    blocks = lab.blocks("examples")
    assert "inte tagit upp något gott exempel än" in said(blocks)
    assert "inget har matchats" in said(blocks)
    assert not [one for one in blocks if isinstance(one, Table | Chart)]


def test_what_fits_is_a_table_with_reasons_whom_to_call_and_the_source(boden):
    (table,) = [block for block in boden.blocks("examples") if isinstance(block, Table)]
    assert list(table.frame.columns) == [
        "Exempel",
        "Varför det passar, och vad som saknas",
        "Ring",
        "Källa",
    ]
    assert (table.frame["Källa"].str.startswith("http")).all()
    assert not table.frame.isna().any().any()


def test_what_was_taken_up_is_told_with_a_chart(lab):
    adopt(lab, "example-portalen", "Bara kvällar.")
    blocks = lab.blocks("examples")
    assert "Portalen: Provlabbet, Provstad. Inget beslut än." in said(blocks)
    (chart,) = [block for block in blocks if isinstance(block, Chart)]
    assert "Provlabbet, Provstad lärde av Portalen, Norrköping" in chart.alt


def test_the_report_speaks_english_too(boden):
    text = said(boden.blocks("examples", "en"))
    assert "Looked for: focus areas (employment and services)" in text


def test_a_card_shows_what_people_wrote_as_text_only():
    row = {
        "id": "x",
        "name": "<script>alert(1)</script>",
        "summary": "**Kafé** <img src=x onerror=alert(1)>",
        "source_url": "javascript:alert(1)",
        "organisation": '"><script>',
    }
    page = cards_page([row], language="sv", title="<b>")
    assert "<script>" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert "<strong>Kafé</strong>" in page


def test_every_example_has_a_card_in_both_languages(lab):
    rows = catalogue(lab).to_dict("records")
    for language in ("sv", "en"):
        page = cards_page(rows, language=language)
        assert page.count("<article>") == 34
        assert f'<html lang="{language}">' in page
        assert ">nan" not in page
        assert ">None" not in page
