"""What the path's analyses say of small paths that one can check by hand."""

from __future__ import annotations

import datetime
import math

import pandas as pd
import pytest

from labmethods.errors import Invalid
from labmethods.pathway import analysis as pa

STEPS = pd.DataFrame(
    {
        "id": ["arrival", "language", "work", "self-support"],
        "name": ["Arrival", "Language", "Towards work", "Self-support"],
        "position": [1, 2, 3, 4],
        "role": ["start", None, None, "goal"],
    }
)
GROUPS = pd.DataFrame({"id": ["women", "young"], "name": ["Women born abroad", "Young people"]})


def activities(**columns):
    """Four activities: welcome, café and class at language, advice."""
    rows = {
        "id": ["welcome", "cafe", "class", "advice"],
        "name": ["Welcome", "Language café", "Class", "Job advice"],
        "step": ["arrival", "language", "language", "work"],
        "actor": ["town", "church", "school", "agency"],
        "target_groups": [[], ["women"], [], ["young"]],
    }
    return pd.DataFrame({**rows, **columns})


def schedules(*rows):
    """Rows of activity, days, opening and closing time."""
    return pd.DataFrame(rows, columns=["activity", "byday", "opens_at", "closes_at"])


def handovers(*rows, **columns):
    frame = pd.DataFrame(rows, columns=["source", "target"])
    return frame.assign(**columns)


TIMES = schedules(
    ("cafe", ["MO", "WE"], "13:00", "15:00"),
    ("class", ["MO", "TU"], "14:00", "16:00"),
    ("advice", ["FR"], "09:00", "12:00"),
)


class TestGaps:
    def test_a_step_without_activity_is_a_gap_on_every_weekday(self):
        found = pa.gaps(STEPS, activities().iloc[1:], TIMES, GROUPS)
        arrival = found[found["step"] == "arrival"]
        assert set(arrival["reason"]) == {"no activity"}
        assert len(arrival) == 5 * 2

    def test_a_state_such_as_self_support_is_never_a_gap(self):
        assert "self-support" not in set(pa.gaps(STEPS, activities(), TIMES, GROUPS)["step"])

    def test_the_last_step_is_asked_when_no_step_is_marked_as_goal(self):
        steps = STEPS.drop(columns="role")
        assert "self-support" in set(pa.gaps(steps, activities(), TIMES, GROUPS)["step"])

    def test_another_group_s_activity_does_not_fill_the_gap(self):
        found = pa.gaps(STEPS, activities(), TIMES, GROUPS)
        work = found[found["step"] == "work"].set_index(["group", "weekday"])["reason"]
        assert work["women", "FR"] == "no activity"
        assert ("young", "FR") not in work.index
        assert work["young", "MO"] == "not this day"

    def test_an_activity_without_times_is_told_apart_from_no_activity(self):
        found = pa.gaps(STEPS, activities(), TIMES, GROUPS)
        assert set(found.loc[found["step"] == "arrival", "reason"]) == {"times not known"}

    @pytest.mark.parametrize(
        ("capacity", "queue", "reason"),
        [(0, None, "no capacity"), (20, 3, "full"), (20, 0, ""), (None, None, "")],
    )
    def test_an_activity_without_room_is_a_gap(self, capacity, queue, reason):
        offers = activities(capacity=[None, None, None, capacity], queue=[None, None, None, queue])
        grid = pa.coverage(STEPS, offers, TIMES, GROUPS)
        friday = grid[(grid["step"] == "work") & (grid["group"] == "young")].iloc[-1]
        assert friday["weekday"] == "FR"
        assert friday["reason"] == reason

    def test_planned_and_closed_activities_fill_no_gap(self):
        offers = activities(status=["active", "active", "active", "planned"])
        found = pa.gaps(STEPS, offers, TIMES, GROUPS)
        assert set(found.loc[found["step"] == "work", "reason"]) == {"no activity"}

    def test_without_groups_the_path_is_looked_at_for_everybody(self):
        offers = activities().drop(columns="target_groups")
        grid = pa.coverage(STEPS, offers, TIMES)
        monday = grid[(grid["step"] == "language") & (grid["weekday"] == "MO")]
        assert monday["activities"].tolist() == [2]
        assert monday["hours"].tolist() == [4.0]

    def test_times_that_are_over_fill_no_gap_today(self):
        times = TIMES.assign(
            valid_to=[None, None, datetime.date(2019, 6, 1)],
        )
        found = pa.gaps(STEPS, activities(), times, GROUPS, on=datetime.date(2019, 9, 1))
        friday = found[(found["step"] == "work") & (found["weekday"] == "FR")]
        assert friday.set_index("group")["reason"]["young"] == "not this day"

    def test_every_second_week_counts_half_the_hours(self):
        times = TIMES.assign(interval=[1, 1, 2])
        grid = pa.coverage(STEPS, activities(), times, GROUPS)
        friday = grid[(grid["step"] == "work") & (grid["weekday"] == "FR")]
        assert friday.set_index("group")["hours"]["young"] == 1.5

    def test_hours_are_missing_where_a_closing_time_is(self):
        times = schedules(("advice", ["FR"], "09:00", None))
        grid = pa.coverage(STEPS, activities(), times, GROUPS)
        friday = grid[(grid["activities"] == 1)]
        assert friday["hours"].isna().all()
        assert set(friday["reason"]) == {""}


