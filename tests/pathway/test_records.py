"""What a valid activity, time, handover and need is, and what the store makes of them."""

from __future__ import annotations

import datetime

import pytest

from labmethods.pathway.kinds import Clock, Language, Weekday
from labmethods.pathway.records import Activity, Handover, Need, Schedule
from labmethods.workbook.records import FieldErrors


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("9", "09:00"),
        ("9.30", "09:30"),
        ("kl. 9.30", "09:30"),
        ("0930", "09:30"),
        ("24:00", "24:00"),
        ("10:00:00+02:00", "10:00"),
        (datetime.time(13, 5), "13:05"),
    ],
)
def test_a_time_of_day_is_read_as_people_write_it(typed, kept):
    assert Clock().parse(typed) == kept


@pytest.mark.parametrize("typed", ["25", "9:60", "24:01", "förmiddag", "9-11"])
def test_what_is_no_time_of_day_is_refused(typed):
    with pytest.raises(ValueError, match="klockslag"):
        Clock().parse(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("måndag", "MO"), ("Mån", "MO"), ("tisdagar", "TU"), ("Wednesdays", "WE"), ("SU", "SU")],
)
def test_a_weekday_is_read_by_its_short_and_long_names(typed, kept):
    assert Weekday().parse(typed) == kept


@pytest.mark.parametrize("typed", ["dag", "m", "överdag", ""])
def test_what_is_no_weekday_is_refused(typed):
    with pytest.raises(ValueError, match="val"):
        Weekday().parse(typed)


def test_languages_are_kept_by_code_and_shown_by_name():
    activity = Activity.valid(name="Kafé", languages="arabiska, Somali; ti, EN")
    assert activity.languages == ["ar", "so", "ti", "en"]
    assert Language().show("ar", "sv") == "arabiska"
    assert Language().show("ar", "en") == "Arabic"


def errors(record, **values):
    with pytest.raises(FieldErrors) as caught:
        record.valid(**values)
    return {name: error.text("sv") for name, error in caught.value.fields.items()}


def test_a_time_that_ends_before_it_begins_is_refused():
    said = errors(Schedule, activity="a", byday=["MO"], opens_at="15", closes_at="13")
    assert said[""] == ("Den slutar (13:00) innan den börjar (15:00). Skriv den senare tiden sist.")
    assert errors(Schedule, activity="a", byday=["MO"], opens_at="15", closes_at="15")


def test_a_time_without_weekday_is_refused():
    assert "veckodag" in errors(Schedule, activity="a", byday=[])[""]


def test_a_period_that_ends_before_it_begins_is_refused():
    said = errors(
        Schedule, activity="a", byday="MO", valid_from="2026-09-01", valid_to="2026-06-01"
    )
    assert "2026-06-01" in said[""]


def test_an_oldest_age_below_the_youngest_is_refused():
    assert "15" in errors(Activity, name="Kafé", minimum_age=18, maximum_age=15)[""]


@pytest.mark.parametrize(
    ("field", "value"), [("capacity", -1), ("queue", "många"), ("cost", -5), ("weeks", 0)]
)
def test_a_number_that_cannot_be_is_refused_at_its_field(field, value):
    assert field in errors(Activity, name="Kafé", **{field: value})


def test_a_handover_leads_to_an_activity_or_a_step_and_never_to_itself():
    assert Handover.valid(source="a", target="b").kind == "referral"
    assert Handover.valid(source="a", target_step="s").target is None
    assert "antingen" in errors(Handover, source="a")[""]
    assert "antingen" in errors(Handover, source="a", target="b", target_step="s")[""]
    assert "sig själv" in errors(Handover, source="a", target="a")[""]


def test_a_need_below_zero_is_refused():
    assert "people" in errors(Need, group="g", step="s", people=-3)


def test_an_activity_may_stand_without_an_actor(lab):
    activity = lab.activities.add(name="Mentorer")
    assert lab.activities.get(activity.id).actor is None


def test_circular_handovers_are_allowed(lab):
    one, other = lab.activities.add_many([{"name": "Kafé"}, {"name": "Kurs"}])
    lab.handovers.add(source=one, target=other)
    lab.handovers.add(source=other, target=one)
    assert len(lab.handovers) == 2


def test_what_an_activity_owns_goes_and_comes_back_with_it(any_lab):
    lab = any_lab
    step = lab.steps.add(name="Språk")
    one, other = lab.activities.add_many([{"name": "Kafé", "step": step}, {"name": "Kurs"}])
    lab.schedules.add(activity=one, byday=["MO", "WE"], opens_at="13", closes_at="15")
    lab.handovers.add(source=other, target=one)
    lab.handovers.add(source=one, target_step=step)
    lab.activities.remove(one)
    assert (len(lab.schedules), len(lab.handovers)) == (0, 0)
    lab.undo()
    assert (len(lab.schedules), len(lab.handovers)) == (1, 2)
    assert lab.schedules.all()[0].byday == ["MO", "WE"]


def test_a_step_that_goes_leaves_its_activities_and_takes_its_handovers(any_lab):
    lab = any_lab
    step = lab.steps.add(name="Språk")
    group = lab.target_groups.add(name="Nya på orten")
    activity = lab.activities.add(name="Kafé", step=step, target_groups=[group])
    lab.handovers.add(source=activity, target_step=step)
    lab.needs.add(group=group, step=step, people=12)
    lab.steps.remove(step)
    assert lab.activities.get(activity.id).step is None
    assert (len(lab.handovers), len(lab.needs)) == (0, 0)
    lab.target_groups.remove(group)
    assert lab.activities.get(activity.id).target_groups == []


def test_a_group_that_is_not_there_is_refused(lab):
    with pytest.raises(FieldErrors):
        lab.activities.add(name="Kafé", target_groups=["ingen"])
    assert len(lab.activities) == 0
