"""The report's last part: method notes and sources."""

from labmethods.blocks import Prose, Table, Text
from labmethods.reporting.addresses import used
from labmethods.reporting.compose import compose
from labmethods.reporting.document import Document, Fact, Part
from labmethods.reporting.html import render
from labmethods.reporting.notes import notes
from tests.reporting.conftest import bar_chart


def test_each_methods_purpose_and_references_come_from_its_card():
    part = notes([Part("stakeholders", "Vilka", (Text("x"),))], {}, "sv")
    purpose, references = (block for block in part.blocks if isinstance(block, Prose))
    assert purpose.markdown.startswith("**Syfte.**")
    assert "Mendelow" in references.markdown
    assert "Fallgropar" not in purpose.markdown + references.markdown


def test_every_address_is_listed_once_with_where_it_is_used():
    table = Table(bar_chart().table.frame, "x", "Enkät, https://example.org/kartan")
    parts = [Part("a", "Del A", (bar_chart(), table)), Part("b", "Del B", (bar_chart(),))]
    facts = [Fact("Källa", "https://example.org/labbet")]
    assert notes(parts, used(parts, facts), "sv").blocks[-1].markdown.splitlines() == [
        "1. <https://example.org/labbet> (Källa)",
        "2. <https://example.org/kartan> (Del A och Del B)",
    ]


def test_addresses_in_the_list_are_links():
    part = notes([], {"https://example.org/labbet": ["Källa"]}, "sv")
    html = render(Document("x", parts=(part,)), stills=[])
    assert '<a href="https://example.org/labbet" rel="noopener noreferrer">' in html


def test_a_method_that_says_nothing_needs_no_note():
    assert notes([Part("stakeholders", "Vilka")], {}, "sv") is None


def test_a_card_is_in_the_readers_language(lab):
    lab.actors.add(name="Rotary")
    html = render(compose(lab, language="en"), stills=[])
    assert "<div><p><strong>Purpose.</strong>" in html


def test_one_notebooks_report_and_a_boards_have_no_notes(exempellabbet):
    assert compose(exempellabbet, only="01-stakeholders").parts[-1].name == "stakeholders"
    assert compose(exempellabbet, readers="board").parts[-1].name != "notes"
    assert "notes" in [part.name for part in compose(exempellabbet).parts]
