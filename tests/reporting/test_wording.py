"""The report's own sentences: no slip that a reader stops at, each source and note in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from labmethods.blocks import Chart, Heading, Table, Text
from labmethods.language import translator
from labmethods.reporting.document import Document, Findings
from labmethods.reporting.wording import footer_lines

SLIPS = {
    "two signs in a row": r"\.\.(?!\.)|\.[:;,]|[,;:][.,;:]|[?!][.:](?!\w)|,,|;;",
    "a space before a sign": r"\s[,.;:!?](?:\s|$)",
    "two spaces": r"\S  +\S",
    "a place that nothing was put in": r"\{\w*\}",
    "an id": r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-",
    "a day as computers write it": r"\b(?:19|20)\d\d-\d\d-\d\d\b",
    "a value that isn't there": r"\b(?:nan|NaN|NaT|None|inf)\b",
    "one of many": r"\b1 (?:aktörer|insatser|dagar|veckor|personer|gånger|luckor)\b",
    "the lab as somebody else": r"\b(?:er väg|er utmaning|som ni har)\b",
    "a term for the note": r"betweenness|constraint|eigenvector|kappa\b|\bp\s?[=<]\s?0|XmR|placebo",
}


def sentences(document: Document) -> Iterator[tuple[str, str]]:
    """Every text of the report's own with the part it stands in, but for notes and cells."""
    for block in document.summary:
        if isinstance(block, Findings):
            yield from (("summary", said) for said in block.sentences)
    for part in document.parts:
        for block in part.blocks:
            for said in _texts(block):
                yield part.name, said
    yield from (("foot", line) for line in footer_lines(document, translator(document.language)))


def _texts(block: object) -> Iterator[str]:
    match block:
        case Text() | Heading():
            yield block.text
        case Table():
            yield from (block.caption, block.source)
        case Chart():
            yield from (block.finding, block.alt, block.source)
            if block.table is not None:
                yield from _texts(block.table)


@pytest.mark.parametrize("slip", SLIPS)
def test_no_sentence_has(composed, slip):
    found = [
        (part, said) for part, said in sentences(composed) if said and re.search(SLIPS[slip], said)
    ]
    assert not found


def test_a_note_is_whole_sentences_and_no_source_is(composed):
    for part in composed.parts:
        for block in part.blocks:
            if isinstance(block, Chart | Table):
                assert not block.note or block.note.endswith("."), block.note
                assert not block.source.endswith("."), block.source
                assert "n = " not in block.note, block.note


def test_every_chart_says_where_its_values_come_from(composed):
    assert all(chart.source for chart in composed.charts())