class TestOverlaps:
    def test_the_common_time_of_two_actors_is_found(self):
        found = pa.overlaps(STEPS, activities(), TIMES, GROUPS)
        assert found[["group", "weekday", "opens_at", "closes_at"]].values.tolist() == [
            ["women", "MO", "14:00", "15:00"]
        ]
        assert found[["activity", "other"]].values.tolist() == [["cafe", "class"]]

    def test_the_same_actor_does_not_overlap_with_itself(self):
        offers = activities(actor=["town", "school", "school", "agency"])
        assert not len(pa.overlaps(STEPS, offers, TIMES, GROUPS))

    def test_times_that_only_touch_do_not_overlap(self):
        times = schedules(("cafe", ["MO"], "13:00", "14:00"), ("class", ["MO"], "14:00", "16:00"))
        assert not len(pa.overlaps(STEPS, activities(), times, GROUPS))

    def test_different_groups_do_not_overlap(self):
        offers = activities(target_groups=[[], ["women"], ["young"], []])
        assert not len(pa.overlaps(STEPS, offers, TIMES, GROUPS))

    def test_spring_and_autumn_do_not_overlap(self):
        times = TIMES.assign(
            valid_from=pd.to_datetime([None, "2019-08-01", None]),
            valid_to=pd.to_datetime(["2019-06-01", None, None]),
        )
        assert not len(pa.overlaps(STEPS, activities(), times, GROUPS))

    def test_three_actors_at_once_are_three_pairs(self):
        offers = activities(step=["language", "language", "language", "work"])
        times = schedules(
            ("welcome", ["MO"], "14:30", "17:00"),
            ("cafe", ["MO"], "13:00", "15:00"),
            ("class", ["MO"], "14:00", "16:00"),
        )
        found = pa.overlaps(STEPS, offers, times)
        assert found[["activity", "other"]].values.tolist() == [
            ["cafe", "class"],
            ["welcome", "cafe"],
            ["welcome", "class"],
        ]


