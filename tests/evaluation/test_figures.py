"""The charts: nothing by colour alone, large type, only what was given."""

from __future__ import annotations

import pandas as pd
import pytest

from labmethods.evaluation import analysis as ea
from labmethods.evaluation import figures
from tests.evaluation.test_synthetic import factors

FLOWS = pd.DataFrame(
    [("before", "seeking", "after", "work", 6), ("before", "seeking", "after", "unknown", 5)],
    columns=["from_occasion", "from_status", "to_occasion", "to_status", "people"],
)
ROWS = pd.DataFrame(
    {
        "name": ["Tro", "Få"],
        "estimate": [1.0, 2.0],
        "low": [0.5, None],
        "high": [1.5, None],
        "label": ["8", "4"],
    }
)
PAIRS = pd.DataFrame({"before": [1, 2, 2, 4], "after": [3, 3, 2, 3]})


def all_figures(language: str):
    result = ea.synthetic_control(factors(1, 12), "p0", 20)
    twin = figures.twin_chart(
        result.observed, result.synthetic, 20, place="p0", other="twin", language=language
    )
    return [
        figures.interval_chart(ROWS, unit="steg", language=language),
        figures.interval_chart(
            ROWS.assign(estimate=0.5, low=0.2, high=0.8),
            unit="andel",
            share=True,
            language=language,
        ),
        figures.paired_chart(PAIRS, scale="Tro", language=language),
        twin,
        figures.gap_chart(result, language=language),
        figures.weights_chart(result.weights, language=language),
        figures.flow_chart(FLOWS, language=language),
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_chart_has_large_type_and_no_title_of_its_own(language):
    for figure in all_figures(language):
        assert figure.layout.template.layout.font.size >= 16
        assert figure.layout.title.text is None
        assert figure.to_json()


def test_lines_differ_in_more_than_colour():
    twin = all_figures("sv")[3]
    assert len({trace.line.dash for trace in twin.data}) == 2
    assert len({trace.marker.symbol for trace in twin.data}) == 2
    paired = all_figures("sv")[2]
    assert {trace.line.dash for trace in paired.data} == {"solid", "dot", "dash"}


def test_people_who_went_the_same_way_make_one_thicker_line():
    alike = pd.DataFrame({"before": [1, 1, 1], "after": [3, 3, 3]})
    (trace,) = figures.paired_chart(alike, scale="Tro").data
    assert trace.line.width > 2 + 2


def test_every_placebo_is_drawn_and_the_place_last():
    gap = all_figures("sv")[4]
    assert len(gap.data) == 13
    assert gap.data[-1].name == "p0"


def test_flow_nodes_say_where_and_how_many():
    labels = all_figures("sv")[6].data[0].node.label
    assert labels == ("Söker arbete: 11", "Arbete: 6", "Inte nådd: 5")


def test_an_empty_frame_gives_an_empty_chart():
    assert len(figures.interval_chart(ROWS.head(0), unit="steg").data[0].x) == 0
