"""A method card leaves one lab as a readable file, and another lab starts from it."""

from __future__ import annotations

import dataclasses
import datetime
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import labmethods as lm
from labmethods.errors import Missing, Refused
from labmethods.experiments import contents
from labmethods.experiments.method_card import method_card
from labmethods.methodcard.file import MethodCard, read, written
from labmethods.methodcard.page import page
from labmethods.programme.write import write_programme
from labmethods.workbook.check import check
from labmethods.workbook.records import FieldErrors


@pytest.fixture
def card(exempellabbet) -> MethodCard:
    found = contents.read(exempellabbet, datetime.date(2026, 11, 24))
    one = exempellabbet.experiments.find(name="Första jobbet i trapphuset")[0]
    return method_card(exempellabbet, found, one)


@pytest.fixture
def file(card, tmp_path):
    path = tmp_path / "kort.md"
    path.write_text(written(card), encoding="utf-8")
    return path


def test_the_file_can_be_read_by_people_and_comes_back_as_it_was(card, file):
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# Första jobbet i trapphuset")
    assert "labmethods new NAMN --from" in text
    again = read(file)
    assert again == MethodCard(**{**card.__dict__, "text": again.text, "tables": again.tables})
    assert again.text == card.text.strip()
    assert {t: rows for t, rows in again.tables.items() if rows} == {
        t: rows for t, rows in card.tables.items() if rows
    }


def test_the_card_holds_no_days_costs_counts_names_or_quotes_of_the_lab(card):
    held = json.dumps(card.tables, ensure_ascii=False)
    assert "2025" not in held
    assert "Exempelbostäder" not in held
    assert "Nu hälsar folk på mig" not in card.text
    assert not re.search(r'"(cost|started|successes|responsible|name)": "Exempel', held)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_new_lab_starts_with_drafts_and_names_the_card_as_their_source(file, tmp_path, language):
    with lm.new_lab("Nytt", to=tmp_path / "nya", language=language, card=read(file)) as lab:
        experiment = lab.experiments.all()[0]
        assert (experiment.state, experiment.started, experiment.cost) == ("idea", None, None)
        assert experiment.belief.startswith("unga som får")
        assert "Första jobbet i trapphuset" in experiment.source_url
        assert "Exempellabbet" in experiment.source_url
        assert lab.facts.focus_areas == ["employment"]
        kinds = [one.kind for one in lab.actors.all()]
        assert kinds
        assert len(kinds) == len(set(kinds))
        assert all(one.name.startswith("[") for one in lab.actors.all())
        assert set(experiment.actors) == {one.id for one in lab.actors.all()}
        assert all(one.baseline is None and one.target is None for one in lab.indicators.all())
        boxes = {one.id for one in lab.chain_boxes.all()}
        assert all({one.source, one.target} <= boxes for one in lab.chain_links.all())
        assert check(lab) == []
        lab.undo()
        assert len(lab.experiments) == 0


def test_the_programme_writes_the_cards_of_what_was_adopted_and_released(exempellabbet, tmp_path):
    path, _missing = write_programme([str(exempellabbet.home)], out=tmp_path)
    cards = sorted((tmp_path / "method-cards").glob("*.md"))
    assert [one.name for one in cards] == ["exempellabbet-forsta-jobbet-i-trapphuset.md"]
    assert f"method-cards/{cards[0].name}" in path.read_text(encoding="utf-8")
    assert read(cards[0]).lab == "Exempellabbet"
    page = cards[0].with_suffix(".html")
    assert read(page).tables == read(cards[0]).tables


def test_the_page_shows_what_people_wrote_as_text_and_comes_back_whole(card, tmp_path):
    hostile = "</script><script>alert(1)</script> <!-- `x` & ärtor"
    rows = [{**card.tables["experiments"][0], "belief": hostile}]
    tables = {**card.tables, "experiments": rows}
    odd = dataclasses.replace(card, name="<b>", text=f"# <i>\n\n{hostile}\n", tables=tables)
    file = tmp_path / "kort.html"
    file.write_text(page(written(odd)), encoding="utf-8")
    shown = file.read_text(encoding="utf-8")
    assert shown.count("<script") == shown.count("</script>") == 1
    assert "<title>&lt;b&gt;</title>" in shown
    assert "<h1>&lt;i&gt;</h1>" in shown
    assert read(file).tables["experiments"][0]["belief"] == hostile
    assert "http:" not in shown.split("<script")[0]
    assert "https:" not in re.sub(r"https?://\S*allmannyttan\S*", "", shown.split("<script")[0])


