"""What a valid example is, and what is refused."""

from __future__ import annotations

import pytest

from labmethods.examples.records import Adoption, Example
from labmethods.workbook.records import FieldErrors

GOOD = {"name": "Kvällscafé", "source_url": "https://www.example.org/kvallscafe"}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " java\tscript:alert(1)",
        "java script:alert(1)",
        "java\u200bscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "ftp://example.org/a",
        "https://",
        "http:///a",
        "https://[::1",
    ],
)
def test_an_address_that_is_unsafe_or_leads_nowhere_is_refused(address):
    with pytest.raises(FieldErrors) as refused:
        Example.valid(**{**GOOD, "source_url": address})
    assert set(refused.value.fields) == {"source_url"}


@pytest.mark.parametrize(
    "source",
    ["http://example.org/a?b=1:2", "Egen erfarenhet", "Årsberättelse 2019: sidan 4", "Vår pärm"],
)
def test_an_address_and_a_document_are_sources(source):
    assert Example.valid(**{**GOOD, "source_url": source}).source_url == source


@pytest.mark.parametrize("source", [None, "", "   "])
def test_an_example_without_a_source_is_refused(source):
    with pytest.raises(FieldErrors) as refused:
        Example.valid(**{**GOOD, "source_url": source})
    assert "Källa" in refused.value.text("sv")


@pytest.mark.parametrize(("typed", "kept"), [("581", "0581"), (2582.0, "2582"), ("0180", "0180")])
def test_a_municipality_code_gets_back_the_zero_that_a_spreadsheet_dropped(typed, kept):
    assert Example.valid(**GOOD, municipality_code=typed).municipality_code == kept


@pytest.mark.parametrize("typed", ["25", "Boden", "25822"])
def test_what_is_no_municipality_code_is_refused(typed):
    with pytest.raises(FieldErrors):
        Example.valid(**GOOD, municipality_code=typed)


@pytest.mark.parametrize("typed", ["2026-11", "2026-11-24"])
def test_a_source_was_read_on_a_day_or_in_a_month(typed):
    assert Example.valid(**GOOD, read_on=typed).read_on == typed


@pytest.mark.parametrize("typed", ["2026-13", "november", "2026-11-31"])
def test_what_is_no_day_or_month_is_refused(typed):
    with pytest.raises(FieldErrors):
        Example.valid(**GOOD, read_on=typed)


def test_more_successes_than_participants_are_refused():
    with pytest.raises(FieldErrors):
        Adoption.valid(example="e", adopter="BIS", successes=11, participants=10)
