"""The panel of a real lab, used as a person would."""

import base64
import datetime
import re
from io import BytesIO

import ipywidgets as widgets
import pytest
from PIL import Image

import labmethods as lm
from labmethods.errors import Refused
from labmethods.experiments import steps
from labmethods.experiments.panel.cards import CardsPart
from labmethods.experiments.panel.chain import ChainPart
from labmethods.experiments.panel.log import LogPart
from labmethods.experiments.panel.outcome import OutcomePart
from labmethods.experiments.panel.overview import OverviewPart
from labmethods.methodcard.file import read as read_card


def inside(widget, kind):
    if isinstance(widget, kind):
        yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child, kind)


def text(widget) -> str:
    return " ".join(one.value for one in inside(widget, widgets.HTML))


def press(panel, description: str) -> None:
    (button,) = [
        button
        for button in inside(panel, widgets.Button)
        if button.description.removeprefix("▾ ") == description
    ]
    button.click()


def part(panel, title: str, kind):
    press(panel, title)
    return next(inside(panel, kind))


def fill(form, **typed: str) -> None:
    for name, value in typed.items():
        form.fields[name].input.widget.value = value


def upload(name: str, data: bytes) -> dict:
    now = datetime.datetime.now(datetime.UTC)
    content = memoryview(data)
    return {"name": name, "type": "", "size": len(data), "content": content, "last_modified": now}


@pytest.fixture
def card(lab):
    return lab.experiments.add(name="Öppet kafé", planned_end="2020-01-01")


@pytest.fixture
def panel(lab, card):
    shown = lab.experiments()
    next(inside(shown, CardsPart)).editor.choose(card.id)
    return shown


@pytest.mark.parametrize(
    "title", ["Testkort", "Logg", "Resultat och beslut", "Effektkedja", "Alla experiment"]
)
def test_every_part_of_an_empty_lab_opens(lab, title):
    panel = lab.experiments()
    press(panel, title)
    assert not re.search(r"\bnan\b", text(panel))


def test_starting_without_a_criterion_says_what_to_do(panel, lab, card):
    press(panel, "Starta nu och lås kriteriet")
    assert "Vi har rätt om" in text(next(inside(panel, CardsPart)).steps)
    assert lab.experiments.get(card.id).state == "idea"


def test_starting_locks_and_shows_it(panel, lab, card):
    lab.experiments.change(card.id, criterion="20 kommer")
    press(panel, "Starta nu och lås kriteriet")
    assert lab.experiments.get(card.id).state == "running"
    assert "Kriteriet låstes" in text(next(inside(panel, CardsPart)).steps)
    assert "skulle ha beslutats" in text(part(panel, "Alla experiment", OverviewPart))


def test_closing_needs_a_decision(panel, lab, card):
    lab.experiments.change(card.id, criterion="20 kommer")
    press(panel, "Starta nu och lås kriteriet")
    press(panel, "Avsluta med beslutet")
    assert "Skriv först ner beslutet" in text(next(inside(panel, CardsPart)).steps)
    lab.experiments.change(card.id, started="2026-09-01")
    outcome = part(panel, "Resultat och beslut", OutcomePart)
    editor = outcome.editors["decisions"]
    editor.add.click()
    fill(editor.form, day="2026-10-01", reason="20 kom", decided_by="styrgruppen")
    editor.form.fields["decision"].input.widget.value = "adopt"
    press(panel, "Testkort")
    press(panel, "Avsluta med beslutet")
    assert lab.experiments.get(card.id).state == "decided"


def test_a_log_entry_is_saved_as_a_whole_with_its_round(panel, lab, card):
    turn = lab.rounds.add(experiment=card.id, number=1)
    log = part(panel, "Logg", LogPart)
    fill(log.form.form, event="Tolv kom", present="12", groups="flickor 5, pojkar 7")
    assert not lab.log_entries.all()
    press(log, "Spara posten")
    (entry,) = lab.log_entries.all()
    assert (entry.experiment, entry.present, entry.round) == (card.id, 12, turn.id)
    assert entry.groups == ["flickor: 5", "pojkar: 7"]
    assert log.form.form.fields["event"].input.widget.value == ""