def test_a_card_that_is_not_released_does_not_leave(exempellabbet, tmp_path):
    decision = exempellabbet.programme_releases.find(what="method_cards")[0]
    exempellabbet.programme_releases.remove(decision.id)
    path, _missing = write_programme([str(exempellabbet.home)], out=tmp_path)
    assert not (tmp_path / "method-cards").exists()
    assert "inte frisläppt" in path.read_text(encoding="utf-8")


def test_a_name_in_a_card_stops_at_the_gate(exempellabbet, tmp_path):
    one = exempellabbet.experiments.find(name="Första jobbet i trapphuset")[0]
    exempellabbet.experiments.change(one.id, audience="Ring 070-174 06 05 till oss")
    with pytest.raises(Exception, match="pekar ut"):
        write_programme([str(exempellabbet.home)], out=tmp_path)
    assert list(tmp_path.glob("**/*.md")) == []
    write_programme([str(exempellabbet.home)], out=tmp_path, undecided="mask")
    text = next((tmp_path / "method-cards").glob("*.md")).read_text(encoding="utf-8")
    assert "070-174" not in text
    assert read(next((tmp_path / "method-cards").glob("*.md")))


def test_a_number_broken_over_lines_does_not_leave_in_a_card(exempellabbet, tmp_path):
    one = exempellabbet.experiments.find(name="Första jobbet i trapphuset")[0]
    exempellabbet.experiments.change(one.id, action="Ring 640823-\n3234", measure="640823\t3234")
    write_programme([str(exempellabbet.home)], out=tmp_path, undecided="mask")
    for path in (tmp_path / "method-cards").iterdir():
        assert "3234" not in path.read_text(encoding="utf-8")
    assert read(next((tmp_path / "method-cards").glob("*.md"))).tables["experiments"]


def changed(file, **changes) -> None:
    """Write the file's data anew, changed."""
    text = file.read_text(encoding="utf-8")
    start = text.rindex("```json") + 7
    data = json.loads(text[start : text.rindex("```")])
    data = {**data, **changes}
    file.write_text(text[:start] + "\n" + json.dumps(data) + "\n```\n", encoding="utf-8")


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": "något annat"},
        {"version": 2},
        {"version": "1"},
        {"language": "fr"},
        {"tables": []},
        {"tables": {"experiments": []}},
        {"tables": {"experiments": [{"name": "A"}], "chain_links": "x"}},
        {"tables": {"experiments": [{"name": "A", "actors": ["borta"]}]}},
        {"tables": {"experiments": [{"name": "A"}], "actors": [{"kind": "x"}] * 201}},
        {"tables": {"experiments": [{"key": "a"}], "actors": [{"key": "a"}]}},
    ],
    ids=str,
)
def test_a_card_that_is_no_card_is_refused_with_one_line(file, wrong):
    changed(file, **wrong)
    with pytest.raises(Refused) as error:
        read(file)
    assert "\n" not in error.value.text("sv")


def test_a_value_that_breaks_a_rule_leaves_nothing_behind(file, tmp_path):
    data = {"experiments": [{"name": ""}]}
    changed(file, tables=data)
    with pytest.raises(FieldErrors):
        lm.new_lab("Nytt", to=tmp_path / "nya", card=read(file))
    assert not (tmp_path / "nya").exists()


def test_fields_that_no_card_holds_are_left_out(file):
    rows = [{"name": "A", "state": "decided", "started": "2026-01-01", "cost": 7, "id": "x"}]
    changed(file, tables={"experiments": rows, "participants": [{"code": "D1"}]})
    found = read(file)
    assert found.tables["experiments"] == [{"name": "A"}]
    assert "participants" not in found.tables


@given(st.text(max_size=300))
def test_any_text_is_a_card_or_is_refused(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("kort") / "kort.md"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(Refused):
        read(path)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80))
def test_what_people_wrote_comes_through_as_it_was(tmp_path_factory, text):
    experiment = {"key": "experiment", "name": "A", "belief": text}
    card = MethodCard("A", "B", "sv", f"# A\n\n{text}", {"experiments": [experiment]})
    path = tmp_path_factory.mktemp("kort") / "kort.md"
    path.write_text(written(card), encoding="utf-8")
    assert read(path).tables["experiments"][0]["belief"] == text


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Missing, match=re.escape("borta.md")):
        read(tmp_path / "borta.md")


def test_the_command_makes_the_lab(file, tmp_path, monkeypatch, capsys):
    import sys

    from labmethods import cli

    arguments = ["labmethods", "new", "Från kortet", "--from", str(file), "--to", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit) as ended:
        cli.run()
    assert not ended.value.code, capsys.readouterr().err
    with lm.open_lab(tmp_path / "fran-kortet") as lab:
        assert lab.experiments.all()[0].name == "Första jobbet i trapphuset"
