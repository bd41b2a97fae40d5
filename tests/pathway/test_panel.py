"""The panel as a facilitator uses it, through its widgets."""

from __future__ import annotations

import base64
import re

import pytest

from labmethods.pathway.panel.board import ALL, NOBODY, SEVERAL, PathBoard
from labmethods.pathway.panel.sharing import Sharing
from labmethods.pathway.panel.supposing import Supposing
from labmethods.widgets.sections import Sections


class Panel:
    """The parts of a panel, and what its board answers."""

    def __init__(self, lab) -> None:
        self.widget = lab.pathway()
        kinds = {type(child): child for child in self.widget.children}
        self.board: PathBoard = kinds[PathBoard]
        self.parts: Sections = kinds[Sections]

    def part(self, place: int):
        self.parts.show(place)
        return self.parts.children[-1]

    def does(self, event: str, **content) -> dict:
        answers = []
        board = self.board.board
        board.send = lambda answer, buffers=None: answers.append(answer)
        board.receive({"event": event, "ticket": "1", **content})
        return answers[0]


@pytest.fixture
def shown(exempellabbet):
    return Panel(exempellabbet)


def named(lab, table, name):
    return lab[table].find(name=name)[0]


def test_a_new_path_starts_with_the_usual_steps(lab):
    panel = Panel(lab)
    assert panel.board.board is None
    panel.board.usual.click()
    assert [step.name for step in lab.steps.all()] == [
        "Ankomst",
        "Språk",
        "Samhälle och kontakter",
        "Mot arbete eller studier",
        "Egen försörjning",
    ]
    assert [step.role for step in lab.steps.all()] == ["start", None, None, None, "goal"]
    assert panel.board.board.x_axis["options"][0]["title"] == "Ankomst"
    lab.undo()
    assert len(lab.steps) == 0


def test_a_drop_saves_step_and_actor_and_can_be_undone(shown, exempellabbet):
    lab = exempellabbet
    choir, step = named(lab, "activities", "Grannkör"), named(lab, "steps", "Språk")
    church, town = choir.actor, named(lab, "actors", "Exempelkommunen").id
    assert shown.does("moved", id=choir.id, x=step.id, y=town)["ok"]
    moved = lab.activities.get(choir)
    assert (moved.step, moved.actor) == (step.id, town)
    assert shown.does("moved", id=choir.id, x=step.id, y=NOBODY)["ok"]
    assert lab.activities.get(choir).actor is None
    assert shown.does("undo")["ok"]
    assert shown.does("undo")["ok"]
    assert (lab.activities.get(choir).step, lab.activities.get(choir).actor) == (
        choir.step,
        church,
    )
    assert shown.does("redo")["ok"]
    assert lab.activities.get(choir).actor == town


def test_a_note_in_the_tray_has_no_step_and_keeps_its_actor(shown, exempellabbet):
    choir = named(exempellabbet, "activities", "Grannkör")
    assert shown.does("moved", id=choir.id, x=None, y=None)["ok"]
    moved = exempellabbet.activities.get(choir)
    assert (moved.step, moved.actor) == (None, choir.actor)
    note = shown.board.board.note(choir.id)
    assert (note["x"], note["y"]) == (None, None)


def test_a_note_that_is_added_is_an_activity_of_its_lane(shown, exempellabbet):
    step = named(exempellabbet, "steps", "Språk")
    church = named(exempellabbet, "actors", "Exempelkyrkan")
    answer = shown.does("added", label="Läxhjälp", x=step.id, y=church.id)
    activity = exempellabbet.activities.get(answer["id"])
    assert (activity.name, activity.step, activity.actor) == ("Läxhjälp", step.id, church.id)
    assert shown.does("edited", id=activity.id, label="Läxläsning")["ok"]
    assert exempellabbet.activities.get(activity).name == "Läxläsning"


def test_a_name_that_breaks_a_rule_is_refused_and_nothing_is_saved(shown, exempellabbet):
    before = exempellabbet.store.version()
    answer = shown.does("added", label="x" * 300, x=None, y=None)
    assert not answer["ok"]
    assert "200" in answer["message"]
    assert exempellabbet.store.version() == before


