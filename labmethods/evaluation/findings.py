"""What an evaluation's records come to: its results, its evidence level, who was followed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from labmethods.errors import Invalid, LabError
from labmethods.evaluation import analysis
from labmethods.evaluation.analysis.result import Result
from labmethods.evaluation.records import Contribution, Evaluation
from labmethods.language import N_
from labmethods.privacy import releases
from labmethods.scheduler import chosen

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

LATER = ("after", "6 months", "12 months")
"""The occasions that are compared with the one before."""


@dataclass(frozen=True)
class Finding:
    """One result, or why there is none."""

    name: str
    """The outcome, or what was counted."""
    occasion: str = ""
    result: Any = None
    problem: LabError | None = None


@dataclass(frozen=True)
class Findings:
    """All that is known of one evaluation."""

    evaluation: Evaluation
    experiment: Any
    """The experiment's record; None where there is none."""
    findings: tuple[Finding, ...]
    adjusted: int
    """How many outcomes the p-values are adjusted for; 0 where there is one."""
    level: analysis.EvidenceLevel
    participants: pd.DataFrame
    measurements: pd.DataFrame
    followups: pd.DataFrame
    attendance: Result | None
    panel: pd.DataFrame
    """Time x place, or the indicator's series as its only column."""
    contributions: tuple[Contribution, ...]
    earlier: Mapping[str, Sequence[pd.Series]] = field(default_factory=dict)
    """What earlier reports told of these people; see ``labmethods.privacy.releases``."""

    @property
    def results(self) -> list[Any]:
        return [finding.result for finding in self.findings if finding.result is not None]


def read(lab: Lab, evaluation: Evaluation) -> Findings:
    """What one evaluation comes to, as the lab's records are now."""
    people = _of(lab, "participants", evaluation=evaluation.id)
    experiment = _experiment(lab, evaluation)
    measured = _measured(lab, evaluation, people)
    try:
        panel = _panel(lab, evaluation)
        found, adjusted = _adjusted(_findings(lab, evaluation, measured, panel))
    except Invalid as error:
        panel, found, adjusted = pd.DataFrame(), [Finding(evaluation.name, problem=error)], 0
    return Findings(
        evaluation=evaluation,
        experiment=experiment,
        findings=tuple(found),
        adjusted=adjusted,
        level=analysis.evidence_level(_recorded(evaluation, experiment, found)),
        participants=people,
        measurements=measured,
        followups=_joined(lab, "followups", people),
        attendance=_attendance(lab, people),
        panel=panel,
        contributions=tuple(lab["contributions"].find(evaluation=evaluation.id)),
        earlier=releases.earlier(lab, "evaluations", evaluation.id),
    )


def _of(lab: Lab, table: str, **equal: str) -> pd.DataFrame:
    frame = lab[table].frame()
    for name, value in equal.items():
        frame = frame[frame[name] == value]
    return frame.reset_index(drop=True)


def _experiment(lab: Lab, evaluation: Evaluation) -> Any:
    if evaluation.experiment is None or "experiments" not in lab.store.records:
        return None
    return next(iter(lab["experiments"].find(id=evaluation.experiment)), None)


def _joined(lab: Lab, table: str, people: pd.DataFrame) -> pd.DataFrame:
    """A table's rows of these people, with their code and group."""
    rows = lab[table].frame().drop(columns=["id", "source_url"])
    known = people.set_index("id")[["code", "group"]]
    rows = rows[rows["participant"].isin(known.index)]
    return rows.join(known, on="participant").reset_index(drop=True)


def _measured(lab: Lab, evaluation: Evaluation, people: pd.DataFrame) -> pd.DataFrame:
    outcomes = _of(lab, "outcomes", evaluation=evaluation.id).set_index("id")[["name", "better"]]
    rows = _joined(lab, "measurements", people)
    return rows.join(outcomes, on="outcome")


def _attendance(lab: Lab, people: pd.DataFrame) -> Result | None:
    rows = _joined(lab, "attendances", people)
    rows = rows[rows["group"] == "participant"]
    if rows["present"].notna().sum() == 0:
        return None
    return analysis.attendance(
        rows.rename(columns={"day": "occasion"}).astype({"present": "Float64"})
    )


def _panel(lab: Lab, evaluation: Evaluation) -> pd.DataFrame:
    if evaluation.design == "series":
        return _series(lab, evaluation)
    rows = _of(lab, "place_values", evaluation=evaluation.id)
    if rows.empty:
        return pd.DataFrame()
    panel = rows.pivot(index="period", columns="place", values="value")
    return panel.set_axis(_times(panel.index)).sort_index()


def _times(periods: pd.Index) -> pd.Index:
    """Years as whole numbers, other periods as the days they begin on."""
    text = periods.astype(str)
    if text.str.fullmatch(r"\d{4}").all():
        return pd.Index(text.astype("int64"), name="period")
    try:
        each = [pd.Period(one) for one in text]
    except ValueError:
        each = []
    if len({one.freqstr for one in each}) != 1:
        raise Invalid(
            N_("The periods are written in different ways, such as {first} and {last}."),
            first=text[0],
            last=text[-1],
        )
    return pd.DatetimeIndex([one.start_time for one in each], name="period")


def _start(evaluation: Evaluation, panel: pd.DataFrame) -> object:
    if not evaluation.start:
        raise Invalid(N_("Fill in the first period after the start."))
    return _times(pd.Index([evaluation.start]))[0] if len(panel) else evaluation.start


