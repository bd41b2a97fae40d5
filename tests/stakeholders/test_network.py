"""The measures of the relation map, against published networks and what must always hold."""

from __future__ import annotations

import itertools
import math

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labmethods.errors import Invalid
from labmethods.stakeholders import analysis
from tests.stakeholders.networks import frames


def measured(network: nx.Graph) -> pd.DataFrame:
    return analysis.network_measures(*frames(network)).set_index("name")


def test_the_medici_stand_between_the_florentine_families_as_published():
    # Padgett & Ansell (1993), Am. J. Sociology 98(6); the values as in Jackson (2008), Social and
    # Economic Networks, section 1.2.1: Medici .522, Guadagni .255, Albizzi .212.
    measures = measured(nx.florentine_families_graph())
    assert measures["betweenness"].idxmax() == "Medici"
    assert measures["betweenness"]["Medici"] == pytest.approx(0.522, abs=5e-4)
    assert measures["betweenness"]["Guadagni"] == pytest.approx(0.255, abs=5e-4)
    assert measures["betweenness"]["Albizzi"] == pytest.approx(0.212, abs=5e-4)


def test_the_kite_has_three_different_central_actors_as_published():
    # Krackhardt (1990), Administrative Science Quarterly 35(2): Diane (3) has most ties, 6 of 9;
    # Heather (7) lies between most others, 14 of 36 pairs, though she has only 3 ties.
    measures = measured(nx.krackhardt_kite_graph())
    assert measures["degree"].idxmax() == "3"
    assert measures["degree"]["3"] == pytest.approx(2 * 6 / 9)
    assert measures["betweenness"].idxmax() == "7"
    assert measures["betweenness"]["7"] == pytest.approx(14 / 36)
    assert measures["degree"]["7"] == pytest.approx(2 * 3 / 9)


def test_the_karate_club_has_its_published_measures():
    # Zachary (1977), J. Anthropological Research 33(4): 34 members, 78 ties. Girvan & Newman (2002)
    # and the literature after it: instructor (0) and president (33) lie between most others,
    # 0.4376 and 0.3041; transitivity 0.2557.
    club = nx.karate_club_graph()
    actors, relations = frames(club, kind="club")
    measures = analysis.network_measures(actors, relations).set_index("name")
    summary = analysis.network_summary(actors, relations)
    assert measures["betweenness"].nlargest(2).index.tolist() == ["0", "33"]
    assert measures["betweenness"]["0"] == pytest.approx(0.4376, abs=5e-5)
    assert measures["betweenness"]["33"] == pytest.approx(0.3041, abs=5e-5)
    assert summary.density == pytest.approx(2 * 78 / (34 * 33))
    assert summary.transitivity == pytest.approx(0.2557, abs=5e-5)
    assert (summary.components, summary.reciprocity) == (1, 1.0)
    # 11 ties cross the split of the club, 67 don't.
    assert summary.e_i_index == pytest.approx((11 - 67) / 78)


def test_constraint_and_effective_size_follow_burt_in_a_star_and_a_clique():
    # Burt (1992): whoever alone joins n others has n contacts without overlap and constraint 1/n;
    # in a clique of 4 every contact is redundant but one.
    star = measured(nx.star_graph(5))
    assert star["constraint"]["0"] == pytest.approx(1 / 5)
    assert star["effective_size"]["0"] == pytest.approx(5)
    assert star["constraint"]["1"] == pytest.approx(1)
    assert measured(nx.complete_graph(4))["effective_size"].tolist() == pytest.approx([1] * 4)


def test_an_actor_without_ties_has_no_constraint_rather_than_a_low_one():
    actors, relations = frames(nx.path_graph(3))
    alone = pd.DataFrame({"id": ["alone"], "name": ["Ensam"], "kind": [None]})
    measures = analysis.network_measures(pd.concat([actors, alone]), relations).set_index("id")
    assert measures.loc["alone", ["degree", "betweenness"]].tolist() == [0, 0]
    assert measures.loc["alone", ["constraint", "effective_size"]].isna().all()


def test_eigenvector_is_missing_where_ties_never_lead_round():
    actors = pd.DataFrame({"id": list("abc"), "name": list("abc")})
    relations = pd.DataFrame({"source": ["a", "b"], "target": ["b", "c"]})
    assert analysis.network_measures(actors, relations)["eigenvector"].isna().all()


