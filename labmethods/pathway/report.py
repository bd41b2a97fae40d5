"""What the report says of the path: where it is whole, where it has gaps and where it breaks."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Block, Heading, Table, Text
from labmethods.language import N_, translator
from labmethods.pathway import analysis, words
from labmethods.pathway.findings import (
    Told,
    coverage_finding,
    handover_finding,
    need_finding,
    path_finding,
)
from labmethods.pathway.kinds import WEEKDAYS
from labmethods.pathway.path import path_of
from labmethods.workbook.lab import Lab


def report(lab: Lab, language: str) -> list[Block]:
    """The path with its gaps, overlaps and breaks; what hasn't been noted is said."""
    _ = translator(language)
    told = Told(path_of(lab), language, source(lab, language))
    if not len(told.path.steps) or not len(told.path.activities):
        return [Text(_("No path with steps and activities has been noted yet."))]
    return [
        Text(_overview(told)),
        path_finding(told),
        *_unfinished(told),
        Heading(_("Can the goal be reached?")),
        *_reach(told),
        Heading(_("Gaps and overlaps")),
        *_times(told),
        Heading(_("Places, need and waiting")),
        *_places(told),
    ]


def source(lab: Lab, language: str) -> str:
    """Where the path is known from, and of what day it is."""
    _ = translator(language)
    newest = max(
        (change.at for table in _TABLES for change in lab.history(table=table, newest=1)),
        default=None,
    )
    said = _("the lab {lab}", lab=lab.name)
    if newest:
        said = _("the lab {lab}, as of {day}", lab=lab.name, day=_.day(newest))
    addresses = list(
        dict.fromkeys(
            one.source_url for table in _TABLES for one in lab[table].all() if one.source_url
        )
    )
    if not addresses:
        return said
    return _("{source}, collected from {addresses}", source=said, addresses=_.listing(addresses))


_TABLES = ("steps", "activities", "schedules", "handovers", "target_groups", "needs")


def _overview(told: Told) -> str:
    path, _ = told.path, told._
    status = path.activities["status"]
    stopped, unknown = int((status.notna() & (status != "active")).sum()), int(status.isna().sum())
    said = [
        _(
            "The path has {steps} and {activities}.",
            steps=_.plural("{n} step", "{n} steps", len(path.steps)),
            activities=_.plural("{n} activity", "{n} activities", len(path.activities)),
        )
    ]
    if stopped:
        said.append(_.plural("{n} of them does not run.", "{n} of them do not run.", stopped))
    if unknown:
        said.append(
            _.plural(
                "Of {n} it is not noted whether it runs; it is counted as if it does.",
                "Of {n} it is not noted whether they run; they are counted as if they do.",
                unknown,
            )
        )
    groups = path.groups["name"].tolist()
    if groups:
        said.append(_("It is for {groups}.", groups=_.listing(groups)))
    else:
        said.append(_("Whom it is for has not been noted."))
    return " ".join(said)


def _unfinished(told: Told) -> list[Block]:
    """What is missing in the activities themselves."""
    path, _ = told.path, told._
    said = []
    for column, message in (
        ("actor", N_("No actor is noted for {names}.")),
        ("step", N_("No step is noted for {names}.")),
    ):
        names = path.activities.loc[path.activities[column].isna(), "name"].tolist()
        if names:
            said.append(_(message, names=_.listing(names)))
    return [Text(" ".join(said))] if said else []


def _reach(told: Told) -> list[Block]:
    path, _ = told.path, told._
    if not len(path.handovers):
        return [
            Text(
                _(
                    "No handovers have been noted yet, so nothing can be said of whether the goal "
                    "is reached or where the path breaks."
                )
            )
        ]
    tables = (path.steps, path.activities, path.handovers)
    reached = analysis.reachability(*tables, path.groups)
    figures = analysis.key_figures(path)
    single = analysis.narrowest_passage(*tables).single["name"].tolist()
    people = analysis.narrowest_passage(*tables, by="people")
    blocks: list[Block] = [Text(words.reach_finding(reached.reaching, reached.starts, _) + ".")]
    blocks += _reach_by_group(told, reached)
    if reached.reaching:
        said = words.passage_finding(figures, single, _)
        blocks.append(Text(f"{said} {words.people_finding(people.width, people.unknown, _)}"))
    return [*blocks, handover_finding(told), *_broken(told), *_circles(told)]


