"""Each picture of the path with what it shows: for the panel and the report alike."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from labmethods.blocks import Chart, Table
from labmethods.language import Translator, translator
from labmethods.pathway import analysis, figures, words
from labmethods.pathway.analysis import Pathway
from labmethods.pathway.analysis.shape import steps_in_order
from labmethods.pathway.kinds import WEEKDAYS
from labmethods.pathway.records import HANDOVERS


@dataclass(frozen=True)
class Told:
    """A path, the language to tell of it in, and where it is known from."""

    path: Pathway
    language: str
    source: str

    @property
    def _(self) -> Translator:
        return translator(self.language)

    @property
    def names(self) -> dict[str, str]:
        """Activity and step ids to names."""
        frames = (self.path.activities, self.path.steps)
        return {
            key: name for one in frames for key, name in zip(one["id"], one["name"], strict=True)
        }

    @property
    def broken(self) -> pd.DataFrame:
        """What ``analysis.broken_handovers`` finds; nothing where no handover is noted at all."""
        found = analysis.broken_handovers(
            self.path.steps, self.path.activities, self.path.handovers
        )
        return found if len(self.path.handovers) else found.iloc[:0]


def path_finding(told: Told, by: str = "actor") -> Chart:
    """The path as lanes."""
    path, _ = told.path, told._
    laid = analysis.lanes(path.steps, path.activities, path.groups, by=by)
    broken = told.broken
    asked = _asked(path)
    finding = words.broken_finding(broken["name"].tolist(), len(asked), _)
    if not len(path.handovers):
        finding = _(
            "The path has {steps} and {activities}; who hands over to whom is not noted yet",
            steps=_.plural("{n} step", "{n} steps", len(path.steps)),
            activities=_.plural("{n} activity", "{n} activities", len(path.activities)),
        )
    frame = pd.DataFrame(
        {
            _("Step"): laid["step"].map(told.names).fillna(_("No step yet")),
            _("Activity"): laid["name"],
            (_("For whom") if by == "group" else _("Actor")): [
                name or (_("For all") if by == "group" else _("No actor yet"))
                for name in laid["lane_name"]
            ],
            _("Leads on"): [
                _("no") if key in set(broken["activity"]) else _("yes") if key in asked else ""
                for key in laid["activity"]
            ],
        }
    )
    if not len(path.handovers):
        frame = frame.drop(columns=_("Leads on"))
    caption = _.plural("The path with {n} activity", "The path with {n} activities", len(frame))
    return Chart(
        figures.path_chart(
            laid,
            path.handovers,
            steps_in_order(path.steps),
            broken=frozenset(broken["activity"]),
            by=by,
            language=told.language,
        ),
        finding,
        _alt(finding, _by_first(frame[_("Step")], frame[_("Activity")], _)),
        told.source,
        Table(frame, caption, told.source),
    )


def _alt(finding: str, values: list[str]) -> str:
    """The finding and the values behind it."""
    return ". ".join([finding, "; ".join(values)]) + "."


def _by_first(first: pd.Series, second: pd.Series, _: Translator) -> list[str]:
    """``Monday: café and choir``, in the order of the rows."""
    grouped = second.astype(str).groupby(first.to_numpy(), sort=False).agg(list)
    return [f"{name}: {_.listing(told)}" for name, told in grouped.items()]


def _asked(path: Pathway) -> set[str]:
    """The activities that could be broken: those that run, have a step and aren't at the goal."""
    order = steps_in_order(path.steps).set_index("id")["goal"]
    running = path.activities["status"].isna() | (path.activities["status"] == "active")
    placed = path.activities[running & path.activities["step"].isin(order.index)]
    return set(placed.loc[~placed["step"].map(order).astype(bool), "id"])


def coverage_finding(told: Told) -> Chart:
    """The heat map of steps, groups and weekdays."""
    path, _ = told.path, told._
    grid = path.grid()
    missing = grid[grid["reason"] != ""]
    finding = words.coverage_finding(len(missing), len(grid), _)
    counted = grid.assign(title=[_day_cell(row, _) for row in grid.to_dict("records")])
    frame = counted.pivot_table(
        index=["step_name", "group_name"], columns="weekday", values="title",
        aggfunc="first", sort=False,
    ).reset_index()  # fmt: skip
    frame["group_name"] = frame["group_name"].replace("", _(words.ALL))
    frame = frame[["step_name", "group_name", *dict.fromkeys(grid["weekday"])]]
    frame.columns = [_("Step"), _("For whom"), *(_(WEEKDAYS[d]) for d in path.weekdays)]
    return Chart(
        figures.coverage_chart(grid, language=told.language),
        finding,
        _alt(finding, _gaps_told(grid, _)),
        told.source,
        Table(frame, _("What every step offers whom on which weekday"), told.source),
        note=_(
            "A square is a step for a target group on a weekday. Every gap counts, also at a step "
            "that was never meant to be open daily: which gaps matter is for the lab to say."
        ),
    )