def test_a_lab_without_relations_or_actors_gets_an_answer():
    none = pd.DataFrame(columns=["source", "target", "kind", "weight"])
    actors = pd.DataFrame({"id": ["a"], "name": ["A"], "kind": ["sport"]})
    summary = analysis.network_summary(actors, none)
    assert (summary.density, summary.reciprocity, summary.e_i_index) == (None, None, None)
    assert (summary.components, summary.isolated) == (1, 1)
    assert analysis.network_measures(actors, none)["degree"].tolist() == [0]
    assert analysis.network_summary(actors.iloc[:0], none).components == 0
    assert analysis.network_measures(actors.iloc[:0], none).empty


@pytest.mark.parametrize(
    ("tie", "said"),
    [(("a", "a"), "sig själv"), (("a", "x"), "inte finns bland"), (("a", None), "inte finns")],
)
def test_ties_to_oneself_and_to_nobody_are_refused_in_plain_words(tie, said):
    actors = pd.DataFrame({"id": ["a", "b"], "name": ["A", "B"]})
    relations = pd.DataFrame([tie], columns=["source", "target"])
    with pytest.raises(Invalid) as error:
        analysis.network_measures(actors, relations)
    assert said in error.value.text("sv")


def test_an_id_that_stands_twice_is_refused():
    actors = pd.DataFrame({"id": ["a", "a"], "name": ["A", "B"]})
    with pytest.raises(Invalid, match="flera aktörer"):
        analysis.network_measures(actors, pd.DataFrame(columns=["source", "target"]))


def test_the_e_i_index_leaves_out_actors_whose_group_is_unknown():
    actors = pd.DataFrame({"id": list("abc"), "kind": ["sport", "faith", None]})
    relations = pd.DataFrame({"source": ["a", "a"], "target": ["b", "c"]})
    summary = analysis.network_summary(actors, relations)
    assert (summary.e_i_index, summary.e_i_relations) == (1.0, 1)


@st.composite
def maps(draw) -> tuple[pd.DataFrame, pd.DataFrame]:
    ids = [str(number) for number in range(draw(st.integers(0, 9)))]
    kinds = draw(st.lists(st.sampled_from(["sport", "faith", None]), min_size=9, max_size=9))
    actors = pd.DataFrame({"id": ids, "name": ids, "kind": kinds[: len(ids)]})
    every = [(one, other) for one in ids for other in ids if one != other]
    pairs = draw(st.lists(st.sampled_from(every), max_size=25)) if every else []
    weights = draw(st.lists(st.sampled_from([None, 0.5, 1, 3]), min_size=25, max_size=25))
    relations = pd.DataFrame(pairs, columns=["source", "target"])
    return actors, relations.assign(weight=weights[: len(pairs)], kind=None)


@given(maps())
def test_measures_stay_in_their_ranges_and_change_nothing(frames_):
    actors, relations = frames_
    before = actors.copy(), relations.copy()
    measures = analysis.network_measures(actors, relations)
    summary = analysis.network_summary(actors, relations)
    pd.testing.assert_frame_equal(actors, before[0])
    pd.testing.assert_frame_equal(relations, before[1])
    assert measures.index.equals(actors.index)
    assert measures["betweenness"].between(0, 1).all()
    assert measures["degree"].between(0, 2).all()
    others = max(len(actors) - 1, 1)
    assert measures["degree"].sum() * others == pytest.approx(2 * summary.relations)
    assert summary.isolated <= summary.components <= len(actors)
    assert summary.density is None or 0 <= summary.density <= 1
    assert summary.reciprocity is None or 0 <= summary.reciprocity <= 1
    assert summary.e_i_index is None or -1 <= summary.e_i_index <= 1


@given(maps(), st.randoms())
def test_neither_the_order_of_rows_nor_repeated_ties_change_a_measure(frames_, random):
    actors, relations = frames_
    order = list(range(len(actors)))
    random.shuffle(order)
    twice = pd.concat([relations, relations]).sample(frac=1, random_state=random.randrange(99))
    first = analysis.network_measures(actors, relations)
    second = analysis.network_measures(actors.iloc[order], twice).sort_index()
    columns = ["degree", "betweenness", "constraint", "effective_size"]
    pd.testing.assert_frame_equal(first[columns], second[columns], check_index_type=False)


@given(maps())
def test_turning_every_tie_round_keeps_degree_and_betweenness(frames_):
    actors, relations = frames_
    turned = relations.rename(columns={"source": "target", "target": "source"})
    columns = ["degree", "betweenness"]
    pd.testing.assert_frame_equal(
        analysis.network_measures(actors, relations)[columns],
        analysis.network_measures(actors, turned)[columns],
    )


