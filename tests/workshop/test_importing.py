"""An export becomes a workshop like one from the room: all of it or nothing, and only once."""

from __future__ import annotations

import sys

import pytest
from openpyxl import load_workbook

from labmethods import cli
from labmethods.blocks import Chart, Heading, Table, Text
from labmethods.errors import Refused
from labmethods.sources.bad_cells import BadCells
from labmethods.workshop.command import import_workshop
from labmethods.workshop.importer import PollsPart
from labmethods.workshop.panel import panel
from labmethods.workshop.report import report
from labmethods.workshop.room.kept import Kept
from labmethods.workshop.room.room import Room
from tests.loops import run
from tests.workshop import exports
from tests.workshop.exports import CHOICE, OPEN, ORDER, SCALE, TITLE, WORD

PER_PARTICIPANT = "Polls-per-participant-2026-11-24_Gården.xlsx"


@pytest.fixture
def voters(tmp_path):
    path = tmp_path / "export.xlsx"
    path.write_bytes(exports.mentimeter())
    return path


def everything(lab) -> list[str]:
    tables = ("workshops", "workshop_rounds", "workshop_contributions")
    return [repr(one) for table in tables for one in lab[table].all()]


def test_a_workshop_with_its_rounds_and_contributions_comes_in_as_one_step(any_lab, voters):
    _lines, taken = import_workshop(any_lab, voters, maker="mentimeter")
    (workshop,) = any_lab.workshops.all()
    assert (workshop.name, workshop.day.isoformat()) == (TITLE, "2026-11-24")
    rounds = any_lab.workshop_rounds.all()
    assert [one.kind for one in rounds] == ["word", "dots", "rate", "rank", "text", "dots"]
    assert [one.position for one in rounds] == [1, 2, 3, 4, 5, 6]
    assert {one.state for one in rounds} == {"closed"}
    assert taken.rounds == 6
    assert taken.contributions == len(any_lab.workshop_contributions) == 5 + 5 + 10 + 15 + 4 + 4
    any_lab.undo()
    assert not everything(any_lab)


def test_nothing_in_the_lab_tells_who_answered(lab, voters, tmp_path):
    import_workshop(lab, voters, maker="mentimeter")
    slido = exports.slido(tmp_path, PER_PARTICIPANT, exports.per_participant())
    import_workshop(lab, slido, maker="slido")
    _lines, taken = import_workshop(
        lab, exports.slido(tmp_path, "Questions-Gården.xlsx", exports.questions()), maker="slido"
    )
    lab.store.close()
    kept = lab.store.path.read_bytes().decode("utf-8", "replace")
    for told in ("Anna Berg", "anna@example.com", "146000012", "Kalle", "hemlig-77", "070-123"):
        assert told not in kept
    assert taken.rounds == 1


def test_a_telephone_number_in_a_text_is_replaced_and_counted(lab, voters):
    _lines, taken = import_workshop(lab, voters, maker="mentimeter")
    asked = lab.workshop_rounds.find(question=OPEN)[0]
    texts = {one.text for one in lab.workshop_contributions.find(round=asked.id)}
    assert "Ring mig på [borttaget: telefonnummer]" in texts
    assert not any("070" in one for one in texts)
    assert taken.removed == 1


def test_a_voter_has_one_voice_in_all_rounds_and_the_order_tells_of_no_row(lab, voters):
    import_workshop(lab, voters, maker="mentimeter")
    frame = lab.workshop_contributions.frame()
    assert frame["voice"].nunique() == 5
    assert not frame["voice"].str.contains(r"^import-[0-5]$").any()
    by_round = frame.groupby("round")["voice"].unique()
    assert len({tuple(one) for one in by_round if len(one) == 5}) > 1


def test_the_minutes_have_what_came(lab, voters):
    import_workshop(lab, voters, maker="mentimeter")
    blocks = report(lab, "sv")
    headings = [one.text for one in blocks if isinstance(one, Heading)]
    assert f"24 november 2026: {TITLE}" in headings
    assert {WORD, CHOICE, SCALE, ORDER, OPEN} <= set(headings)
    said = "\n".join(one.text for one in blocks if isinstance(one, Text))
    assert "5 bidrog." in said
    charts = [one.finding for one in blocks if isinstance(one, Chart)]
    assert "”Belysning” fick flest prickar: 3 av 5." in charts[0]


def test_upvotes_stand_in_the_minutes_and_what_was_dismissed_does_not(lab, tmp_path):
    path = exports.slido(tmp_path, "Questions-Gården.xlsx", exports.questions())
    import_workshop(lab, path, maker="slido")
    (table,) = (one for one in report(lab, "sv") if isinstance(one, Table))
    assert table.frame.to_numpy().tolist() == [
        ["Får vi ett kafé?", 1, 12],
        ["När lagas lamporna?", 1, 7],
    ]
    assert lab.workshop_rounds.all()[0].question == "Frågor från rummet"


def test_the_same_file_twice_is_noticed_also_when_it_was_exported_anew(lab, voters):
    import_workshop(lab, voters, maker="mentimeter")
    before = everything(lab)
    again = load_workbook(voters)
    again["Voters"].column_dimensions["A"].width = 40
    again.save(voters)
    with pytest.raises(Refused, match=r"redan importerad, till .*, 24 november 2026"):
        import_workshop(lab, voters, maker="mentimeter")
    assert everything(lab) == before


