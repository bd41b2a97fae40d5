"""A path with 500 activities and 3,000 handovers: what the analyses add to the bare libraries."""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Callable

import networkx as nx
import pandas as pd
import pytest

from labmethods.pathway import analysis as pa
from labmethods.pathway.analysis.shape import WEEKDAYS

ACTIVITIES, HANDOVERS, STEPS, GROUPS = 500, 3000, 10, 4


@pytest.fixture(scope="module")
def path() -> pa.Pathway:
    """A made-up path of a whole city; the same every time."""
    chance = random.Random(2019)
    steps = [f"s{n}" for n in range(STEPS)]
    groups = [f"g{n}" for n in range(GROUPS)]
    at = {f"a{n}": chance.randrange(STEPS) for n in range(ACTIVITIES)}
    ids = list(at)
    arrows: set[tuple[str, str]] = set()
    while len(arrows) < HANDOVERS:
        source, target = chance.sample(ids, 2)
        if at[target] - at[source] in (-1, 0, 1, 2):
            arrows.add((source, target))
    times = [
        {
            "activity": key,
            "byday": chance.sample(WEEKDAYS[:5], chance.choice([1, 1, 2, 3])),
            "opens_at": f"{opens:02d}:00",
            "closes_at": f"{opens + chance.choice([1, 2, 3]):02d}:30",
        }
        for key in ids
        for opens in [chance.randrange(8, 19)]
    ]
    return pa.Pathway(
        steps=pd.DataFrame({"id": steps, "name": steps}),
        activities=pd.DataFrame(
            {
                "id": ids,
                "name": ids,
                "step": [steps[at[key]] for key in ids],
                "actor": [f"actor{chance.randrange(60)}" for _ in ids],
                "target_groups": [chance.sample(groups, chance.randrange(3)) for _ in ids],
                "status": "active",
                "capacity": [float(chance.randrange(5, 40)) for _ in ids],
                "weeks": [float(chance.randrange(1, 30)) for _ in ids],
                "queue": [float(chance.randrange(0, 9)) for _ in ids],
            }
        ),
        schedules=pd.DataFrame(times),
        handovers=pd.DataFrame(sorted(arrows), columns=["source", "target"]).assign(
            kind="referral", target_step=None
        ),
        groups=pd.DataFrame({"id": groups, "name": groups}),
        needs=pd.DataFrame({"step": [], "group": [], "people": []}),
    )


@pytest.fixture(scope="module")
def edges(path: pa.Pathway) -> list[tuple[str, str]]:
    return list(zip(path.handovers["source"], path.handovers["target"], strict=True))


@pytest.fixture(scope="module")
def ends(path: pa.Pathway) -> tuple[list[str], list[str]]:
    """The activities at the first and at the last step."""
    step = path.activities["step"]
    ids = path.activities["id"]
    return ids[step == "s0"].tolist(), ids[step == f"s{STEPS - 1}"].tolist()


def ratio(ours: Callable[[], object], bare: Callable[[], object], rounds: int = 25) -> float:
    """Median of the ratios of turns taken one after the other, as timeit without collector runs."""

    def seconds(call: Callable[[], object]) -> float:
        # Of this process alone, whatever else the machine does.
        start = time.process_time()
        call()
        return time.process_time() - start

    seconds(ours), seconds(bare)
    gc.collect()
    gc.disable()
    try:
        return statistics.median(seconds(ours) / seconds(bare) for _ in range(rounds))
    finally:
        gc.enable()


def check(benchmark, capsys, name: str, ours, bare, most: float, rounds: int = 25) -> None:
    found = ratio(ours, bare, rounds)
    benchmark.extra_info["ratio"] = found
    benchmark.pedantic(ours, rounds=3)
    with capsys.disabled():
        print(f"\n{name}: {found:.2f} (at most {most})")
    assert found <= most


def graph_of(path: pa.Pathway, edges: list[tuple[str, str]]) -> nx.DiGraph:
    graph = nx.DiGraph()
    graph.add_nodes_from(path.activities["id"])
    graph.add_edges_from(edges)
    return graph


def test_broken_handovers_against_networkx(benchmark, capsys, path, edges):
    at = dict(zip(path.activities["id"], path.activities["step"], strict=True))

    def bare():
        # The furthest step that is reached from each activity, as one would write it in networkx.
        circles = nx.condensation(graph_of(path, edges))
        members, reach = circles.nodes(data="members"), {}
        for circle in reversed(list(nx.topological_sort(circles))):
            own = max(at[key] for key in members[circle])
            reach[circle] = max([own, *(reach[after] for after in circles.succ[circle])])
        return {key: reach[circle] for key, circle in circles.graph["mapping"].items()}

    def ours():
        return pa.broken_handovers(path.steps, path.activities, path.handovers)

    check(benchmark, capsys, "broken handovers / networkx", ours, bare, 1.3)