def test_a_log_entry_that_breaks_a_rule_stays_in_the_form(panel, lab):
    log = part(panel, "Logg", LogPart)
    fill(log.form.form, event="Tolv kom", present="12", groups="flickor 9, pojkar 7")
    press(log, "Spara posten")
    assert not lab.log_entries.all()
    assert "16" in text(log.form)
    assert log.form.form.fields["event"].input.widget.value == "Tolv kom"


def test_a_log_entry_needs_its_experiment(lab):
    lab.experiments.add(name="Kafé")
    lab.experiments.add(name="Mentor")
    log = part(lab.experiments(), "Logg", LogPart)
    fill(log.form.form, event="Tolv kom")
    press(log, "Spara posten")
    assert "Välj experiment först" in text(log.form)
    assert not lab.log_entries.all()


def test_with_one_experiment_it_is_chosen_already(lab, card):
    log = part(lab.experiments(), "Logg", LogPart)
    assert log.chooser.list.value == card.id


def test_with_one_experiment_running_it_is_chosen_already(lab, card):
    running = lab.experiments.add(name="Mentorer", state="running")
    log = part(lab.experiments(), "Logg", LogPart)
    assert log.chooser.list.value == running.id


def test_a_correction_is_a_new_entry_that_points_to_the_old(panel, lab, card):
    first = lab.log_entries.add(experiment=card.id, day="2026-09-01", event="31 kom", present=31)
    log = part(panel, "Logg", LogPart)
    log.list.chosen = first.id
    press(log, "Rätta den valda posten")
    fill(log.form.form, event="13 kom", present="13")
    press(log, "Spara posten")
    old, new = lab.log_entries.all()
    assert old == first
    assert (new.corrects, new.present) == (first.id, 13)
    assert [row["id"] for row in log.list.rows] == [new.id]


def test_a_photo_goes_with_the_entry_and_is_shown_with_it(panel, lab, card):
    buffer = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(buffer, "PNG")
    log = part(panel, "Logg", LogPart)
    fill(log.form.form, event="Väggen är målad")
    log.form.file.value = (upload("vagg.png", buffer.getvalue()),)
    log.form.shows.value = "En målad vägg"
    press(log, "Spara posten")
    (kept,) = lab.attachments.all()
    assert kept.description == "En målad vägg"
    log.list.chosen = lab.log_entries.all()[0].id
    assert len(list(inside(log.photos, widgets.Image))) == 1


def test_a_file_that_cannot_be_kept_does_not_take_the_entry_with_it(panel, lab):
    log = part(panel, "Logg", LogPart)
    fill(log.form.form, event="Väggen är målad")
    log.form.file.value = (upload("x.zip", b"PK\x03\x04\x00"),)
    press(log, "Spara posten")
    assert len(lab.log_entries.all()) == 1
    assert "Posten är sparad, men inte filen." in text(log.form)


def test_learning_card_and_draft_follow_what_is_recorded(panel, lab, card):
    outcome = part(panel, "Resultat och beslut", OutcomePart)
    assert "Inte nedskrivet än." in text(outcome)
    editor = outcome.editors["results"]
    editor.add.click()
    fill(editor.form, counted="kom tillbaka", successes="9", participants="10")
    assert "9 av 10" in outcome.learning.value
    assert "9 av 10" in outcome.markdown.value


BOARD = {"reason": "Det gick.", "decided_by": "Styrgruppen"}