def test_lanes_by_group_save_whom_it_is_for(shown, exempellabbet):
    lab = exempellabbet
    shown.board.by.value = "group"
    choir, step = named(lab, "activities", "Grannkör"), named(lab, "steps", "Språk")
    newcomers = named(lab, "target_groups", "Nya på orten").id
    assert shown.board.board.note(choir.id)["y"] == ALL
    assert shown.does("moved", id=choir.id, x=step.id, y=newcomers)["ok"]
    assert lab.activities.get(choir).target_groups == [newcomers]
    answer = shown.does("moved", id=choir.id, x=step.id, y=SEVERAL)
    assert not answer["ok"]
    assert "Vilka grupper?" in answer["message"]
    assert shown.does("moved", id=choir.id, x=step.id, y=ALL)["ok"]
    assert lab.activities.get(choir).target_groups == []
    coach = named(lab, "activities", "Jobbcoach")
    assert shown.does("moved", id=coach.id, x=step.id, y=SEVERAL)["ok"]
    assert lab.activities.get(coach).target_groups == coach.target_groups


def test_the_board_marks_what_is_broken_and_what_does_not_run(shown, exempellabbet):
    notes = {note["label"]: note for note in shown.board.board.notes}
    assert {label for label, note in notes.items() if note["badge"]} == {
        "Grannkör",
        "Fotboll på kvällen",
        "Mentorer",
    }
    assert notes["Kurs i att starta eget"]["faded"]
    assert "Måndag 13:00–16:00" in notes["Svenska för nybörjare"]["detail"]
    assert "9 väntar" in notes["Svenska för nybörjare"]["detail"]


def test_a_lane_can_be_added_for_an_actor_without_activities(shown, exempellabbet):
    police = exempellabbet.actors.add(name="Exempelpolisen")
    shown.board.refresh()
    assert police.id not in [one["value"] for one in shown.board.board.y_axis["options"]]
    shown.board.more.value = police.id
    assert police.id in [one["value"] for one in shown.board.board.y_axis["options"]]


def test_opening_a_note_puts_it_in_its_form(shown, exempellabbet):
    choir = named(exempellabbet, "activities", "Grannkör")
    shown.parts.show(2)
    shown.does("opened", id=choir.id)
    entry = shown.part(0)
    assert entry.editors["activities"].chosen.name == "Grannkör"


def test_what_the_form_changes_the_board_shows(shown, exempellabbet):
    choir = named(exempellabbet, "activities", "Grannkör")
    shown.does("opened", id=choir.id)
    editor = shown.part(0).editors["activities"]
    editor.form.fields["name"].input.widget.value = "Områdeskör"
    assert shown.board.board.note(choir.id)["label"] == "Områdeskör"


def test_a_time_is_filled_in_through_its_form(shown, exempellabbet):
    entry = shown.part(0)
    entry._tables.show(1)
    editor = entry.editors["schedules"]
    editor.add.click()
    fields = editor.form.fields
    fields["opens_at"].input.widget.value = "15"
    fields["closes_at"].input.widget.value = "13"
    choir = named(exempellabbet, "activities", "Mentorer")
    fields["activity"].input.widget.value = choir.id
    fields["byday"].input._box.children[0].value = True
    assert "slutar (13:00) innan den börjar (15:00)" in str(
        [editor.status.value, *(field._error.value for field in fields.values())]
    )
    assert not exempellabbet.schedules.find(activity=choir.id)
    fields["closes_at"].input.widget.value = "17"
    (saved,) = exempellabbet.schedules.find(activity=choir.id)
    assert (saved.byday, saved.opens_at, saved.closes_at) == (["MO"], "15:00", "17:00")


def test_pictures_follow_what_is_saved(shown, exempellabbet):
    pictures = shown.part(1)
    assert "Från 3 av 13 insatser" in pictures.chart._title.value
    one, other = (named(exempellabbet, "activities", n) for n in ("Grannkör", "Jobbcoach"))
    exempellabbet.handovers.add(source=one, target=other)
    shown.parts.refresh()
    assert "Från 2 av 13 insatser" in pictures.chart._title.value


def test_every_picture_can_be_drawn(shown):
    pictures = shown.part(1)
    titles = []
    for place in range(len(pictures.which.buttons)):
        pictures.which.show(place)
        titles.append(pictures.chart._title.value)
    assert len(set(titles)) == 5  # the path by actor and by group have the same finding
    assert pictures.status.value == ""


def test_a_path_without_times_says_so_instead_of_an_empty_picture(boden):
    pictures = Panel(boden).part(1)
    pictures.which.show(2)
    assert "Inga tider är antecknade än" in pictures._place.children[0].value
    assert "inte antecknat än" in pictures._figures.value


def test_an_empty_lab_is_told_what_to_do(lab):
    pictures = Panel(lab).part(1)
    assert "Lägg till steg och insatser" in pictures._figures.value


