"""What must hold for every path, whatever a lab writes down."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labmethods.pathway import analysis as pa
from labmethods.pathway.analysis.flow import GOAL, Flow

pytestmark = pytest.mark.filterwarnings("error")

STATUSES = ["active", None, "planned", "inactive", "temporarily closed", "defunct"]
KINDS = ["referral", "joint", "none", None]
ROLES = [None, None, None, "start", "goal"]


def _frame(rows: list[dict], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns)


@st.composite
def clocks(draw: st.DrawFn) -> tuple[str, str]:
    opens = draw(st.integers(0, 23 * 60))
    closes = draw(st.integers(opens + 1, 24 * 60))
    return f"{opens // 60:02d}:{opens % 60:02d}", f"{closes // 60:02d}:{closes % 60:02d}"


@st.composite
def paths(draw: st.DrawFn, activities: int = 8) -> pa.Pathway:
    """Paths with up to ``activities`` activities; any of their tables may be empty."""
    steps = [f"s{n}" for n in range(draw(st.integers(0, 4)))]
    groups = [f"g{n}" for n in range(draw(st.integers(0, 3)))]
    ids = [f"a{n}" for n in range(draw(st.integers(0, activities)))]
    unknown = st.none()
    offers = [
        {
            "id": key,
            "name": key.upper(),
            "step": draw(st.sampled_from([*steps, None])),
            "actor": draw(st.sampled_from(["church", "school", "town", None])),
            "target_groups": draw(
                st.lists(st.sampled_from(groups), unique=True) if groups else st.just([])
            ),
            "status": draw(st.sampled_from(STATUSES)),
            "capacity": draw(unknown | st.integers(0, 40)),
            "weeks": draw(unknown | st.integers(1, 30)),
            "queue": draw(unknown | st.integers(0, 10)),
        }
        for key in ids
    ]
    times = []
    for _ in range(draw(st.integers(0, 6)) if ids else 0):
        opens, closes = draw(clocks())
        times.append(
            {
                "activity": draw(st.sampled_from(ids)),
                "byday": draw(st.lists(st.sampled_from(pa.WEEKDAYS), unique=True, max_size=3)),
                "opens_at": opens,
                "closes_at": closes,
            }
        )
    arrows = []
    for _ in range(draw(st.integers(0, 2 * len(ids)))):
        to_step = bool(steps) and draw(st.integers(0, 5)) == 0
        arrows.append(
            {
                "source": draw(st.sampled_from(ids)),
                "target": None if to_step else draw(st.sampled_from(ids)),
                "target_step": draw(st.sampled_from(steps)) if to_step else None,
                "kind": draw(st.sampled_from(KINDS)),
            }
        )
    needs = [
        {"step": step, "group": group, "people": draw(st.integers(0, 60))}
        for step in steps
        for group in groups
        if draw(st.booleans())
    ]
    return pa.Pathway(
        steps=_frame(
            [
                {"id": step, "name": step, "position": n, "role": draw(st.sampled_from(ROLES))}
                for n, step in enumerate(steps)
            ],
            ["id", "name", "position", "role"],
        ),
        activities=_frame(
            offers,
            [
                *("id", "name", "step", "actor", "target_groups", "status"),
                *("capacity", "weeks", "queue"),
            ],
        ),
        schedules=_frame(times, ["activity", "byday", "opens_at", "closes_at"]),
        handovers=_frame(arrows, ["source", "target", "target_step", "kind"]),
        groups=_frame([{"id": group, "name": group} for group in groups], ["id", "name"]),
        needs=_frame(needs, ["step", "group", "people"]),
    )


def of_any_path(test):
    return settings(max_examples=40)(given(paths())(test))


def of_some_paths(test):
    """For what works out all figures several times over."""
    return settings(max_examples=12)(given(paths())(test))


@of_any_path
def test_gaps_and_offers_make_up_the_whole_grid(path):
    grid = pa.coverage(path.steps, path.activities, path.schedules, path.groups)
    missing = pa.gaps(path.steps, path.activities, path.schedules, path.groups)
    assert len(missing) + (grid["reason"] == "").sum() == len(grid)
    assert not grid.duplicated(["step", "group", "weekday"]).any()
    assert set(missing["reason"]) <= set(pa.REASONS)
    assert ((grid["reason"] == "") <= (grid["activities"] > 0)).all()


@of_any_path
def test_an_activity_more_never_makes_a_gap(path):
    before = pa.gaps(path.steps, path.activities, path.schedules, path.groups)
    for step in path.steps["id"]:
        more = path.adding(name="New", step=step, byday=["MO"], opens_at="09:00", closes_at="10:00")
        after = pa.gaps(more.steps, more.activities, more.schedules, more.groups)
        places = ["step", "group", "weekday"]
        assert set(map(tuple, after[places].values)) <= set(map(tuple, before[places].values))
        assert not ((after["step"] == step) & (after["weekday"] == "MO")).any()


@of_any_path
def test_overlaps_are_real_common_times_of_two_actors(path):
    found = pa.overlaps(path.steps, path.activities, path.schedules, path.groups)
    assert (found["opens_at"] < found["closes_at"]).all()
    assert (found["actor"] != found["other_actor"]).all()
    assert found[["actor", "other_actor"]].notna().all(axis=None)
    step = path.activities.set_index("id")["step"]
    assert (found["activity"].map(step) == found["step"]).all()
    assert (found["other"].map(step) == found["step"]).all()


@of_any_path
def test_overlaps_do_not_depend_on_the_order_of_the_schedules(path):
    pairs = [
        pa.overlaps(path.steps, path.activities, times, path.groups)
        for times in (path.schedules, path.schedules.iloc[::-1].reset_index(drop=True))
    ]
    rows = [sorted(map(tuple, one.astype(str).values)) for one in pairs]
    assert rows[0] == rows[1]


@of_any_path
def test_what_is_broken_never_reaches_the_goal_beyond_its_step(path):
    broken = pa.broken_handovers(path.steps, path.activities, path.handovers)
    flow = Flow(path.steps, path.activities, path.handovers)
    for key in flow.order:
        after = nx.descendants(flow.graph, key)
        leads_on = GOAL in after or any(flow.order.get(one, -1) > flow.order[key] for one in after)
        assert (key in set(broken["activity"])) == (not leads_on and key not in flow.goals)
    assert set(broken["reason"]) <= set(pa.BREAKS)


@of_any_path
def test_reaching_the_goal_is_the_same_forwards_and_backwards(path):
    reached = pa.reachability(path.steps, path.activities, path.handovers, path.groups)
    flow = Flow(path.steps, path.activities, path.handovers)
    for key, reaches in reached.activities[["activity", "reaches_goal"]].itertuples(index=False):
        assert reaches == bool(({key} | nx.descendants(flow.graph, key)) & flow.goals)
    assert (reached.groups["reaching"] <= reached.groups["starts"]).all()
    assert (reached.groups["reaching"] <= reached.reaching).all()


@of_any_path
def test_one_handover_more_never_breaks_anything(path):
    running = path.activities.loc[path.activities["status"].isin(["active"]), "id"].tolist()
    before = pa.broken_handovers(path.steps, path.activities, path.handovers)
    share = pa.reachability(path.steps, path.activities, path.handovers).reaching
    for source, target in pairwise(running):
        more = path.linking(source, target)
        after = pa.broken_handovers(more.steps, more.activities, more.handovers)
        assert set(after["activity"]) <= set(before["activity"])
        assert pa.reachability(more.steps, more.activities, more.handovers).reaching >= share


@of_any_path
def test_the_ways_are_as_many_as_networkx_counts(path):
    passage = pa.narrowest_passage(path.steps, path.activities, path.handovers)
    flow = Flow(path.steps, path.activities, path.handovers)
    graph = flow.graph.copy()
    graph.add_edges_from(("start", key) for key in flow.starts)
    graph.add_edges_from((key, GOAL) for key in flow.goals if key != GOAL)
    ways = nx.node_connectivity(graph, "start", GOAL) if flow.starts else 0
    assert passage.width == ways


@of_any_path
def test_closing_the_narrowest_passage_cuts_the_path_off(path):
    for by in ("activities", "people"):
        passage = pa.narrowest_passage(path.steps, path.activities, path.handovers, by=by)
        if passage.width is None:
            continue
        if by == "activities":
            assert len(passage.activities) == passage.width
        assert passage.activities["width"].sum() == pytest.approx(passage.width)
        for key in passage.activities["activity"]:
            path = path.closing(key)
        if by == "activities":
            assert pa.reachability(path.steps, path.activities, path.handovers).reaching == 0


@of_any_path
def test_each_single_activity_alone_cuts_the_path_off(path):
    passage = pa.narrowest_passage(path.steps, path.activities, path.handovers)
    reached = pa.reachability(path.steps, path.activities, path.handovers)
    for key in reached.activities["activity"]:
        closed = path.closing(key)
        left = pa.reachability(closed.steps, closed.activities, closed.handovers).reaching
        cuts = reached.reaching > 0 and left == 0
        assert (key in set(passage.single["activity"])) == cuts


@of_any_path
def test_circles_are_closed_ways_along_handovers(path):
    flow = Flow(path.steps, path.activities, path.handovers)
    found = pa.circles(path.steps, path.activities, path.handovers)
    for way in found:
        assert len(set(way)) == len(way) > 1
        for source, target in zip(way, way[1:] + way[:1], strict=True):
            assert flow.graph.has_edge(source, target)
    large = [c for c in nx.strongly_connected_components(flow.graph) if len(c) > 1]
    assert len(found) == len(large)


@of_any_path
def test_nobody_gets_more_than_need_or_places(path):
    shortage = pa.step_shortage(path.steps, path.activities, path.needs, path.groups)
    assert (shortage["served"] <= shortage["people"]).all()
    assert (shortage["served"] <= shortage["places"]).all()
    by_group = pa.capacity_and_need(path.steps, path.activities, path.needs, path.groups)
    assert by_group["people"].sum() == path.needs["people"].sum()
    known = by_group[by_group["short"].notna()]
    assert (known["short"] >= 0).all()


@of_any_path
def test_a_way_starts_at_its_start_and_ends_at_the_goal(path):
    flow = Flow(path.steps, path.activities, path.handovers)
    reached = pa.reachability(path.steps, path.activities, path.handovers)
    ways = pa.journeys(path.steps, path.activities, path.handovers)
    assert ways["reaches_goal"].sum() == reached.reaching
    for start, way in ways.loc[ways["reaches_goal"].astype(bool), ["activity", "way"]].values:
        assert way[0] == start
        assert way[-1] in flow.goals or flow.graph.has_edge(way[-1], GOAL)
        for source, target in pairwise(way):
            assert flow.graph.has_edge(source, target)


@of_any_path
def test_every_activity_has_one_place_in_each_of_its_lanes(path):
    for by in ("actor", "group"):
        laid = pa.lanes(path.steps, path.activities, path.groups, by=by)
        assert set(laid["activity"]) == set(path.activities["id"])
        assert not laid.duplicated(["column", "row", "slot"]).any()
        assert set(laid["row"]) <= set(range(len(laid)))


@of_some_paths
def test_no_analysis_changes_what_it_is_given(path):
    tables = ("steps", "activities", "schedules", "handovers", "groups", "needs")
    before = {name: getattr(path, name).copy(deep=True) for name in tables}
    figures = pa.key_figures(path)
    pa.week(path.activities, path.schedules)
    for name in tables:
        pd.testing.assert_frame_equal(getattr(path, name), before[name])
    assert len(pa.what_if(path, path)) == len(figures.summary())
    assert (pa.what_if(path, path)["change"].dropna() == 0).all()


@of_some_paths
def test_nullable_and_plain_columns_give_the_same_figures(path):
    nullable = pa.Pathway(
        path.steps.astype({"position": "Int64"}),
        path.activities.astype(
            {
                "id": "str", "name": "str", "step": "str", "actor": "str", "status": "str",
                "capacity": "Int64", "weeks": "float64", "queue": "Int64",
            }
        ),
        path.schedules.astype({"activity": "str", "opens_at": "str", "closes_at": "str"}),
        path.handovers.astype(
            {"source": "str", "target": "str", "target_step": "str", "kind": "str"}
        ),
        path.groups.astype("str"),
        path.needs.astype({"step": "str", "group": "str", "people": "Int64"}),
    )  # fmt: skip
    assert pa.key_figures(nullable) == pa.key_figures(path)