def test_a_saved_decision_asks_to_end_the_experiment(panel, lab, card):
    lab.experiments.change(card.id, criterion="Tio kommer tillbaka.")
    steps.start(lab, card.id, datetime.date(2026, 1, 1))
    lab.decisions.add(experiment=card.id, decision="adopt", day="2026-02-01", **BOARD)
    outcome = part(panel, "Resultat och beslut", OutcomePart)
    outcome.refresh()
    assert "står fortfarande som ”Pågår”" in text(outcome.closing)
    press(outcome, "Avsluta med beslutet")
    closed = lab.experiments.get(card.id)
    assert (closed.state, closed.ended) == ("decided", datetime.date(2026, 2, 1))
    assert outcome.closing.children == ()


def test_a_decision_before_the_start_is_refused(lab, card):
    lab.experiments.change(card.id, criterion="Tio kommer tillbaka.")
    steps.start(lab, card.id, datetime.date(2026, 1, 1))
    with pytest.raises(Refused, match="kommer före experimentets start"):
        lab.decisions.add(experiment=card.id, decision="adopt", day="2025-12-31", **BOARD)
    assert lab.decisions.all() == []


def test_a_method_card_is_made_once_the_lab_has_adopted_it(panel, lab, card, tmp_path):
    outcome = part(panel, "Resultat och beslut", OutcomePart)
    press(outcome, "Gör ett metodkort till andra")
    assert "beslutat att införa" in outcome.sending.status.value
    assert outcome.sending.file.made.value == ""
    lab.decisions.add(experiment=card.id, decision="adopt", day="2026-01-01", **BOARD)
    press(outcome, "Gör ett metodkort till andra")
    made = re.search(r'download="(\S+\.html)" href="data:text/html;base64,([^"]+)"', text(outcome))
    file = tmp_path / made[1]
    file.write_bytes(base64.b64decode(made[2]))
    with lm.new_lab("Nytt", to=tmp_path, card=read_card(file)) as other:
        assert [one.name for one in other.experiments.all()] == ["Öppet kafé"]


def test_a_method_card_with_a_telephone_number_stops_at_the_gate(panel, lab, card):
    lab.decisions.add(experiment=card.id, decision="adopt", day="2026-01-01", **BOARD)
    lab.experiments.change(card.id, audience="Ring 070-174 06 05 till oss")
    outcome = part(panel, "Resultat och beslut", OutcomePart)
    press(outcome, "Gör ett metodkort till andra")
    assert "pekar ut" in outcome.sending.status.value
    assert "download=" not in outcome.sending.file.made.value


def test_a_box_of_the_chain_shows_in_the_picture(panel, lab):
    chain = part(panel, "Effektkedja", ChainPart)
    chain.boxes.add.click()
    chain.boxes.form.fields["level"].input.widget.value = "outcome"
    fill(chain.boxes.form, text="Unga har arbete")
    assert lab.chain_boxes.all()[0].level == "outcome"
    assert "Inget underlag än: Unga har arbete." in text(chain)


def test_a_log_entry_that_was_begun_is_there_after_a_restart(panel, lab, card):
    log = part(panel, "Logg", LogPart)
    fill(log.form.form, event="Tolv kom till kaféet", present="12")
    again = part(lab.experiments(), "Logg", LogPart)
    assert again.form.form.typed()["event"] == "Tolv kom till kaféet"
    assert again.form.form.typed()["present"] == "12"
    assert "inte sparat än" in again.form.status.value
    assert lab.log_entries.all() == []
    press(again, "Spara posten")
    assert [one.event for one in lab.log_entries.all()] == ["Tolv kom till kaféet"]
    empty = part(lab.experiments(), "Logg", LogPart)
    assert empty.form.form.typed()["event"] == ""


def test_the_log_says_that_its_entry_is_saved_with_the_button(lab):
    from labmethods.experiments.panel.current import Current
    from labmethods.experiments.panel.log import LogPart

    log = LogPart(lab, Current(lab))
    assert "när ni trycker på Spara posten" in log.form.children[0].value
    assert log.list.words["empty"] == "Ingen loggpost än."
