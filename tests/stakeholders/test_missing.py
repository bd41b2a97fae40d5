"""Who is missing, by the checklist and beside other labs."""

from __future__ import annotations

import pandas as pd
import pytest

from labmethods.focus_areas import FOCUS_AREAS
from labmethods.language import translator
from labmethods.stakeholders import analysis
from labmethods.stakeholders.checklist import CHECKLIST, roles
from labmethods.stakeholders.words import ACTOR_KINDS


def status(role: str, *actors: tuple[str, str | None]) -> str:
    frame = pd.DataFrame(actors, columns=["name", "kind"])
    return analysis.missing_roles(frame, CHECKLIST).set_index("role")["status"][role]


@pytest.mark.parametrize(
    ("role", "name", "kind", "found"),
    [
        ("police", "Polisen", "police", "there"),
        ("police", "Kyrkan", "faith", "missing"),
        ("women", "Kvinnor på Gransvägen", "residents", "there"),
        ("women", "Boende", "residents", "look"),
        ("women", "Internationella kvinnoföreningen", "civil society", "there"),
        ("schools", "Björkskolan", "education", "there"),
        ("schools", "Studieförbundet Vuxenskolan", "education", "missing"),
        ("schools", "Marieborgs folkhögskola", "education", "missing"),
        ("schools", "Lärcentrum", "education", "look"),
        ("police", "Polisen", "agency", "there"),
        ("police", "Områdespolisen", None, "there"),
        ("police", "Metropolis", "business", "missing"),
        ("police", "The police", None, "there"),
        ("employment service", "Polisen", "agency", "missing"),
        ("tenants", "Hyresgästföreningen", "Förening", "there"),
        ("tenants", "Tenants' association", "other", "there"),
        ("associations", "Hyresgästföreningen", "Förening", "there"),
        ("associations", "Fjället", "Förening", "there"),
        ("older", "Ungdomar 16-19", "residents", "missing"),
        ("older", "Hyresgästerna på Gransvägen", "residents", "look"),
        ("newcomers", "Ungdomar 16-19", "residents", "missing"),
        ("evening presence", "Hyresgästföreningen", "civil society", "missing"),
        ("housing", "Sundsvalls bostäder", "Bolag", "there"),
        ("sport", "Transportföretaget", "business", "missing"),
        ("adult education", "Marieborgs folkhögskola", "education", "there"),
        ("employment service", "Arbetsförmedlingen", "agency", "there"),
        ("employment service", "Migrationsverket", "agency", "look"),
        ("social services", "Socialtjänsten", None, "there"),
        ("young", "Kungälvs kommun", "municipality", "missing"),
        ("young", "Rädda Barnen", "civil society", "there"),
    ],
)
def test_a_role_is_found_by_kind_or_by_what_the_actor_is_called(role, name, kind, found):
    assert status(role, (name, kind)) == found


def test_a_note_can_tell_that_a_role_is_filled(lab):
    lab.actors.add(name="Boende", kind="residents", note="Mest unga och äldre.")
    found = analysis.missing_roles(lab.actors.frame(), CHECKLIST).set_index("role")
    assert found.loc[["young", "older"], "status"].tolist() == ["there", "there"]
    assert found["names"]["young"] == ["Boende"]


def test_a_note_that_names_an_institution_does_not_fill_its_role():
    frame = pd.DataFrame(
        {"name": ["Kyrkan"], "kind": ["faith"], "note": ["Samarbetar med polisen och kommunen."]}
    )
    found = analysis.missing_roles(frame, CHECKLIST).set_index("role")["status"]
    assert found[["police", "municipality"]].tolist() == ["missing", "missing"]


def test_a_namesake_is_no_candidate_also_where_its_own_role_is_not_asked_for():
    frame = pd.DataFrame({"name": ["Polisen"], "kind": ["agency"]})
    asked = roles(["employment"])
    assert "police" not in {role.key for role in asked}
    found = analysis.missing_roles(frame, asked, CHECKLIST).set_index("role")
    assert found.loc["employment service", ["status", "names"]].tolist() == ["missing", []]


def test_the_checklist_follows_the_focus_areas():
    school = {role.key for role in roles(["school"])}
    assert "parents" in school
    assert "police" not in school
    assert "residents" in school
    assert {role.key for role in roles([])} == {role.key for role in CHECKLIST}


def test_the_checklist_is_whole_and_speaks_swedish():
    swedish = translator("sv")
    assert len({role.key for role in CHECKLIST}) == len(CHECKLIST)
    for role in CHECKLIST:
        assert role.kinds | role.among <= set(ACTOR_KINDS)
        assert role.kinds or role.among
        assert role.stems
        assert role.areas <= set(FOCUS_AREAS)
        assert swedish(role.title) != role.title
        assert swedish(role.question) != role.question


def test_kinds_that_other_labs_have_and_we_lack_come_with_labs_and_names():
    others = pd.DataFrame(
        {
            "lab": ["Boden", "Boden", "Norrköping", "Norrköping", "Göteborg"],
            "name": ["Svenska kyrkan", "Vuxenskolan", "Svenska kyrkan", "Rotary", "Fjället"],
            "kind": ["faith", "education", "faith", "civil society", None],
        }
    )
    own = pd.DataFrame({"kind": ["education", None]})
    found = analysis.missing_kinds(own, others)
    assert found["kind"].tolist() == ["faith", "civil society"]
    assert found.loc[0, "labs"] == ["Boden", "Norrköping"]
    assert found.loc[0, "names"] == ["Svenska kyrkan"]


def test_an_empty_lab_misses_every_role_and_every_kind(lab):
    actors = lab.actors.frame()
    assert set(analysis.missing_roles(actors, CHECKLIST)["status"]) == {"missing"}
    others = pd.DataFrame({"lab": ["B"], "name": ["K"], "kind": ["faith"]})
    assert len(analysis.missing_kinds(actors, others)) == 1