def _series(lab: Lab, evaluation: Evaluation) -> pd.DataFrame:
    if evaluation.indicator is None or "observations" not in lab.store.records:
        return pd.DataFrame()
    rows = _of(lab, "observations", indicator=evaluation.indicator)
    rows = rows[(rows["group"] == "T") & (rows["status"] == "value")]
    rows = rows.sort_values("revision").drop_duplicates("period", keep="last")
    counted = 100 * rows["numerator"] / rows["denominator"]
    values = rows["value"].where(rows["value"].notna(), counted)
    panel = pd.DataFrame({"value": values.to_numpy()}, index=_times(pd.Index(rows["period"])))
    return panel.sort_index()


# Results, by how the evaluation finds out


def _findings(
    lab: Lab, evaluation: Evaluation, measured: pd.DataFrame, panel: pd.DataFrame
) -> list[Finding]:
    if evaluation.design == "count":
        return _counts(lab, evaluation)
    if evaluation.design in ("paired", "groups"):
        return [
            one
            for name in measured["name"].dropna().unique()
            for one in _outcome(evaluation, name, measured[measured["name"] == name])
        ]
    if evaluation.design == "contribution" or panel.empty:
        return []
    return [_tried(str(evaluation.place or evaluation.name), "", lambda: _place(evaluation, panel))]


def _tried(name: str, occasion: str, work: Any) -> Finding:
    try:
        return Finding(name, occasion, result=work())
    except LabError as error:
        return Finding(name, occasion, problem=error)


def _counts(lab: Lab, evaluation: Evaluation) -> list[Finding]:
    if evaluation.experiment is None or "results" not in lab.store.records:
        return []
    criterion = None if evaluation.criterion is None else evaluation.criterion / 100
    return [
        _tried(one.counted, "", lambda one=one: _counted(one, criterion))
        for one in lab["results"].find(experiment=evaluation.experiment)
    ]


def _counted(one: Any, criterion: float | None) -> Result:
    if one.successes is None:
        raise Invalid(
            N_(
                "“{published}”. The source gives no number of participants, so how sure that is "
                "can't be said."
            ),
            published=one.published,
        )
    return analysis.proportion(one.successes, one.participants, criterion)


def _outcome(evaluation: Evaluation, name: str, rows: pd.DataFrame) -> list[Finding]:
    better = rows["better"].iloc[0]
    own = rows[rows["group"] == "participant"]
    if evaluation.design == "groups":
        other = rows[rows["group"] == "comparison"]
        return [
            _tried(
                name,
                "after",
                lambda: analysis.unpaired_comparison(_gain(own), _gain(other), better=better),
            )
        ]
    return [
        _tried(
            name,
            later,
            lambda later=later: analysis.paired_change(
                _at(own, "before"), _at(own, later), better=better
            ),
        )
        for later in LATER
        if len(_at(own, later))
    ]


def _at(rows: pd.DataFrame, occasion: str) -> pd.Series:
    there = rows[(rows["occasion"] == occasion) & rows["value"].notna()]
    return there.set_index("code")["value"]


def _gain(rows: pd.DataFrame) -> pd.Series:
    """Each person's change since before; the answer after, where nobody was asked before."""
    after, before = _at(rows, "after"), _at(rows, "before")
    if before.empty:
        return after
    return (after.groupby(level=0).mean() - before.groupby(level=0).mean()).dropna()


def _place(evaluation: Evaluation, panel: pd.DataFrame) -> Result:
    start = _start(evaluation, panel)
    if evaluation.design == "series":
        return analysis.interrupted_time_series(panel["value"], start, better=evaluation.better)
    if not evaluation.place:
        raise Invalid(N_("Fill in the place where something was done."))
    compare = {
        "differences": analysis.difference_in_differences,
        "synthetic": partial(analysis.synthetic_control, scheduler=chosen()),
    }[evaluation.design]
    return compare(panel, evaluation.place, start, better=evaluation.better)


def _adjusted(found: list[Finding]) -> tuple[list[Finding], int]:
    """The p-values of several outcomes, each made larger as Holm says."""
    tested = [i for i, one in enumerate(found) if hasattr(one.result, "p_value")]
    if len(tested) < 2:
        return found, 0
    table = analysis.holm(pd.Series([found[i].result.p_value for i in tested]))
    new = list(found)
    for i, adjusted in zip(tested, table["adjusted"], strict=True):
        new[i] = replace(found[i], result=replace(found[i].result, p_value=float(adjusted)))
    return new, len(tested)


def _recorded(evaluation: Evaluation, experiment: Any, found: list[Finding]) -> analysis.Recorded:
    results = [one.result for one in found if one.result is not None]
    compared = evaluation.design in ("groups", "differences", "synthetic") and bool(results)
    hoped = any(getattr(one, "hoped_for", False) for one in results)
    counted = [one for one in results if getattr(one, "probability", None) is not None]
    told = experiment is not None and experiment.belief and experiment.action
    return analysis.Recorded(
        described=bool(evaluation.theory or told),
        measured=compared or bool(counted) or any(hasattr(one, "better") for one in results),
        improved=hoped or any(one.probability >= 0.95 for one in counted),
        compared=compared,
        effect=compared and hoped,
        independent=bool(evaluation.independent),
        replications=evaluation.replications or 0,
        costed=bool(evaluation.costed or (experiment is not None and experiment.cost is not None)),
        manual=bool(evaluation.manual),
        adoptions=evaluation.adoptions or 0,
    )