def _gaps_told(grid: pd.DataFrame, _: Translator) -> list[str]:
    lacking = grid.assign(gap=grid["reason"] != "").groupby("step_name", sort=False)["gap"]
    return [
        _("{step}: {n} of {all}", step=step, n=_.number(int(n)), all=_.number(int(all_)))
        for step, n, all_ in lacking.agg(["sum", "size"]).itertuples()
    ]


def _day_cell(cell: dict, _: Translator) -> str:
    missing = words.GAPS.get(cell["reason"])
    if missing:
        return _(missing)
    return _.plural("{n} activity", "{n} activities", cell["activities"])


def handover_finding(told: Told) -> Chart:
    """The handovers as a Sankey diagram."""
    path, _ = told.path, told._
    arrows, names = path.handovers, told.names
    counted = bool(arrows["people"].notna().all())
    ends = arrows["target"].where(arrows["target"].notna(), arrows["target_step"])
    frame = pd.DataFrame(
        {
            _("From activity"): arrows["source"].map(names),
            _("To"): ends.map(names),
            _("Handover"): [
                _(HANDOVERS[kind]) if kind in HANDOVERS else None for kind in arrows["kind"]
            ],
            _("People a month"): arrows["people"],
        }
    )
    carries = int((arrows["kind"] != "none").sum())
    finding = _.plural(
        "Of {all} ways on, {n} is handed over", "Of {all} ways on, {n} are handed over", carries,
        all=_.number(len(arrows)),
    )  # fmt: skip
    width = (
        _("A band's width is people a month, as the actors estimate.")
        if counted
        else _("All bands are as wide: not every handover has a number of people.")
    )
    caption = _.plural("{n} handover", "{n} handovers", len(frame))
    return Chart(
        figures.handover_chart(
            arrows, path.activities, steps_in_order(path.steps),
            broken=frozenset(told.broken["activity"]), language=told.language,
        ),
        finding,
        _alt(
            finding,
            [
                f"{one} → {other}"
                for one, other in zip(frame[_("From activity")], frame[_("To")], strict=True)
            ],
        ),
        told.source,
        Table(frame, caption, told.source),
        note=width,
    )  # fmt: skip


def need_finding(told: Told) -> Chart:
    """Places against need, all groups together."""
    path, _ = told.path, told._
    steps = analysis.step_shortage(path.steps, path.activities, path.needs, path.groups)
    short = float(steps["short"].sum())
    finding = (
        _("At least {n} people who need a step get no place there", n=_.number(short))
        if short
        else _("There are places for everybody whose need is known")
        if steps["short"].notna().all()
        else _("Whether the places are enough can't be said yet")
    )
    frame = pd.DataFrame(
        {
            _("Step"): steps["step_name"],
            _("Need"): steps["people"],
            _("Places"): steps["places"],
            _("Get a place, at most"): steps["served"],
            _("Without a place, at least"): steps["short"],
            _("Activities whose places are not known"): steps["unknown"],
        }
    )
    note = _("Places are shared out so that as many as possible get one.")
    return Chart(
        figures.need_chart(steps, language=told.language),
        finding,
        _alt(finding, [_need_told(row, _) for row in steps.to_dict("records")]),
        told.source,
        Table(frame, _("Need and places"), told.source),
        note=note,
    )


def _need_told(step: dict, _: Translator) -> str:
    return _(
        "{step}: need {people}, places {places}",
        step=step["step_name"],
        people=words.figure_text(step["people"], _),
        places=words.figure_text(step["places"], _),
    )


def week_finding(told: Told) -> Chart:
    """The week, as far as times are known."""
    path, _ = told.path, told._
    week = analysis.week(path.activities, path.schedules, on=path.on)
    unknown = analysis.without_times(path.activities, path.schedules)
    finding = _.plural("{n} time a week", "{n} times a week", len(week))
    if unknown:
        finding = _.plural(
            "{times}; of {n} activity the times are not known",
            "{times}; of {n} activities the times are not known",
            len(unknown),
            times=finding,
        )
    frame = pd.DataFrame(
        {
            _("Weekday"): [_(WEEKDAYS[day]) for day in week["weekday"]],
            _("From"): week["opens_at"],
            _("To"): week["closes_at"],
            _("Activity"): week["name"],
            _("How often"): [
                words.how_often(*row, _) or _("every week")
                for row in zip(week["freq"], week["interval"], week["occurrence"], strict=True)
            ],
            _("Where"): week["place"],
        }
    )
    return Chart(
        figures.week_chart(week, language=told.language),
        finding,
        _alt(finding, _by_first(frame[_("Weekday")], frame[_("Activity")], _)),
        told.source,
        Table(frame, _("The week"), told.source),
    )
