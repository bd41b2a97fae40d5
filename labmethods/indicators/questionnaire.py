"""A questionnaire's answers become observations: a mean or a share for each period and group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from labmethods.errors import LabError, Refused
from labmethods.indicators.periods import Period
from labmethods.indicators.records import Indicator
from labmethods.language import N_, Translator, translator
from labmethods.sources.bad_cells import BadCells, at
from labmethods.sources.questionnaires import Plan, Questionnaire, Target
from labmethods.sources.questionnaires.answers import scored, written
from labmethods.workbook.lab import Lab


@dataclass(frozen=True)
class Taken:
    """What an import of a questionnaire brought."""

    observations: int
    texts: int
    removed: int

    def counts(self) -> dict[str, int]:
        """The numbers, for a program that asks."""
        return {"rows": self.observations, "texts": self.texts, "removed": self.removed}

    def sentence(self, _: Translator, *, kept: bool = True) -> str:
        """Such as ``3 values came in.``, or what would come in."""
        values = _.number(self.observations)
        said = (
            _("Values that came in: {values}.", values=values)
            if kept
            else _("Values that would come in: {values}.", values=values)
        )
        if self.texts:
            said += " " + _(
                "Free texts, kept apart: {texts}; names, telephones and the like replaced in them: "
                "{removed}. Read them before anybody else does.",
                texts=_.number(self.texts),
                removed=_.number(self.removed),
            )
        return said


def targets(lab: Lab) -> dict[str, Target]:
    """The indicators that answers may belong to: those of people, not of whole municipalities."""
    return {
        one.id: Target(one.name, share=one.unit == "share")
        for one in lab["indicators"].all()
        if not one.key_figure
    }


def observations(
    asked: Questionnaire,
    plan: Plan,
    indicators: Mapping[str, Indicator],
    period: str = "",
    source: str = "",
) -> list[dict[str, object]]:
    """The observations that the answers come to.

    A share counts those whose answer is 1, of all who answered; a count is the sum; everything else
    is a mean with the number of answers.

    Parameters
    ----------
    period
        The period of all answers; without it, the month in which each was given.

    Raises
    ------
    BadCells
        Every answer that its indicator makes impossible, with row, question and reason.
    Refused
        Neither the file nor ``period`` says when it was, or nothing is chosen.
    """
    answers = scored(asked, plan)
    answers["period"] = _periods(answers, period)
    _check(answers, indicators, asked)
    rows = []
    for target, own in answers.groupby("target", sort=False):
        for when, group, part in _parts(own):
            rows.append(
                {
                    "indicator": target,
                    "period": when,
                    "group": group,
                    "source": source or None,
                    **_amounts(part["value"], indicators[target]),
                }
            )
    return rows


def _parts(answers: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """The answers of each period, all together and group by group."""
    for when, own in answers.groupby("period"):
        yield str(when), "T", own
        for group, part in own[own["group"] != ""].groupby("group"):
            yield str(when), str(group), part


def _amounts(values: pd.Series, indicator: Indicator) -> dict[str, object]:
    if indicator.unit == "share":
        return {"numerator": float(values.sum()), "denominator": float(len(values))}
    if indicator.unit == "count":
        return {"value": float(values.sum()), "answers": len(values)}
    return {"value": round(float(values.mean()), 4), "answers": len(values)}


def _periods(answers: pd.DataFrame, period: str) -> pd.Series:
    if period.strip():
        return pd.Series(Period().parse(period.strip()), index=answers.index)
    if answers["day"].isna().any():
        raise Refused(
            N_("The file doesn't say when everybody answered. Write the period of the answers.")
        )
    return pd.to_datetime(answers["day"]).dt.strftime("%Y-%m")


def _check(
    answers: pd.DataFrame, indicators: Mapping[str, Indicator], asked: Questionnaire
) -> None:
    bad = []
    for one in answers.itertuples():
        indicator = indicators[one.target]
        try:
            if indicator.unit == "share" and one.value not in (0, 1):
                raise Refused(
                    N_("“{indicator}” is a share: give 1 to the answers that count, 0 to others."),
                    indicator=indicator.name,
                )
            if indicator.unit != "share":
                indicator.check(one.value)
        except LabError as error:
            bad.append(at(one.row, asked.question(one.heading).title[:60], error))
    if bad:
        raise BadCells(bad)


def import_answers(
    lab: Lab,
    asked: Questionnaire,
    plan: Plan,
    *,
    period: str = "",
    source: str = "",
    dry_run: bool = False,
) -> Taken:
    """Import a questionnaire's answers as one step that can be undone: all of them or none."""
    known = {one.id: one for one in lab["indicators"].all()}
    only_texts = plan.texts() and not plan.targets()
    values = [] if only_texts else observations(asked, plan, known, period, source)
    texts, removed = written(asked, plan, translator(lab.language))
    when = Period().parse(period.strip()) if period.strip() else None
    told = [
        {"question": row.question[:200], "text": row.text, "period": when, "source": source or None}
        for row in texts.itertuples()
    ]
    if not values and not told:
        raise Refused(N_("No answer would come in. Nothing has been imported."))
    with lab.store.writing(keep=not dry_run) as batch:
        batch.add("observations", values)
        batch.add("written_answers", told)
    return Taken(len(values), len(told), removed)