class TestBrokenHandovers:
    def test_no_handover_sideways_closed_and_by_oneself_are_told_apart(self):
        offers = pd.DataFrame(
            {
                "id": ["alone", "round1", "round2", "waits", "own way", "to step", "closed", "ok"],
                "step": ["arrival"] * 6 + ["language", "language"],
                "status": ["active"] * 6 + ["defunct", "active"],
            }
        )
        links = pd.DataFrame(
            {
                "source": ["round1", "round2", "waits", "own way", "to step", "ok"],
                "target": ["round2", "round1", "closed", "ok", None, None],
                "target_step": [None, None, None, None, "language", "self-support"],
                "kind": ["referral", "joint", "referral", "none", "referral", "referral"],
            }
        )
        found = pa.broken_handovers(STEPS, offers, links)
        assert dict(zip(found["activity"], found["reason"], strict=True)) == {
            "alone": "no handover",
            "round1": "only to the same or an earlier step",
            "round2": "only to the same or an earlier step",
            "waits": "to an activity that does not run",
            "own way": "people find on by themselves",
            "to step": "nobody receives",
        }

    def test_a_way_round_the_same_step_is_not_broken_when_it_leads_on(self):
        links = handovers(("welcome", "cafe"), ("cafe", "class"), ("class", "cafe"))
        found = pa.broken_handovers(STEPS, activities(), links)
        assert found["activity"].tolist() == ["cafe", "class", "advice"]
        links = handovers(
            ("welcome", "cafe"), ("cafe", "class"), ("class", "cafe"), ("class", "advice")
        )
        found = pa.broken_handovers(STEPS, activities(), links)
        assert found["activity"].tolist() == ["advice"]

    def test_nothing_is_broken_at_the_goal(self):
        offers = activities(step=["arrival", "arrival", "arrival", "self-support"])
        links = handovers(("welcome", "advice"), ("cafe", "advice"), ("class", "advice"))
        assert not len(pa.broken_handovers(STEPS, offers, links))

    def test_a_handover_back_to_an_earlier_step_does_not_lead_on(self):
        found = pa.broken_handovers(STEPS, activities(), handovers(("advice", "welcome")))
        reasons = dict(zip(found["activity"], found["reason"], strict=True))
        assert reasons["advice"] == "only to the same or an earlier step"


class TestCircles:
    def test_a_circle_is_shown_from_its_earliest_activity(self):
        links = handovers(("advice", "welcome"), ("welcome", "cafe"), ("cafe", "advice"))
        assert pa.circles(STEPS, activities(), links) == [["welcome", "cafe", "advice"]]

    def test_two_that_send_to_each_other_are_a_circle(self):
        links = handovers(("cafe", "class"), ("class", "cafe"))
        assert pa.circles(STEPS, activities(), links) == [["cafe", "class"]]

    def test_a_straight_path_has_none(self):
        assert pa.circles(STEPS, activities(), handovers(("welcome", "cafe"))) == []


class TestReachability:
    LINKS = pd.DataFrame(
        {
            "source": ["welcome", "cafe", "class", "advice"],
            "target": ["cafe", "class", "advice", None],
            "target_step": [None, None, None, "self-support"],
        }
    )

    def test_the_goal_is_reached_through_a_step_that_nobody_runs(self):
        reached = pa.reachability(STEPS, activities(), self.LINKS)
        assert (reached.starts, reached.reaching, reached.share) == (1, 1, 1.0)
        assert reached.activities["reaches_goal"].all()

    def test_a_group_only_goes_where_it_may_come(self):
        reached = pa.reachability(STEPS, activities(), self.LINKS, GROUPS)
        assert reached.groups.set_index("group")["share"].to_dict() == {"women": 0, "young": 0}
        offers = activities(target_groups=[[], ["women"], [], ["women"]])
        reached = pa.reachability(STEPS, offers, self.LINKS, GROUPS)
        assert reached.groups.set_index("group")["share"].to_dict() == {"women": 1, "young": 0}

    def test_a_path_without_start_has_no_share(self):
        reached = pa.reachability(STEPS, activities().iloc[1:], self.LINKS.iloc[1:])
        assert reached.starts == 0
        assert math.isnan(reached.share)
        assert reached.summary()["share"].isna().all()

    def test_the_first_and_the_last_step_stand_in_when_none_is_marked(self):
        steps = STEPS.drop(columns="role").iloc[:3]
        reached = pa.reachability(steps, activities(), self.LINKS)
        assert reached.share == 1.0

    def test_it_shows_itself_as_a_table(self):
        html = pa.reachability(STEPS, activities(), self.LINKS, GROUPS)._repr_html_()
        assert "Women born abroad" in html


