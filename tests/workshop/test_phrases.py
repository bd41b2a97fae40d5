"""The participants' words in every language."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from labmethods.workshop.room.phrases import FOLDER, LANGUAGES, PHRASES, speaker, wanted


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"sv", "en"}))
def test_every_phrase_is_there_in_every_language_with_the_same_places(language):
    with (FOLDER / f"{language}.po").open("rb") as file:
        entries = {entry.id: entry for entry in read_po(file) if entry.id}
    assert set(entries) == set(PHRASES.values())
    for message, entry in entries.items():
        assert entry.string
        assert set(re.findall(r"{\w+}", message)) == set(re.findall(r"{\w+}", entry.string))


def test_the_browsers_language_decides_and_else_the_labs():
    assert wanted("so-SO,so;q=0.9,en;q=0.8", "sv") == "so"
    assert wanted("de,uk;q=0.5", "sv") == "uk"
    assert wanted("", "sv") == "sv"
    assert speaker("ar")(PHRASES["send"]) == "أرسل"
