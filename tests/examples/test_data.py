"""The catalogue that comes along: valid, sourced, and just what was collected."""

from __future__ import annotations

import json

from labmethods.examples.catalogue import shipped_adoptions, shipped_examples
from labmethods.examples.records import Example
from labmethods.privacy import find_identifiers
from labmethods.shipped import shipped
from tests.examples.generated import real_rows


def test_every_example_is_valid_and_has_its_public_source():
    found = shipped_examples()
    assert len(found) == len(real_rows()) == 34
    for one in found.values():
        assert one.source_url.startswith(("https://", "http://"))
        assert one.source_title
        assert one.read_on == "2026-11"


def test_where_the_sources_are_silent_the_fields_are_empty():
    for one in shipped_examples().values():
        unsaid = ("problem", "resources", "cost", "conditions", "contact", "status")
        assert [getattr(one, name) for name in unsaid] == [None] * len(unsaid)


def test_nobody_is_named():
    for row in real_rows():
        text = " ".join(str(value) for name, value in row.items() if name != "source_url")
        # The name of a co-operative looks like a person's.
        assert {one.text for one in find_identifiers(text)} <= {"Yalla Trappan"}


def test_who_learnt_from_whom_names_examples_that_there_are_with_a_source():
    known = shipped_examples()
    pairs = {(known[one.example].name, one.adopter_place) for one in shipped_adoptions()}
    assert {("Portalen", "Boden"), ("The Rockin' Pots", "Boden")} <= pairs
    assert all(one.source_url.startswith("https://") for one in shipped_adoptions())


def test_the_file_has_the_names_of_the_records_or_their_aliases():
    line = (shipped("data") / "examples" / "examples.jsonl").read_text("utf-8").splitlines()[0]
    names = {Example.aliases.get(name, name) for name in json.loads(line)} - {"id"}
    assert names <= set(Example.fields())
