"""All experiments together: overdue decisions, timeline, focus areas and lessons."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Block, Chart, Table, Text
from labmethods.experiments import figures
from labmethods.experiments.contents import Contents
from labmethods.experiments.records import DECISIONS, STATES
from labmethods.experiments.report.parts import dated, own_source
from labmethods.experiments.sentences import overdue_sentences, pace_sentences, state_title
from labmethods.focus_areas import FOCUS_AREAS
from labmethods.language import Translator


def overview(found: Contents, _: Translator) -> list[Block]:
    """All experiments: what is overdue, the timeline, and what each focus area has."""
    blocks: list[Block] = [Text(sentence) for sentence in overdue_sentences(found.overdue, _)]
    if len(found.timeline):
        blocks.append(timeline_block(found, _))
    undated = len(found.portfolio) - len(found.timeline)
    if undated:
        blocks.append(
            Text(
                _.plural(
                    "{n} experiment has no dates and is not in the timeline.",
                    "{n} experiments have no dates and are not in the timeline.",
                    undated,
                )
            )
        )
    blocks.append(areas_block(found, _))
    if len(found.lessons):
        blocks += lessons_blocks(found, _)
    return blocks


def timeline_block(found: Contents, _: Translator) -> Chart:
    """The timeline with its table."""
    finding = _timeline_finding(found.timeline, _)
    table = pd.DataFrame(
        {
            _("Experiment"): found.timeline["name"],
            _("State"): [state_title(state, _) for state in found.timeline["state"]],
            _("Start"): [
                dated(day, known, _)
                for day, known in zip(
                    found.timeline["start"], found.timeline["start_known"], strict=True
                )
            ],
            _("End"): [
                dated(day, known, _)
                for day, known in zip(
                    found.timeline["end"], found.timeline["end_known"], strict=True
                )
            ],
        }
    )
    lines = [
        f"{name}: {state.lower()}, {start} – {end}"
        for name, state, start, end in table.itertuples(index=False)
    ]
    return Chart(
        figure=figures.timeline_chart(found.timeline, today=found.today, language=_.language),
        finding=finding,
        alt=f"{finding}. " + "; ".join(lines) + ".",
        source=own_source(len(found.timeline), found, _),
        table=Table(table, _("When the experiments go on"), own_source(len(table), found, _)),
    )


def _timeline_finding(timeline: pd.DataFrame, _: Translator) -> str:
    running = timeline.loc[timeline["state"] == "running", "name"]
    if len(running) == 0:
        return _("No experiment is running now")
    if len(running) <= 3:
        return _("Running now: {names}", names=_.listing(running))
    return _.plural(
        "{n} experiment is running now", "{n} experiments are running now", len(running)
    )


def areas_block(found: Contents, _: Translator) -> Table:
    """What each focus area has."""
    titles = {**FOCUS_AREAS, "": ""}
    areas = found.areas
    table = pd.DataFrame(
        {
            _("Focus area"): [
                _(titles[area]) if area else _("no focus area") for area in areas["focus_area"]
            ],
            **{_(title): areas[state] for state, title in STATES.items()},
            _("State not known"): areas["total"] - areas[list(STATES)].sum(axis=1),
            _("All"): areas["total"],
        }
    )
    if not table[_("State not known")].any():
        table = table.drop(columns=_("State not known"))
    note = _("An experiment with two focus areas counts in both.")
    source = own_source(len(found.portfolio), found, _)
    return Table(table, _("Experiments in each focus area"), source, note=note)


def lessons_blocks(found: Contents, _: Translator) -> list[Block]:
    """What was learnt, and what it took."""
    lessons = found.lessons
    table = pd.DataFrame(
        {
            _("Experiment"): lessons["name"],
            _("Decision"): [_(DECISIONS[one]) for one in lessons["decision"]],
            _("What we learnt"): [
                _("not written down") if pd.isna(text) else text for text in lessons["learned"]
            ],
            _("Cost (SEK)"): [_amount(cost, 0, _) for cost in lessons["cost"]],
            _("Months"): [_amount(months, 1, _) for months in lessons["months"]],
        }
    )
    caption = _("What was learnt, and what it took")
    return [
        Table(table, caption, own_source(len(lessons), found, _)),
        *(Text(sentence) for sentence in pace_sentences(found.pace, _)),
    ]


def _amount(value: float, digits: int, _: Translator) -> str:
    return _("not known") if pd.isna(value) else _.number(value, digits)
