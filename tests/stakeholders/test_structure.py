"""Who holds the map together, and which ties it lacks."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given

from labmethods.stakeholders import analysis
from tests.stakeholders.networks import frames
from tests.stakeholders.test_network import maps


def test_the_medici_hold_the_acciaiuoli_and_the_pazzi_side_in_the_net():
    # Padgett & Ansell (1993): without the Medici the Acciaiuoli have no tie, and the Salviati
    # and Pazzi hang only on each other.
    actors, relations = frames(nx.florentine_families_graph())
    found = analysis.articulation(actors, relations).set_index("id")
    cut = {frozenset(group) for group in found["cut_off"]["Medici"]}
    assert cut == {frozenset({"Acciaiuoli"}), frozenset({"Salviati", "Pazzi"})}
    assert found["n"]["Medici"] == 3
    assert found.index[0] == "Medici"


def test_the_kite_breaks_at_its_tail():
    actors, relations = frames(nx.krackhardt_kite_graph())
    found = analysis.articulation(actors, relations).set_index("id")
    assert set(found.index) == {"7", "8"}
    assert found["cut_off"]["7"] == [["8", "9"]]


def test_without_the_middle_of_a_star_nobody_has_any_contact_left():
    actors, relations = frames(nx.star_graph(3))
    (middle,) = analysis.articulation(actors, relations).to_dict("records")
    assert (middle["n"], middle["rest"]) == (3, 0)


@given(maps())
def test_only_articulation_actors_break_a_part_and_those_cut_off_are_counted(frames_):
    actors, relations = frames_
    found = analysis.articulation(actors, relations)
    ties = nx.Graph(list(zip(relations["source"], relations["target"], strict=True)))
    assert set(found["id"]) == set(nx.articulation_points(ties))
    for row in found.to_dict("records"):
        without = ties.copy()
        without.remove_node(row["id"])
        lost = {frozenset(group) for group in row["cut_off"]}
        assert lost <= {frozenset(part) for part in nx.connected_components(without)}
        assert row["n"] == sum(map(len, lost)) > 0


def test_a_tie_between_parts_comes_before_one_between_acquaintances():
    actors = pd.DataFrame({"id": list("abcxy"), "name": list("ABCXY")})
    relations = pd.DataFrame({"source": list("abx"), "target": list("bcy")})
    found = analysis.missing_links(actors, relations)
    assert found["joins"].tolist() == [6, 0]
    assert found["reasons"].tolist() == [["joins"], ["shared"]]
    assert found.loc[0, "source"] == "b", "the best known actor of the part should make the contact"
    assert found.loc[1, ["source", "target"]].tolist() == ["a", "c"]
    assert found.loc[1, "shared_names"] == ["B"]


def test_two_key_actors_without_a_tie_are_a_reason():
    actors = pd.DataFrame(
        {"id": list("ab"), "name": list("AB"), "power": [3, 5], "interest": [5, 4]}
    )
    relations = pd.DataFrame(columns=["source", "target"])
    (row,) = analysis.missing_links(actors, relations).to_dict("records")
    assert row["reasons"] == ["joins", "key"]
    unknown = actors.assign(power=[None, 5])
    assert analysis.missing_links(unknown, relations)["reasons"].tolist() == [["joins"]]


def test_shared_contacts_follow_adamic_and_adar():
    club = nx.karate_club_graph()
    found = analysis.missing_links(*frames(club), most=400)
    published = {
        frozenset(map(str, (one, other))): value
        for one, other, value in nx.adamic_adar_index(club)
        if value > 0
    }
    assert len(found) == len(published)
    for row in found.to_dict("records"):
        pair = frozenset({row["source"], row["target"]})
        assert row["affinity"] == pytest.approx(published[pair])
    assert found["affinity"].is_monotonic_decreasing


@given(maps())
def test_a_proposed_tie_is_new_has_a_reason_and_joins_two_parts_once(frames_):
    actors, relations = frames_
    found = analysis.missing_links(actors, relations, most=100)
    there = {frozenset(p) for p in zip(relations["source"], relations["target"], strict=True)}
    pairs = [frozenset(p) for p in zip(found["source"], found["target"], strict=True)]
    assert len(set(pairs)) == len(pairs)
    assert not set(pairs) & there
    assert found["reasons"].map(bool).all()
    parts = analysis.network_summary(actors, relations).components
    joining = int((found["joins"] > 0).sum())
    assert joining == parts * (parts - 1) // 2
    made = pd.concat([relations, found.loc[found["joins"] > 0, ["source", "target"]]])
    assert analysis.network_summary(actors, made).components == min(1, len(actors))
