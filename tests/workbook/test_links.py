"""Sources of a lab's records that no longer lead anywhere are named with what to do."""

from __future__ import annotations

import json

import pytest

from labmethods.cli import app
from labmethods.sources import links as network
from labmethods.sources.links import Offline, Reply
from labmethods.workbook.links import addresses, look


def replies(states: dict[str, Reply]):
    return lambda wanted: [states.get(one, Reply(one, "answers", 200)) for one in wanted]


@pytest.fixture
def linked(lab):
    lab.actors.add(name="Biblioteket", source_url="https://a.example/borta")
    lab.actors.add(name="Föreningen", source_url="Möte 3 mars, se https://b.example/ny")
    lab.actors.add(name="Kyrkan", source_url="egen erfarenhet")
    return lab


def test_only_web_addresses_are_asked_with_the_record_they_stand_in(linked):
    assert addresses(linked) == [
        ("actors Biblioteket", "https://a.example/borta"),
        ("actors Föreningen", "https://b.example/ny"),
    ]


def test_the_dead_come_first_and_what_answers_is_not_named(linked):
    gone = Reply("https://b.example/ny", "gone", 410)
    silent = Reply("https://a.example/borta", "silent")
    found = look(addresses(linked), replies({one.address: one for one in (gone, silent)}))
    told = [one.text("sv") for one in found]
    assert told[0].startswith("actors Föreningen: källans adress är död (410)")
    assert told[1].startswith("actors Biblioteket: källans adress svarar inte nu")
    assert look(addresses(linked), replies({})) == []


def test_the_command_asks_only_when_told_to(linked, monkeypatch, capsys):
    asked = []

    def ask(wanted, **_how):
        asked.extend(wanted)
        return replies({"https://a.example/borta": Reply("https://a.example/borta", "gone", 404)})(
            wanted
        )

    monkeypatch.setattr(network, "ask", ask)
    app(["check", str(linked.home)], standalone_mode=False)
    assert asked == []
    capsys.readouterr()
    with pytest.raises(SystemExit):
        app(["check", str(linked.home), "--links", "--json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    (one,) = [one for one in findings if one["subject"] == "links"]
    assert one["where"] == "actors Biblioteket"
    # The catalogue that comes along is asked, too.
    assert "https://www.allmannyttan.se/vad-vi-gor/innovationslabbet-i-goteborg/" in asked


def test_without_a_network_the_command_says_so_in_a_line(linked, monkeypatch):
    def ask(wanted, **_how):
        raise Offline("none")

    monkeypatch.setattr(network, "ask", ask)
    with pytest.raises(Offline):
        app(["check", str(linked.home), "--links"], standalone_mode=False)
