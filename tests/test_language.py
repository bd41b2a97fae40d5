"""Every message has Swedish words, with the same named places."""

from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from labmethods.language import catalogues, translator

PACKAGE = Path(__file__).parents[1] / "labmethods"
KEYWORDS = {"_": None, "N_": None, "plural": (1, 2)}


def messages() -> Iterator[tuple[str, str | tuple[str, str]]]:
    """Where each message of the package stands, and the message."""
    for file, line, message, *_ in extract_from_dir(
        PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        if message:
            yield f"{file}:{line}", message


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def catalogue_entries() -> Iterator[tuple[str, object]]:
    for path in catalogues("sv"):
        with path.open("rb") as file:
            for entry in read_po(file):
                if entry.id:
                    yield path.parent.name, entry


def test_every_message_has_swedish_words():
    known = {
        entry.id[0] if isinstance(entry.id, tuple) else entry.id
        for _, entry in catalogue_entries()
        if not entry.fuzzy and (all(entry.string) if entry.pluralizable else entry.string)
    }
    missing = {
        f"{where}: {message}"
        for where, message in messages()
        if (message[0] if isinstance(message, tuple) else message) not in known
    }
    assert not missing, "\n".join(sorted(missing))


def test_a_translation_has_the_same_named_places():
    wrong = []
    for room, entry in catalogue_entries():
        ids = entry.id if entry.pluralizable else (entry.id,)
        texts = entry.string if entry.pluralizable else (entry.string,)
        if {frozenset(places(text)) for text in texts} != {frozenset(places(i)) for i in ids}:
            wrong.append((room, entry.id))
    assert wrong == []


def test_no_message_stands_in_a_catalogue_without_being_used():
    used = {message[0] if isinstance(message, tuple) else message for _, message in messages()}
    unused = {
        f"{room}: {entry.id}"
        for room, entry in catalogue_entries()
        if (entry.id[0] if entry.pluralizable else entry.id) not in used
    }
    assert not unused, "\n".join(sorted(unused))


@pytest.mark.parametrize(
    ("language", "number", "share", "list_"),
    [
        ("sv", "1\N{NO-BREAK SPACE}234,5", "90\N{NO-BREAK SPACE}%", "a, b och c"),
        ("en", "1,234.5", "90%", "a, b and c"),
    ],
)
def test_numbers_and_lists_are_written_as_the_language_does(language, number, share, list_):
    _ = translator(language)
    assert _.number(1234.5, 1) == number
    assert _.percent(0.9) == share
    assert _.listing("abc") == list_
    assert _.number(None) == "–"


def test_a_message_has_one_translation_wherever_it_stands():
    """Rooms share their messages: which of two would be shown is left to chance."""
    said: dict[str, set[str]] = {}
    for _, entry in catalogue_entries():
        key = entry.id[0] if isinstance(entry.id, tuple) else entry.id
        said.setdefault(key, set()).add(str(entry.string))
    assert {key: texts for key, texts in said.items() if len(texts) > 1} == {}