def _reach_by_group(told: Told, reached: analysis.Reachability) -> list[Block]:
    _ = told._
    groups = reached.groups[reached.groups["group"] != ""]
    if groups.empty:
        return []
    frame = pd.DataFrame(
        {
            _("For whom"): groups["group_name"],
            _("Starts"): groups["starts"],
            _("The goal is reached from"): groups["reaching"],
        }
    )
    lost = groups.loc[(groups["starts"] > 0) & (groups["reaching"] == 0), "group_name"].tolist()
    caption = _("From how many starts each target group reaches the goal, by what it may come to")
    table = Table(frame, caption, told.source)
    if not lost:
        return [table]
    said = _(
        "By what they may come to, no start leads to the goal for {groups}.",
        groups=_.listing(lost),
    )
    return [Text(said), table]


def _broken(told: Told) -> list[Block]:
    _ = told._
    broken = told.broken
    if broken.empty:
        return []
    frame = pd.DataFrame(
        {
            _("Activity"): broken["name"],
            _("Step"): broken["step_name"],
            _("Why"): [_(words.BREAKS[reason]) for reason in broken["reason"]],
        }
    )
    return [Table(frame, _("Activities from which no later step is reached"), told.source)]


def _circles(told: Told) -> list[Block]:
    path, _ = told.path, told._
    names = told.names
    found = analysis.circles(path.steps, path.activities, path.handovers)
    return [
        Text(
            _(
                "People can be sent round in a circle: {way}.",
                way=" → ".join(names[key] for key in [*way, way[0]]),
            )
        )
        for way in found
    ]


def _times(told: Told) -> list[Block]:
    path, _ = told.path, told._
    if not words.noted(path)["gaps"]:
        none = _(
            "No times have been noted yet, so nothing can be said of gaps in the week or of "
            "overlaps."
        )
        return [Text(none), *_bare(told)]
    return [coverage_finding(told), *_bare(told), *_overlaps(told)]


def _bare(told: Told) -> list[Block]:
    """The steps that have nothing at all for a group."""
    path, _ = told.path, told._
    bare = [words.bare_step(row, _) for row in analysis.bare_steps(path.grid()).itertuples()]
    if not bare:
        return []
    return [Text(_("No activity at all is noted for: {steps}.", steps=_.listing(bare)))]


def _overlaps(told: Told) -> list[Block]:
    path, _ = told.path, told._
    found = analysis.overlaps(path.steps, path.activities, path.schedules, path.groups)
    if found.empty:
        return [Text(_("No two actors offer the same step to the same group at the same time."))]
    alike = ["weekday", "opens_at", "closes_at", "activity_name", "other_name"]
    rows = found.groupby(alike, sort=False)["group_name"].agg(list).reset_index()
    frame = pd.DataFrame(
        {
            _("Weekday"): [_(WEEKDAYS[day]) for day in rows["weekday"]],
            _("From"): rows["opens_at"],
            _("To"): rows["closes_at"],
            _("Activity"): rows["activity_name"],
            _("At the same time"): rows["other_name"],
            _("For whom"): [_.listing(filter(None, names)) for names in rows["group_name"]],
        }
    )
    caption = _(
        "Two actors at the same step, time and group: a question to both, not a fault in itself"
    )
    return [Table(frame, caption, told.source)]


def _places(told: Told) -> list[Block]:
    path, _ = told.path, told._
    blocks: list[Block] = []
    if len(path.needs):
        blocks += [need_finding(told), _need_by_group(told)]
    else:
        blocks.append(Text(_("How many people need which step has not been noted yet.")))
    waits = analysis.waiting(path.activities)
    queued = waits[waits["queue"] > 0]
    if waits["queue"].isna().all():
        return [*blocks, Text(_("Whether people wait for a place has not been noted yet."))]
    if queued.empty:
        return [*blocks, Text(_("Nobody waits for a place where the queue is known."))]
    frame = pd.DataFrame(
        {
            _("Activity"): queued["name"],
            _("People waiting"): queued["queue"],
            _("Places"): queued["capacity"],
            _("Weeks that one stays"): queued["weeks"],
            _("Weeks of waiting, estimated"): [words.figure_text(w, _) for w in queued["wait"]],
        }
    )
    note = _(
        "The wait is the queue divided by the places that become free in a week; it takes for "
        "granted that all places are taken and that nobody leaves the queue."
    )
    caption = _("Where people wait for a place")
    return [*blocks, Table(frame, caption, told.source, note=note)]


def _need_by_group(told: Told) -> Table:
    path, _ = told.path, told._
    needs = analysis.capacity_and_need(path.steps, path.activities, path.needs, path.groups)
    frame = pd.DataFrame(
        {
            _("Step"): needs["step_name"],
            _("For whom"): needs["group_name"],
            _("Need"): needs["people"],
            _("Places open for the group"): needs["places"],
            _("Activities whose places are not known"): needs["unknown"],
            _("Without a place, at least"): needs["short"],
        }
    )
    note = _("Places that several groups share are counted for each of them.")
    return Table(frame, _("Need and places, group by group"), told.source, note=note)