def test_the_files_of_one_event_become_one_workshop_and_no_question_comes_twice(lab, tmp_path):
    for name, rows in [
        (PER_PARTICIPANT, exports.per_participant()),
        ("Questions-2026-11-24_Gården.xlsx", exports.questions()),
    ]:
        import_workshop(lab, exports.slido(tmp_path, name, rows), maker="slido")
    (workshop,) = lab.workshops.all()
    assert (workshop.name, len(lab.workshop_rounds)) == ("Gården", 6)
    path = exports.slido(tmp_path, "Polls-overall-2026-11-24_Gården.xlsx", exports.overall())
    with pytest.raises(Refused, match="har redan frågan"):
        import_workshop(lab, path, maker="slido")
    assert len(lab.workshop_rounds) == 6


def test_a_bad_cell_leaves_nothing(lab, voters):
    book = load_workbook(voters)
    book["Voters"]["G5"] = "mycket"
    book.save(voters)
    with pytest.raises(BadCells, match="Rad 5"):
        import_workshop(lab, voters, maker="mentimeter")
    assert not everything(lab)


def test_a_text_too_long_for_an_actors_name_is_named_and_nothing_comes_in(lab, tmp_path):
    rows = [["Participant ID", OPEN], [None, "Open text"], [1, "Biblioteket"], [2, "b" * 130]]
    path = exports.slido(tmp_path, PER_PARTICIPANT, rows)
    with pytest.raises(BadCells, match="Rad 4, kolumn"):
        import_workshop(lab, path, maker="slido", belongs=[f"{OPEN}=actors"])
    assert not everything(lab)


def test_a_day_that_the_file_does_not_tell_is_asked_for(lab, tmp_path):
    path = exports.slido(tmp_path, "Polls-per-user-Gården.xlsx", exports.per_participant())
    with pytest.raises(Refused, match="vilken dag"):
        import_workshop(lab, path, maker="slido")
    import_workshop(lab, path, maker="slido", day="2026-11-20")
    assert lab.workshops.all()[0].day.isoformat() == "2026-11-20"


@pytest.mark.parametrize(
    ("belongs", "said"),
    [
        (f"{CHOICE}=idea", "var en omröstning"),
        ("Vem?=idea", "Vem?"),
        (f"{OPEN}=skämt", "skämt"),
        (OPEN, "säger inget"),
    ],
)
def test_what_can_not_be_read_so_is_refused(lab, voters, belongs, said):
    with pytest.raises(Exception, match=said.replace("?", r"\?")):
        import_workshop(lab, voters, maker="mentimeter", belongs=[belongs])
    assert not everything(lab)


def test_what_came_is_accepted_into_the_labs_lists_like_what_the_room_said(lab, voters):
    import_workshop(lab, voters, maker="mentimeter", belongs=[f"{OPEN}=Idéer att pröva"])
    (workshop,) = lab.workshops.all()
    room = Room(lab, Kept(workshop.id))
    asked = lab.workshop_rounds.find(question=OPEN)[0]
    assert asked.kind == "idea"

    async def accept() -> int:
        taken = await room.accept(asked.id, list(room.given[asked.id]))
        await room.saving.close()
        return taken

    assert run(accept()) == 4
    assert {one.name for one in lab["experiments"].all()} >= {"En cykelverkstad"}
    assert len(lab["experiments"]) == 3
    said = "\n".join(one.text for one in report(lab, "sv") if isinstance(one, Text))
    assert "4 bidrag togs in i labbets register." in said


def test_the_command_imports_and_a_dry_run_leaves_nothing(lab, voters, monkeypatch, capsys):
    def run(*arguments: object) -> str:
        monkeypatch.setattr(
            sys, "argv", ["labmethods", "import", str(lab.home), *map(str, arguments)]
        )
        with pytest.raises(SystemExit) as ended:
            cli.run()
        assert not ended.value.code
        return capsys.readouterr().out

    said = run(voters, "--as", "mentimeter", "--question", f"{OPEN}=idea", "--dry-run")
    assert "6 rundor och 43 bidrag skulle komma in i En tryggare gård, 24 november 2026" in said
    assert f"{OPEN} → Idéer att pröva (4 deltagare)" in said
    assert not everything(lab)
    assert '"contributions": 43' in run(voters, "--as", "mentimeter", "--json")
    assert len(lab.workshop_rounds) == 6


def test_the_panel_reads_shows_and_imports_a_file(lab, voters):
    part = PollsPart(lab)
    part.load("export.xlsx", voters.read_bytes())
    assert part.chosen.layout.display == ""
    assert part.day.value == "2026-11-24"
    assert "Voter (svarets nummer)" in part.said.value
    assert [one for _name, one in part.questions[CHOICE].options] == ["dots", ""]
    part.questions[OPEN].value = "idea"
    part.questions[WORD].value = ""
    part.look.click()
    assert "Inget har importerats" in part.status.value
    assert not everything(lab)
    part.take.click()
    assert "importerade till En tryggare gård, 24 november 2026" in part.status.value
    assert lab.workshop_rounds.find(question=OPEN)[0].kind == "idea"
    assert not lab.workshop_rounds.find(question=WORD)
    part.take.click()
    assert "redan importerad" in part.status.value


def test_the_panel_says_what_is_wrong_with_a_file(lab):
    part = PollsPart(lab)
    part.status.guard(part.load)("JoinedParticipants.xlsx", exports.book({"a": exports.joined()}))
    assert "bara vilka som var med" in part.status.value
    assert part.chosen.layout.display == "none"


def test_the_workshops_panel_has_the_import(lab):
    titles = [one.description for one in panel(lab).children[1].buttons]
    assert "Från Mentimeter eller Slido" in titles