@given(maps())
def test_a_map_is_drawn_the_same_each_time_and_inside_its_frame(frames_):
    actors, relations = frames_
    places = analysis.layout(actors, relations)
    pd.testing.assert_frame_equal(places, analysis.layout(actors, relations))
    tied = actors["id"].isin([*relations["source"], *relations["target"]])
    assert places["x"].notna().equals(tied.rename("x"))
    assert places.loc[tied, ["x", "y"]].abs().le(1 + 1e-9).all(axis=None)


@given(maps(), st.data())
def test_a_map_that_grows_keeps_all_places_or_is_laid_out_anew(frames_, data):
    actors, relations = frames_
    kept = data.draw(st.integers(0, len(relations)))
    before = analysis.layout(actors, relations.iloc[:kept])
    after = analysis.layout(actors, relations, previous=before)
    placed = before["x"].notna()
    anew = analysis.layout(actors, relations)
    stands = before.loc[placed, ["x", "y"]].equals(after.loc[placed, ["x", "y"]])
    assert stands or distances(after) == pytest.approx(distances(anew))
    assert after.loc[after["x"].notna(), ["x", "y"]].abs().le(1 + 1e-9).all(axis=None)


def distances(places: pd.DataFrame) -> list[float]:
    spots = places.dropna(subset=["x"])[["x", "y"]].to_numpy()
    return [math.dist(one, other) for one, other in itertools.combinations(spots, 2)]


def ring(size: int) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    ids = [f"a{number}" for number in range(size)]
    actors = pd.DataFrame({"id": ids, "name": ids, "kind": None})
    return actors, list(zip(ids, [*ids[1:], ids[0]], strict=True))


def ties(pairs: list[tuple[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["source", "target"])


@pytest.mark.parametrize("size", [8, 40, 200])
def test_those_on_a_map_stay_where_they_are_when_one_more_comes(size):
    actors, pairs = ring(size)
    more = pd.DataFrame({"id": ["new"], "name": ["new"], "kind": None})
    before = analysis.layout(actors, ties(pairs))
    grown = pd.concat([actors, more], ignore_index=True)
    after = analysis.layout(grown, ties([*pairs, ("new", "a0")]), previous=before)
    pd.testing.assert_frame_equal(after.iloc[:-1], before)


def test_a_map_that_is_built_one_relation_at_a_time_is_no_heap_of_marks():
    ids = ["housing", "municipality", "tenants", "police", "school", "young"]
    actors = pd.DataFrame({"id": ids, "name": ids, "kind": None})
    pairs = [
        ("housing", "municipality"),
        ("housing", "tenants"),
        ("housing", "police"),
        ("municipality", "school"),
        ("school", "young"),
        ("tenants", "young"),
    ]
    places = None
    for noted in range(1, len(pairs) + 1):
        places = analysis.layout(actors, ties(pairs[:noted]), places)
        # The picture is 2 wide and 2 high; a mark takes at most a tenth of a unit.
        assert min(distances(places)) > 0.3
        assert places[["x", "y"]].max().max() == pytest.approx(1)
    assert distances(places) == pytest.approx(distances(analysis.layout(actors, ties(pairs))))


def test_a_map_laid_out_anew_is_turned_as_the_one_before():
    actors, pairs = ring(8)
    mirrored = analysis.layout(actors, ties(pairs[:4])).assign(x=lambda one: -one["x"])
    anew = analysis.layout(actors, ties(pairs), mirrored)
    both = mirrored["x"].notna()
    near = ((anew - mirrored[["x", "y"]])[both][["x", "y"]] ** 2).sum(axis=None)
    for across, up in itertools.product((1, -1), repeat=2):
        other = anew[["x", "y"]].mul([across, up])
        assert near <= ((other - mirrored[["x", "y"]])[both] ** 2).sum(axis=None) + 1e-9


def test_who_stands_between_others_does_not_hang_on_who_was_noted_first():
    actors, _pairs = ring(4)
    out = ties([("a0", "a1"), ("a0", "a2"), ("a0", "a3")])
    assert analysis.network_measures(actors, out)["betweenness"].tolist() == [0, 0, 0, 0]
    assert analysis.between_others(actors, out).tolist() == [1, 0, 0, 0]
    turned = out.rename(columns={"source": "target", "target": "source"})
    assert analysis.between_others(actors, turned).tolist() == [1, 0, 0, 0]


def test_the_medici_stand_between_others_as_published_also_when_each_tie_is_noted_once():
    # Jackson (2008), as above.
    actors, relations = frames(nx.florentine_families_graph())
    once = relations[relations["source"] < relations["target"]]
    found = analysis.between_others(actors, once).set_axis(actors["id"])
    assert found["Medici"] == pytest.approx(0.522, abs=5e-4)
    assert found["Guadagni"] == pytest.approx(0.255, abs=5e-4)