class TestNarrowestPassage:
    def test_one_activity_that_everybody_must_pass_is_named(self):
        offers = activities(step=["arrival", "arrival", "language", "work"])
        links = pd.DataFrame(
            {
                "source": ["welcome", "cafe", "class", "advice"],
                "target": ["class", "class", "advice", None],
                "target_step": [None, None, None, "self-support"],
            }
        )
        passage = pa.narrowest_passage(STEPS, offers, links)
        assert passage.width == 1
        assert passage.single["activity"].tolist() == ["class", "advice"]
        # Both are as narrow; the one nearest the goal is told.
        assert passage.activities["activity"].tolist() == ["advice"]

    def test_two_ways_that_share_nothing_have_no_single_point(self):
        offers = activities(step=["arrival", "arrival", "self-support", "self-support"])
        links = handovers(("welcome", "class"), ("cafe", "advice"))
        passage = pa.narrowest_passage(STEPS, offers, links)
        assert passage.width == 2
        assert not len(passage.single)

    def test_people_a_month_follow_from_places_and_weeks(self):
        offers = activities(
            step=["arrival", "language", "language", "self-support"],
            capacity=[100, 12, 6, None],
            weeks=[1, 12, 6, None],
        )
        links = handovers(
            ("welcome", "cafe"), ("welcome", "class"), ("cafe", "advice"), ("class", "advice")
        )
        passage = pa.narrowest_passage(STEPS, offers, links, by="people")
        # 12 places / 12 weeks and 6 places / 6 weeks are two a week; a month has 4.348 weeks.
        assert passage.width == pytest.approx(2 * 365.25 / 7 / 12)
        assert passage.activities["activity"].tolist() == ["cafe", "class"]
        assert passage.unknown == 1

    def test_no_known_limit_is_said_instead_of_a_number(self):
        offers = activities(step=["arrival", "language", "language", "self-support"])
        links = handovers(("welcome", "advice"))
        passage = pa.narrowest_passage(STEPS, offers, links, by="people")
        assert passage.width is None
        assert passage.unknown == 2

    def test_no_way_at_all_is_width_zero(self):
        passage = pa.narrowest_passage(STEPS, activities(), handovers(), by="people")
        assert passage.width == 0
        assert not len(passage.activities)

    def test_a_group_passes_only_what_admits_it(self):
        offers = activities(
            step=["arrival", "language", "language", "self-support"],
            target_groups=[[], ["women"], [], []],
        )
        links = handovers(
            ("welcome", "cafe"), ("welcome", "class"), ("cafe", "advice"), ("class", "advice")
        )
        young = pa.narrowest_passage(STEPS, offers, links, groups=GROUPS, group="young")
        assert young.single["activity"].tolist() == ["welcome", "class", "advice"]

    def test_ford_and_fulkerson_s_railway_of_dantzig_form(self):
        # Cormen, Leiserson, Rivest & Stein, Introduction to Algorithms, figure 26.6: maximum flow
        # 23 from s to t. Its arcs' capacities are put on activities between the towns.
        arcs = {
            ("s", "v1"): 16, ("s", "v2"): 13, ("v1", "v3"): 12, ("v2", "v1"): 4,
            ("v2", "v4"): 14, ("v3", "v2"): 9, ("v3", "t"): 20, ("v4", "v3"): 7, ("v4", "t"): 4,
        }  # fmt: skip
        names = {arc: "".join(arc) for arc in arcs}
        step = {arc: "arrival" if arc[0] == "s" else "language" for arc in arcs}
        step |= {arc: "self-support" for arc in arcs if arc[1] == "t"}
        offers = pd.DataFrame(
            {
                "id": list(names.values()),
                "step": list(step.values()),
                "capacity": list(arcs.values()),
                "weeks": 365.25 / 7 / 12,
            }
        )
        links = handovers(*((names[a], names[b]) for a in arcs for b in arcs if a[1] == b[0]))
        passage = pa.narrowest_passage(STEPS, offers, links, by="people")
        assert passage.width == pytest.approx(23)
        assert set(passage.activities["activity"]) == {"v1v3", "v4v3", "v4t"}


