"""The participants' pages as they are rendered: small, whole and safe in every language."""

from __future__ import annotations

import pytest

from labmethods.workshop.records import KINDS, LONGEST, WorkshopContribution, WorkshopRound
from labmethods.workshop.room import pages
from labmethods.workshop.room.asking import asked_of
from labmethods.workshop.room.entry import Asked
from labmethods.workshop.room.pages import View
from labmethods.workshop.room.phrases import LANGUAGES
from tests.workshop.planning import plan

LIMIT = 60_000
# Arabic and Ukrainian letters take two bytes each.
LONG = "ш" * 200


def fullest(kind: str) -> Asked:
    """A round of a kind with as much in it as fits."""
    choices = [f"{i} {LONG}" for i in range(12)]
    asked = WorkshopRound.valid(
        id="r",
        workshop="w",
        kind=kind,
        question=LONG,
        options="\n".join(choices),
        dots=20,
        state="open",
    )
    places = tuple((f"{i:036}", one) for i, one in enumerate(choices))
    scales = tuple((key, name, 0, 10) for key, name in places)
    return Asked(asked, places, places * 4, scales)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fullest_page_of_each_kind_stays_under_60_kilobytes(kind, language):
    sent = [
        WorkshopContribution.valid(
            id=str(i), round="r", voice="v", sending="s", text="ш" * LONGEST.get(kind, 40)
        )
        for i in range(200)
    ]
    shown = pages.page(View("ask", language, "sv", LONG, fullest(kind), sent, form_mark="m" * 16))
    whole = len(shown.encode()) + len(pages.static("phone.css")) + len(pages.static("phone.js"))
    assert whole < LIMIT


def test_what_a_question_or_an_answer_holds_is_never_code():
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    asked = WorkshopRound.valid(
        id="r", workshop="w", kind="rate", question=evil, options=f"{evil}\nB", state="open"
    )
    shown = pages.page(
        View("ask", "ar", "sv", evil, Asked(asked, ((evil, evil), ("B", "B"))), said=evil)
    )
    assert "<script>alert" not in shown
    assert "<img" not in shown


def test_the_board_asks_first_about_what_this_workshop_suggested(lab):
    planned = plan(lab)
    lab.actors.add_many({"name": f"Aktör {i}"} for i in range(20))
    new = lab.actors.add(name="Odlarna")
    lab.workshop_contributions.add(
        round=planned["actors"], voice="v", sending="s", text="Odlarna", accepted=f"actors:{new.id}"
    )
    asked = asked_of(lab, lab.workshop_rounds.get(planned["board"]))
    assert [name for _id, name in asked.subjects][:2] == ["Odlarna", "Biblioteket"]
    assert len(asked.subjects) == 12
    lab.workshop_rounds.change(planned["board"], actors=[asked.subjects[1][0]])
    asked = asked_of(lab, lab.workshop_rounds.get(planned["board"]))
    assert [name for _id, name in asked.subjects] == ["Biblioteket"]
