"""The path's figures: every value is there, readable without colour, safe and without a title."""

from __future__ import annotations

import pandas as pd
import pytest

from labmethods.pathway import analysis as pa
from labmethods.pathway import figures
from labmethods.pathway.path import path_of


@pytest.fixture
def path(exempellabbet):
    return path_of(exempellabbet)


def words(figure) -> str:
    """All that stands in the figure."""
    layout = [one.text or "" for one in figure.layout.annotations]
    axes = [*(figure.layout.xaxis.ticktext or ()), *(figure.layout.yaxis.ticktext or ())]
    names = [trace.name or "" for trace in figure.data]
    return "\n".join([*layout, *axes, *names]).replace("<br>", " ")


def path_chart(path, **more):
    broken = pa.broken_handovers(path.steps, path.activities, path.handovers)["activity"]
    by = more.get("by", "actor")
    return figures.path_chart(
        pa.lanes(path.steps, path.activities, path.groups, by=by),
        path.handovers,
        pa.steps_in_order(path.steps),
        broken=frozenset(broken),
        **more,
    )


def test_the_path_shows_every_activity_step_and_lane(path):
    said = words(path_chart(path))
    for name in ("Grannkör", "Jobbcoach", "Egen försörjning", "Exempelkyrkan", "Ingen aktör än"):
        assert name in said
    assert said.count("leder ej vidare") == 3
    assert "pågår inte" in said
    for kind in ("Hänvisning", "Gemensam överlämning", "Ingen lämnar över"):
        assert kind in said


def test_kinds_of_handover_differ_in_more_than_colour(path):
    dashes = [trace.line.dash for trace in path_chart(path).data]
    assert len(set(dashes)) == len(dashes) == 3


def test_there_is_an_arrow_for_every_handover(path):
    arrows = sum(list(trace.x).count(None) for trace in path_chart(path).data)
    assert arrows == len(path.handovers)


def test_by_group_an_activity_stands_in_each_group_s_lane(path):
    figure = path_chart(path, by="group")
    boxes = [one.text for one in figure.layout.annotations]
    assert sum("Jobbcoach" in text for text in boxes) == 2
    assert "För alla" in words(figure)


def test_no_two_boxes_lie_on_each_other(path):
    for by in ("actor", "group"):
        boxes = [
            (shape.x0, shape.y0)
            for shape in path_chart(path, by=by).layout.shapes
            if shape.layer == "above"
        ]
        assert len(boxes) == len(set(boxes))


def test_the_heat_map_has_a_mark_in_every_square(path):
    grid = pa.coverage(path.steps, path.activities, path.schedules, path.groups)
    figure = figures.coverage_chart(grid)
    (squares,) = figure.data
    marks = [mark for row in squares.text for mark in row]
    assert len(marks) == len(grid)
    assert all(marks)
    assert marks.count("✕") == (grid["reason"] == "no activity").sum() == 5
    assert marks.count("▲") == (grid["reason"] == "full").sum()
    said = words(figure)
    for text in ("Nya på orten", "fullt, folk väntar", "inte den dagen", "mån"):
        assert text in said


def test_every_reason_has_a_mark_of_its_own():
    from labmethods.pathway.figures.coverage import _MARKS

    assert set(_MARKS) == {"", *pa.REASONS}
    marks = [mark for mark, _colour in _MARKS.values()]
    assert len(set(marks)) == len(marks)


def test_a_heat_map_without_groups_is_for_everybody(path):
    grid = pa.coverage(path.steps, path.activities, path.schedules)
    assert "Alla" in words(figures.coverage_chart(grid))


def sankey(path, **more):
    return figures.handover_chart(
        path.handovers, path.activities, pa.steps_in_order(path.steps), **more
    ).data[0]


def test_bands_are_as_wide_as_people_only_when_all_are_counted(path):
    counted = sankey(path)
    real = len(path.handovers)
    assert list(counted.link.value[:real]) == path.handovers["people"].tolist()
    path.handovers.loc[0, "people"] = None
    assert set(sankey(path).link.value[:real]) == {1}


def test_what_leads_no_further_is_marked_by_more_than_colour(path):
    broken = pa.broken_handovers(path.steps, path.activities, path.handovers)["activity"]
    labels = list(sankey(path, broken=frozenset(broken)).node.label)
    assert sum("✕" in label for label in labels) == 2  # the third is in no handover at all


def test_need_and_places_stand_as_numbers_and_unknown_places_as_words(path):
    steps = pa.step_shortage(path.steps, path.activities, path.needs, path.groups)
    figure = figures.need_chart(steps)
    need, places = figure.data
    assert list(need.text) == ["20", "60", "75"]
    assert list(places.text) == ["46", "53"]
    assert need.marker.symbol != places.marker.symbol
    said = words(figure)
    assert "7 utan plats" in said
    assert "platser inte kända" in said


def test_the_week_shows_every_time_and_how_often(path):
    week = pa.week(path.activities, path.schedules)
    figure = figures.week_chart(week)
    assert len(figure.layout.annotations) == len(week)
    said = words(figure)
    assert "Måndag" in said
    assert "Söndag" not in said
    assert "varannan" in said


def test_a_time_without_end_is_drawn_open():
    week = pa.week(
        pd.DataFrame({"id": ["a"], "name": ["Kafé"]}),
        pd.DataFrame(
            {"activity": ["a"], "byday": [["SU"]], "opens_at": ["13:30"], "closes_at": [None]}
        ),
    )
    figure = figures.week_chart(week)
    boxes = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert [box.line.dash for box in boxes] == ["dot"]
    assert "Söndag" in words(figure)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_figures_speak_the_language_and_have_no_title(path, language):
    steps = pa.steps_in_order(path.steps)
    made = [
        path_chart(path, language=language),
        figures.coverage_chart(
            pa.coverage(path.steps, path.activities, path.schedules), language=language
        ),
        figures.handover_chart(path.handovers, path.activities, steps, language=language),
        figures.need_chart(
            pa.step_shortage(path.steps, path.activities, path.needs), language=language
        ),
        figures.week_chart(pa.week(path.activities, path.schedules), language=language),
    ]
    for figure in made:
        assert not figure.layout.title.text
        assert figure.layout.template.layout.font.size >= 16
    said = "\n".join(map(words, made))
    assert ("Hänvisning" in said) == (language == "sv")
    assert ("Referral" in said) == (language == "en")


def test_a_name_with_markup_is_shown_as_it_is_written(path):
    path.activities.loc[0, "name"] = "<b>Öppet</b> & <img src=x>"
    texts = [one.text for one in path_chart(path).layout.annotations]
    assert not any("<img" in text for text in texts)
    assert any("&lt;b&gt;" in text for text in texts)