class TestCapacityAndNeed:
    NEEDS = pd.DataFrame(
        {"step": ["language", "language"], "group": ["women", "young"], "people": [30, 20]}
    )

    def test_what_a_group_could_get_and_what_all_get_together(self):
        offers = activities(capacity=[None, 10, 25, None])
        by_group = pa.capacity_and_need(STEPS, offers, self.NEEDS, GROUPS)
        assert by_group[["places", "short"]].values.tolist() == [[35, 0], [25, 0]]
        together = pa.step_shortage(STEPS, offers, self.NEEDS, GROUPS)
        assert together[["people", "places", "served", "short"]].values.tolist() == [
            [50, 35, 35, 15]
        ]

    def test_an_unknown_number_of_places_makes_the_shortage_unknown(self):
        offers = activities(capacity=[None, 10, None, None])
        by_group = pa.capacity_and_need(STEPS, offers, self.NEEDS, GROUPS)
        assert by_group["unknown"].tolist() == [1, 1]
        assert by_group["short"].isna().all()

    def test_no_activity_at_all_leaves_everybody_without(self):
        together = pa.step_shortage(STEPS, activities().iloc[:0], self.NEEDS, GROUPS)
        assert together["short"].tolist() == [50]

    def test_a_need_below_zero_is_refused(self):
        with pytest.raises(Invalid, match="0"):
            pa.capacity_and_need(STEPS, activities(), self.NEEDS.assign(people=-1), GROUPS)


class TestWaiting:
    def test_the_queue_is_divided_by_the_places_that_become_free(self):
        offers = activities(queue=[None, 0, 6, 3], capacity=[10, 10, 20, 0], weeks=[4, None, 10, 4])
        wait = pa.waiting(offers).set_index("activity")["wait"]
        assert math.isnan(wait["welcome"])
        assert wait[["cafe", "class", "advice"]].tolist() == [0, 3, math.inf]

    def test_the_way_that_is_known_is_preferred_and_unknown_weeks_are_counted(self):
        offers = activities(
            step=["arrival", "language", "language", "self-support"],
            queue=[0, 0, None, 0],
            capacity=[10, 10, 10, 10],
            weeks=[1, 20, 2, 4],
        )
        links = handovers(
            ("welcome", "cafe"), ("welcome", "class"), ("cafe", "advice"), ("class", "advice")
        )
        (way,) = pa.journeys(STEPS, offers, links).to_dict("records")
        assert way["way"] == ["welcome", "cafe", "advice"]
        assert (way["wait"], way["weeks"], way["unknown"]) == (0, 25, 0)
        (way,) = pa.journeys(STEPS, offers, links.iloc[[1, 3]]).to_dict("records")
        assert (way["wait"], way["weeks"], way["unknown"]) == (0, 7, 1)

    def test_a_start_that_leads_nowhere_has_no_weeks(self):
        (way,) = pa.journeys(STEPS, activities(), handovers()).to_dict("records")
        assert not way["reaches_goal"]
        assert math.isnan(way["weeks"])


class TestWeek:
    def test_a_group_s_week_runs_from_monday_morning(self):
        found = pa.week(activities(), TIMES, group="women")
        assert found[["weekday", "opens_at", "name"]].values.tolist() == [
            ["MO", "13:00", "Language café"],
            ["MO", "14:00", "Class"],
            ["TU", "14:00", "Class"],
            ["WE", "13:00", "Language café"],
        ]

    def test_place_and_cost_are_carried_along(self):
        found = pa.week(activities(place="The square", cost=0.0), TIMES)
        assert set(found["place"]) == {"The square"}


class TestLanes:
    def test_a_lane_for_each_actor_in_the_order_of_the_path(self):
        offers = activities(actor=["town", "church", None, "town"])
        laid = pa.lanes(STEPS, offers)
        assert laid[["activity", "column", "row", "slot"]].values.tolist() == [
            ["welcome", 0, 0, 0],
            ["cafe", 1, 1, 0],
            ["class", 1, 2, 0],
            ["advice", 2, 0, 0],
        ]

    def test_by_group_what_is_open_for_all_has_a_lane_of_its_own_at_the_bottom(self):
        laid = pa.lanes(STEPS, activities(), GROUPS, by="group").set_index("activity")
        assert laid["row"].to_dict() == {"welcome": 2, "cafe": 0, "class": 2, "advice": 1}

    def test_two_in_the_same_place_take_turns(self):
        laid = pa.lanes(STEPS, activities(actor="town")).set_index("activity")
        assert laid["slot"].to_dict() == {"welcome": 0, "cafe": 0, "class": 1, "advice": 0}