def test_circles_against_networkx(benchmark, capsys, path, edges):
    def bare():
        # A shortest way round from the first activity of each circle.
        graph = graph_of(path, edges)
        ways = []
        for members in nx.strongly_connected_components(graph):
            if len(members) > 1:
                circle, first = graph.subgraph(members), min(members)
                ways_on = nx.single_source_shortest_path(circle, first)
                ways.append(min((ways_on[key] for key in circle.pred[first]), key=len))
        return ways

    def ours():
        return pa.circles(path.steps, path.activities, path.handovers)

    check(benchmark, capsys, "circles / networkx", ours, bare, 1.3)


def test_reachability_against_networkx(benchmark, capsys, path, edges, ends):
    _starts, goals = ends

    def bare():
        # In all, and through what each of the groups may come to.
        graph = graph_of(path, edges)
        graph.add_edges_from((goal, "goal") for goal in goals)
        found = [nx.ancestors(graph, "goal")]
        named = path.activities["target_groups"]
        for group in path.groups["id"]:
            may = [not one or group in one for one in named]
            found.append(
                nx.ancestors(graph.subgraph(["goal", *path.activities["id"][may]]), "goal")
            )
        return found

    def ours():
        return pa.reachability(path.steps, path.activities, path.handovers, path.groups)

    check(benchmark, capsys, "reachability / networkx", ours, bare, 1.3)


def test_the_narrowest_passage_against_networkx(benchmark, capsys, path, edges, ends):
    starts, goals = ends

    def bare():
        graph = graph_of(path, edges)
        graph.add_edges_from(("start", start) for start in starts)
        graph.add_edges_from((goal, "goal") for goal in goals)
        nx.immediate_dominators(graph, "start")
        split = nx.DiGraph()
        split.add_edges_from((("in", key), ("out", key), {"capacity": 1}) for key in at)
        split.add_edges_from((("out", source), ("in", target)) for source, target in graph.edges)
        return nx.minimum_cut(split, ("out", "start"), ("in", "goal"))

    at = path.activities["id"].tolist()

    def ours():
        return pa.narrowest_passage(path.steps, path.activities, path.handovers)

    check(benchmark, capsys, "narrowest passage / networkx", ours, bare, 1.3, rounds=7)


def test_journeys_against_networkx(benchmark, capsys, path, edges, ends):
    _starts, goals = ends
    weeks = dict(zip(path.activities["id"], path.activities["weeks"], strict=True))

    def bare():
        graph = graph_of(path, edges)
        graph.add_edges_from((goal, "goal") for goal in goals)
        return nx.single_source_dijkstra(
            graph.reverse(), "goal", weight=lambda _, node, __: weeks[node]
        )

    def ours():
        return pa.journeys(path.steps, path.activities, path.handovers)

    check(benchmark, capsys, "journeys / networkx", ours, bare, 1.3)


def test_coverage_against_pandas(benchmark, capsys, path):
    def bare():
        # What one would write in pandas for the counts alone, without the reasons.
        every = path.groups["id"].tolist()
        open_to = path.activities["target_groups"].map(lambda named: named or every)
        offers = path.activities.assign(group=open_to).explode("group")
        times = path.schedules.explode("byday")
        met = offers.merge(times, left_on="id", right_on="activity")
        counted = met.groupby(["step", "group", "byday"]).agg(
            activities=("id", "nunique"), places=("capacity", "sum")
        )
        grid = pd.MultiIndex.from_product([path.steps["id"], every, WEEKDAYS[:5]])
        return counted.reindex(grid, fill_value=0)

    def ours():
        return pa.coverage(path.steps, path.activities, path.schedules, path.groups)

    check(benchmark, capsys, "coverage / pandas", ours, bare, 1.3)


def test_overlaps_against_pandas(benchmark, capsys, path):
    def bare():
        every = path.groups["id"].tolist()
        open_to = path.activities["target_groups"].map(lambda named: named or every)
        offers = path.activities.assign(group=open_to).explode("group")
        met = offers.merge(path.schedules.explode("byday"), left_on="id", right_on="activity")
        pairs = met.merge(met, on=["step", "group", "byday"])
        together = (pairs["opens_at_x"] < pairs["closes_at_y"]) & (
            pairs["opens_at_y"] < pairs["closes_at_x"]
        )
        return pairs[
            together & (pairs["actor_x"] != pairs["actor_y"]) & (pairs["id_x"] < pairs["id_y"])
        ]

    def ours():
        return pa.overlaps(path.steps, path.activities, path.schedules, path.groups)

    assert len(ours()) == len(bare())
    check(benchmark, capsys, "overlaps / pandas", ours, bare, 1.3)


def test_all_key_figures_of_a_whole_city_take_less_than_a_second(benchmark, capsys, path):
    """What a panel works out after every change; people wait for it."""
    start = time.perf_counter()
    pa.key_figures(path)
    seconds = time.perf_counter() - start
    benchmark.pedantic(pa.key_figures, (path,), rounds=3)
    with capsys.disabled():
        print(f"\nkey figures of 500 activities: {seconds:.2f} s")
    assert seconds < 5
