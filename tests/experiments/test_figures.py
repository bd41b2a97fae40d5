"""The figures show what the analyses gave, never by colour alone."""

import datetime

import pandas as pd

from labmethods.experiments import analysis, figures
from labmethods.experiments.records import STATES

TODAY = datetime.date(2026, 11, 24)


def timeline() -> pd.DataFrame:
    experiments = pd.DataFrame(
        {
            "id": list(STATES),
            "name": [f"Experiment i läget {state}" for state in STATES],
            "state": list(STATES),
            "planned_start": "2026-09-01",
            "planned_end": "2026-12-01",
        }
    )
    none = pd.DataFrame({"experiment": [], "day": []})
    return analysis.timeline(experiments, none, today=TODAY)


def test_each_state_has_its_own_pattern_mark_and_word():
    figure = figures.timeline_chart(timeline(), today=TODAY, language="sv")
    bars = [trace for trace in figure.data if trace.type == "bar"]
    marks = [trace for trace in figure.data if trace.type == "scatter"]
    assert len({bar.marker.pattern.shape for bar in bars}) == len(STATES)
    assert len({mark.marker.symbol for mark in marks}) == len(STATES)
    assert {mark.text[0].strip() for mark in marks} == {
        "Idé",
        "Planerat",
        "Pågår",
        "Pausat",
        "Beslutat",
    }


def test_a_bar_reaches_from_start_to_end():
    bar = figures.timeline_chart(timeline(), language="en").data[0]
    days = (pd.Timestamp("2026-12-01") - pd.Timestamp("2026-09-01")).days
    assert bar.x[0] == days * 86_400_000
    assert pd.Timestamp(bar.base[0]) == pd.Timestamp("2026-09-01")


def test_results_are_labelled_with_their_counts_and_span_their_interval():
    results = pd.DataFrame(
        {"counted": ["fick jobb", "fler unga"], "successes": [9, None], "participants": [10, None]}
    )
    trace = figures.results_chart(analysis.result_shares(results), language="sv").data[0]
    assert list(trace.text) == ["9 av 10"]
    assert round(trace.x[0] - trace.error_x.arrayminus[0]) == 60
    assert round(trace.x[0] + trace.error_x.array[0]) == 98


def test_presence_starts_at_zero():
    log = pd.DataFrame(
        {"experiment": "a", "day": ["2026-09-01", "2026-09-08"], "present": [30, 34]}
    )
    figure = figures.presence_chart(analysis.presence(log))
    assert figure.layout.yaxis.range[0] == 0
    assert list(figure.data[0].y) == [30, 34]


def test_empty_frames_make_empty_figures_without_failing():
    for figure in (
        figures.timeline_chart(timeline().head(0), today=TODAY),
        figures.presence_chart(
            analysis.presence(pd.DataFrame({"experiment": [], "day": [], "present": []}))
        ),
        figures.results_chart(
            analysis.result_shares(
                pd.DataFrame({"counted": [], "successes": [], "participants": []})
            )
        ),
    ):
        assert figure.layout.template.layout.font.size >= 16