@pytest.fixture
def path():
    return pa.Pathway(
        STEPS,
        activities(capacity=[10, 10, 20, 5], weeks=[1, 4, 10, 4], queue=[0, 0, 0, 0]),
        TIMES,
        handovers(("welcome", "cafe"), ("cafe", "class"), target_step=None),
        GROUPS,
        pd.DataFrame({"step": ["work"], "group": ["young"], "people": [12]}),
    )


class TestWhatIf:
    def test_a_handover_more_opens_the_path(self, path):
        end = pd.DataFrame({"source": ["advice"], "target_step": ["self-support"]})
        path = pa.Pathway(
            path.steps,
            path.activities,
            path.schedules,
            pd.concat([path.handovers, end], ignore_index=True),
            path.groups,
            path.needs,
        )
        figures = pa.what_if(path, path.linking("class", "advice")).set_index("figure")
        assert figures.loc["reaching", ["before", "after"]].tolist() == [0, 1]
        assert figures.loc["broken", ["before", "after"]].tolist() == [2, 0]
        assert figures.loc["ways", "after"] == 1
        assert figures.loc["weeks", "after"] == 1 + 4 + 10 + 4

    def test_an_activity_more_fills_gaps_and_meets_need(self, path):
        changed = path.adding(
            name="Youth advice",
            step="work",
            target_groups=["young"],
            capacity=7,
            byday=["MO", "TU", "WE", "TH"],
            opens_at="09:00",
            closes_at="12:00",
            comes_from=["class"],
        )
        figures = pa.what_if(path, changed).set_index("figure")
        assert figures.loc["gaps", "change"] == -4
        assert figures.loc["short", ["before", "after"]].tolist() == [7, 0]
        assert figures.loc["activities", "change"] == 1

    def test_closing_and_moving_change_nothing_in_the_path_itself(self, path):
        before = path.activities.copy()
        closed = path.closing("advice").moving("cafe", "work")
        assert pa.key_figures(closed).activities == 3
        pd.testing.assert_frame_equal(path.activities, before)

    def test_two_suppositions_do_not_collide(self, path):
        twice = path.adding(name="One", step="work").adding(name="Two", step="work")
        assert pa.key_figures(twice).activities == 6

    @pytest.mark.parametrize("change", [("moving", "cafe", "nowhere"), ("closing", "nothing")])
    def test_what_is_not_there_is_refused(self, path, change):
        name, *arguments = change
        with pytest.raises(Invalid):
            getattr(path, name)(*arguments)


class TestBadInput:
    def test_a_missing_column_is_named(self):
        with pytest.raises(Invalid, match="byday"):
            pa.gaps(STEPS, activities(), TIMES.drop(columns="byday"))

    def test_the_same_id_twice_is_refused(self):
        with pytest.raises(Invalid, match="welcome"):
            pa.gaps(STEPS, pd.concat([activities(), activities()]), TIMES)

    def test_times_that_end_before_they_begin_are_refused(self):
        with pytest.raises(Invalid):
            pa.gaps(STEPS, activities(), schedules(("cafe", ["MO"], "15:00", "13:00")))

    def test_a_weekday_that_is_none_is_refused(self):
        with pytest.raises(Invalid, match="XX"):
            pa.gaps(STEPS, activities(), schedules(("cafe", ["XX"], "13:00", "15:00")))

    def test_a_time_that_is_none_is_refused(self):
        with pytest.raises(Invalid, match="noon"):
            pa.overlaps(STEPS, activities(), schedules(("cafe", ["MO"], "noon", "15:00")))
