"""What the report says, also where nobody has assessed anything."""

from __future__ import annotations

import itertools

import pytest

from labmethods.blocks import Chart, Table, Text
from labmethods.workbook.lab import Lab


def charts(lab: Lab, language: str = "sv") -> list[Chart]:
    return [block for block in lab.blocks("stakeholders", language) if isinstance(block, Chart)]


def said(lab: Lab, language: str = "sv") -> str:
    blocks = lab.blocks("stakeholders", language)
    return " ".join(block.text for block in blocks if isinstance(block, Text))


def test_a_lab_without_actors_says_so_and_shows_no_empty_chart(lab):
    assert lab.blocks("stakeholders") == [Text("Inga aktörer är antecknade ännu.")]


def test_actors_that_nobody_assessed_are_listed_without_a_chart(lab):
    lab.actors.add(name="Kyrkan", kind="faith")
    blocks = lab.blocks("stakeholders")
    assert "ännu inte bedömda" in said(lab)
    assert charts(lab) == []
    table = next(block for block in blocks if isinstance(block, Table))
    assert table.frame["Strategi"].tolist() == ["inte bedömd"]
    assert "Makt" not in table.frame


def test_the_finding_names_the_key_actors_and_how_many_are_assessed(lab):
    lab.actors.add(name="Bodenbo", power=5, interest=5)
    lab.actors.add(name="Kyrkan", power=2, interest=5)
    lab.actors.add(name="Polisen")
    chart = charts(lab)[0]
    assert chart.finding == "1 av 2 bedömda aktörer har både makt och intresse: Bodenbo"
    assert "n = 2 bedömda aktörer av 3" in chart.source
    assert "Håll informerade: Kyrkan" in chart.alt
    assert "1 aktör är inte bedömd." in chart.alt
    notes = [note.text for note in chart.figure.layout.annotations]
    assert any("Polisen" in text for text in notes)


def test_the_map_names_who_links_the_others(lab):
    ids = [lab.actors.add(name=name).id for name in ["A", "B", "C", "Ensam"]]
    lab.relations.add_many([{"source": a, "target": b} for a, b in itertools.pairwise(ids[:3])])
    chart = charts(lab)[-1]
    assert chart.finding == "B länkar oftast ihop de övriga (2 relationer, 4 aktörer)"
    assert "A → B; B → C" in chart.alt
    assert "1 aktör har ingen relation alls" in said(lab)
    assert any("Ensam" in note.text for note in chart.figure.layout.annotations)


def test_who_works_with_three_links_them_whoever_was_noted_first(lab):
    ids = {name: lab.actors.add(name=name).id for name in ("Mitthem", "A", "B", "C")}
    for other in "ABC":
        lab.relations.add(source=ids["Mitthem"], target=ids[other], kind="cooperation")
    chart = charts(lab)[-1]
    assert chart.finding == "Mitthem länkar oftast ihop de övriga (3 relationer, 4 aktörer)"
    assert "åt vilket håll relationerna än är antecknade" in chart.note
    assert "Om Mitthem lämnar har ingen av dessa någon kontakt kvar: A, B och C." in said(lab)
    assert chart.table.frame.iloc[0].tolist()[:1] == ["Mitthem"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_markup_in_a_name_is_shown_as_it_stands(lab, language):
    one = lab.actors.add(name="<b>Fet</b> & co", power=3, interest=3)
    other = lab.actors.add(name='<img src=x onerror="alert(1)">', power=3, interest=3)
    lab.relations.add(source=one, target=other, kind="<i>egen</i>")
    for chart in charts(lab, language):
        drawn = chart.figure.to_json()
        assert "<b>Fet" not in drawn
        assert "<img" not in drawn
        assert "<i>" not in drawn


def test_a_source_that_the_actors_carry_is_named(lab):
    lab.actors.add(name="Bodenbo", power=1, interest=1, source_url="https://www.bodenbo.se/")
    assert "https://www.bodenbo.se/" in charts(lab)[0].source


def test_the_report_speaks_english_where_the_lab_does(lab):
    lab.actors.add(name="Bodenbo", power=5, interest=5)
    assert charts(lab, "en")[0].finding.startswith("1 of 1 assessed actors has both power")


def test_a_lab_in_which_all_have_left_still_reports(lab):
    lab.actors.add(name="Kyrkan", power=3, interest=3, left="2026-01-01")
    assert "Alla aktörer som antecknats har lämnat." in said(lab)
    assert charts(lab) == []


def test_the_sample_lab_shows_every_part_in_both_languages(exempellabbet):
    for language, changed in (("sv", "har flyttat till en annan strategi"), ("en", "moved to")):
        found = charts(exempellabbet, language)
        assert len(found) == 6
        assert any(changed in chart.finding for chart in found)
        assert all(chart.alt and chart.source and chart.table is not None for chart in found)
        assert all("n = " in chart.source for chart in found)


def test_fewer_than_five_voices_stay_in_the_lab(lab):
    church = lab.actors.add(name="Kyrkan")
    mapping = lab.mappings.add(day="2026-03-01")
    for voice in ("p1", "p2", "p3", "p4"):
        lab.assessments.add(mapping=mapping, actor=church, voice=voice, power=2)
    assert "stannar i labbet" in said(lab)
    assert charts(lab) == []
    lab.assessments.add(mapping=mapping, actor=church, voice="p5", power=5)
    assert "5 deltagare bedömde" in said(lab)
    assert charts(lab)[0].finding == "Makt: rummet är mest oense om Kyrkan (från 2 till 5)"


def test_kinds_that_matched_labs_have_are_named_with_their_labs(lab):
    lab["facts"].change(lab.facts.id, focus_areas=["school"])
    lab.actors.add(name="Kyrkan", kind="faith")
    tables = [block for block in lab.blocks("stakeholders") if isinstance(block, Table)]
    (kinds,) = [table for table in tables if "Deras aktörer" in table.frame]
    assert "Fornhöjden IF" in " ".join(kinds.frame["Deras aktörer"])
    assert "Svenska kyrkan" not in " ".join(kinds.frame["Deras aktörer"])


def test_a_plan_says_what_is_overdue_by_whom(lab):
    church = lab.actors.add(name="Kyrkan", power=4, interest=4)
    lab.actors.add(name="Klubben", power=4, interest=4)
    lab.engagements.add(actor=church, what="Bjud in", due="2020-01-01", responsible="Bodenbo")
    assert "Bjud in (Kyrkan) skulle ha varit gjort senast 1 januari 2020 av Bodenbo." in said(lab)
    assert "1 aktör saknar planerad kontakt: Klubben." in said(lab)