class TestSupposing:
    @pytest.fixture
    def supposing(self, shown) -> Supposing:
        return shown.part(2)

    def choose(self, dropdown, title):
        dropdown.value = dict((one, key) for one, key in dropdown.options)[title]

    def figures(self, supposing) -> dict[str, list[str]]:
        rows = re.findall(r"<tr>(<td.*?)</tr>", supposing._told.value)
        cells = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in rows]
        return {first: rest for first, *rest in cells}

    def test_a_supposed_handover_changes_the_figures_and_saves_nothing(
        self, supposing, exempellabbet
    ):
        before = exempellabbet.store.version()
        self.choose(supposing.activity, "Grannkör")
        self.choose(supposing.target, "Jobbcoach")
        supposing.suppose.click()
        assert self.figures(supposing)["Brutna överlämningar"] == ["3", "2", "−1"]
        assert "Grannkör lämnar över till Jobbcoach" in supposing._told.value
        assert exempellabbet.store.version() == before

    def test_suppositions_add_up_until_they_are_forgotten(self, supposing):
        supposing.what.value = "close"
        self.choose(supposing.activity, "Jobbcoach")
        supposing.suppose.click()
        figures = self.figures(supposing)
        assert figures["Insatser som pågår"] == ["13", "12", "−1"]
        assert figures["Startpunkter som målet nås från"] == ["2", "0", "−2"]
        supposing.what.value = "move"
        self.choose(supposing.activity, "Mentorer")
        self.choose(supposing.step, "Egen försörjning")
        supposing.suppose.click()
        assert supposing._told.value.count(";") == 1
        supposing.forget.click()
        assert supposing._told.value == ""

    def test_an_activity_can_be_supposed_with_times_and_places(self, supposing):
        supposing.what.value = "add"
        self.choose(supposing.step, "Språk")
        self.choose(supposing.group, "Unga 18–24 utan arbete")
        self.choose(supposing.day, "Måndag")
        supposing.opens.value, supposing.closes.value = "9", "11"
        supposing.places.value = "12"
        supposing.suppose.click()
        assert supposing.status.value == ""
        assert self.figures(supposing)["Luckor"] == ["37", "36", "−1"]

    def test_what_cannot_be_is_refused_in_the_status_line(self, supposing):
        supposing.suppose.click()
        assert "Välj en insats först" in supposing.status.value
        self.choose(supposing.activity, "Grannkör")
        self.choose(supposing.target, "Grannkör")
        supposing.suppose.click()
        assert "sig själv" in supposing.status.value
        supposing.what.value = "add"
        self.choose(supposing.step, "Språk")
        self.choose(supposing.day, "Måndag")
        supposing.opens.value, supposing.closes.value = "11", "9"
        supposing.suppose.click()
        assert "slutar innan den börjar" in supposing.status.value
        assert supposing._told.value == ""

    def test_a_supposition_about_what_has_gone_is_left_out(self, supposing, exempellabbet):
        supposing.what.value = "close"
        self.choose(supposing.activity, "Grannkör")
        supposing.suppose.click()
        exempellabbet.activities.remove(named(exempellabbet, "activities", "Grannkör"))
        supposing.refresh()
        assert self.figures(supposing)["Insatser som pågår"] == ["12", "12", ""]


class TestSharing:
    @pytest.fixture
    def sharing(self, shown) -> Sharing:
        return shown.part(3)

    def held(self, link: str) -> bytes:
        return base64.b64decode(re.search(r"base64,([^\"]+)", link)[1])

    def test_the_week_calendar_can_be_downloaded(self, sharing):
        sharing.group.index = 2
        sharing.calendar.click()
        page = self.held(sharing.calendar.made.value).decode()
        assert "Kvinnor som söker sitt första arbete" in page
        assert "Language café" in page
        assert "påhittade" in page

    def test_hsds_goes_out_and_comes_into_another_lab(self, sharing, lab):
        sharing.export.click()
        data = self.held(sharing.export.made.value)
        other = Panel(lab).part(3)
        other._import({"new": ({"name": "x.zip", "content": memoryview(data)},)})
        assert len(lab.activities) == 14
        assert "lades till" in other.status.value

    def test_a_wrong_file_is_refused_in_the_status_line(self, sharing, exempellabbet):
        before = exempellabbet.store.version()
        sharing.status.guard(sharing._import)({"new": ({"content": memoryview(b"bild")},)})
        assert "ingen zip" in sharing.status.value
        assert exempellabbet.store.version() == before
