"""The minutes: what was asked, what came, what was decided."""

from __future__ import annotations

import pytest

from labmethods.blocks import Chart, Heading, Prose, Table, Text
from labmethods.workbook.records import FieldErrors
from labmethods.workshop.report import report


def texts(blocks) -> str:
    return "\n".join(block.text for block in blocks if isinstance(block, Text | Heading))


@pytest.fixture
def workshop(lab):
    return lab.workshops.add(name="Gården", day="2026-11-24", participants=14)


def voted(lab, round_, values: dict[str, list[float]], second=None):
    lab.workshop_contributions.add_many(
        {
            "round": round_.id,
            "voice": f"v{i}",
            "sending": f"s{i}",
            "subject": subject,
            "value": value,
            "second": second,
        }
        for subject, given in values.items()
        for i, value in enumerate(given)
    )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_empty_lab_says_so(lab, language):
    assert len(report(lab, language)) == 1


def test_the_minutes_tell_question_answers_and_decision(lab, workshop):
    asked = lab.workshop_rounds.add(
        workshop=workshop.id,
        kind="word",
        question="Hur känns gården?",
        state="closed",
        decided="Vi börjar med belysningen.",
    )
    lab.workshop_contributions.add_many(
        {"round": asked.id, "voice": f"v{i}", "sending": f"s{i}", "text": text}
        for i, text in enumerate(["Mörk", "mörk", "Grön"])
    )
    blocks = report(lab, "sv")
    said = texts(blocks)
    assert "Hur känns gården?" in said
    assert "14 personer deltog. 3 bidrog." in said
    table = next(block for block in blocks if isinstance(block, Table))
    assert table.frame.to_numpy().tolist() == [["Mörk", 2], ["Grön", 1]]
    assert Prose("Vi börjar med belysningen.", "Vad som beslutades") in blocks
    assert "Inget är antecknat än." in said


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("kind", ["dots", "rank", "rate"])
def test_a_vote_is_a_chart_with_its_number_of_participants(lab, workshop, kind, language):
    asked = lab.workshop_rounds.add(
        workshop=workshop.id,
        kind=kind,
        question="Vad först?",
        options="Ljus\nKafé\nBänk",
        state="closed",
    )
    voted(lab, asked, {"Ljus": [1] * 6, "Kafé": [2] * 6, "Bänk": [3] * 5})
    chart = next(block for block in report(lab, language) if isinstance(block, Chart))
    assert "n = 6" in chart.source
    assert "Ljus" in chart.alt
    assert "Ljus" in chart.finding or "Bänk" in chart.finding
    assert chart.figure.data


def test_the_vote_of_a_few_stays_in_the_lab(lab, workshop):
    asked = lab.workshop_rounds.add(
        workshop=workshop.id, kind="dots", question="Vad först?", options="Ljus\nKafé"
    )
    voted(lab, asked, {"Ljus": [1] * 4})
    blocks = report(lab, "sv")
    assert not any(isinstance(block, Chart | Table) for block in blocks)
    assert "Färre än 5 var med i omröstningen" in texts(blocks)


def test_the_board_names_whom_the_room_is_split_on(lab, workshop):
    actor = lab.actors.add(name="Biblioteket")
    asked = lab.workshop_rounds.add(workshop=workshop.id, kind="board", question="Var står de?")
    voted(lab, asked, {actor.id: [1, 5, 1, 5, 1, 5]}, second=3)
    chart = next(block for block in report(lab, "sv") if isinstance(block, Chart))
    assert chart.finding == "Rummet är delat om Biblioteket."


def test_a_vote_without_choices_is_refused(lab, workshop):
    with pytest.raises(FieldErrors, match="2 till 12"):
        lab.workshop_rounds.add(
            workshop=workshop.id, kind="rank", question="Vad först?", options="Bara en"
        )


def test_the_panel_opens_and_shows_the_way_into_the_room(lab, workshop):
    shown = lab.workshop()
    markup = str([one.value for one in _html(shown)])
    assert f"labmethods/room?workshop={workshop.id}" in markup


def test_on_a_hub_the_panel_says_where_the_room_is_opened_instead(lab, workshop, monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/prov/")
    markup = str([one.value for one in _html(lab.workshop())])
    assert "Mobiler når inte en JupyterHub" in markup
    assert "labmethods/room" not in markup


def test_the_board_names_all_whom_the_room_is_split_on_but_no_more_than_three(lab, workshop):
    asked = lab.workshop_rounds.add(workshop=workshop.id, kind="board", question="Var står de?")
    actors = [lab.actors.add(name=f"Aktör {i}") for i in range(5)]
    voted(lab, asked, {actor.id: [1, 5, 1, 5, 1, 5] for actor in actors}, second=3)
    chart = next(block for block in report(lab, "sv") if isinstance(block, Chart))
    assert chart.finding == "Rummet är delat om Aktör 0, Aktör 1 och Aktör 2."


def _html(widget):
    if hasattr(widget, "value") and isinstance(widget.value, str):
        yield widget
    for child in getattr(widget, "children", ()):
        yield from _html(child)


def test_actors_in_the_same_place_are_all_to_be_seen(lab, workshop):
    names = ["Biblioteket", "Skolan", "Polisen"]
    actors = [lab.actors.add(name=name) for name in names]
    asked = lab.workshop_rounds.add(workshop=workshop.id, kind="board", question="Var står de?")
    voted(lab, asked, {actor.id: [4] * 5 for actor in actors}, second=2)
    chart = next(block for block in report(lab, "sv") if isinstance(block, Chart))
    marks = {(one.x[0], one.y[0], one.textposition) for one in chart.figure.data}
    assert len(marks) == 3
    assert all(f"{name}: Makt 4, Intresse 2" in chart.alt for name in names)


def test_ratings_that_tie_are_all_named(lab, workshop):
    asked = lab.workshop_rounds.add(
        workshop=workshop.id, kind="rate", question="Hur bra?", options="Ljus\nKafé\nBänk"
    )
    voted(lab, asked, {"Ljus": [4] * 5, "Kafé": [4] * 5, "Bänk": [1] * 5})
    chart = next(block for block in report(lab, "sv") if isinstance(block, Chart))
    assert chart.finding == "Högst betyg: Ljus och Kafé, i medeltal 4,0 av 5."
