"""The engagement plan: what is overdue, what is next, and who has no next step."""

from __future__ import annotations

import datetime

from labmethods.stakeholders import analysis

TODAY = datetime.date(2026, 3, 10)


def test_overdue_comes_first_then_what_is_planned_and_last_what_is_done(lab):
    church = lab.actors.add(name="Kyrkan", power=2, interest=5)
    for what, due, done in [
        ("gjort", "2026-01-01", "2026-01-02"),
        ("utan dag", None, None),
        ("i dag", "2026-03-10", None),
        ("i går", "2026-03-09", None),
        ("längesen", "2026-02-01", None),
    ]:
        lab.engagements.add(actor=church, what=what, due=due, done=done)
    plan = analysis.engagement_plan(lab.actors.frame(), lab.engagements.frame(), TODAY)
    assert plan["what"].tolist() == ["längesen", "i går", "i dag", "utan dag", "gjort"]
    assert plan["status"].tolist() == ["overdue", "overdue", "planned", "no day", "done"]
    assert set(plan["strategy"]) == {"keep informed"}


def test_a_contact_goes_with_its_actor(lab):
    church = lab.actors.add(name="Kyrkan")
    lab.engagements.add(actor=church, what="Ring")
    lab.actors.remove(church)
    assert len(lab.engagements) == 0


def test_whom_the_strategy_engages_and_nobody_contacts_is_told_the_closest_first(lab):
    near = lab.actors.add(name="Nära", power=5, interest=5)
    lab.actors.add_many(
        [
            {"name": "Informeras", "power": 1, "interest": 5},
            {"name": "Nöjd", "power": 5, "interest": 1},
            {"name": "Bevakas", "power": 1, "interest": 1},
            {"name": "Obedömd"},
            {"name": "Kontaktad", "power": 5, "interest": 5},
        ]
    )
    lab.engagements.add(actor=lab.actors.all()[-1], what="Ring")
    lab.engagements.add(actor=near, what="Ringt", done="2026-03-01")
    found = analysis.without_next_step(lab.actors.frame(), lab.engagements.frame())
    assert found["name"].tolist() == ["Nära", "Nöjd", "Informeras"]


def test_no_plan_is_an_empty_plan(lab):
    frames = lab.actors.frame(), lab.engagements.frame()
    assert analysis.engagement_plan(*frames, TODAY).empty
    assert analysis.without_next_step(*frames).empty
