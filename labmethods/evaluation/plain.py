"""What the evaluations found, in easy words: for residents and partners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from labmethods.evaluation import analysis
from labmethods.evaluation.findings import Finding, Findings, read
from labmethods.evaluation.records import OCCASIONS, Evaluation
from labmethods.evaluation.report import as_told
from labmethods.language import N_, Translator, translator

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

FEW = 30
"""With fewer people than this some of a result may well be chance."""

_SURE = {
    3: N_("We have compared with others who were not in it, so it is likely our doing."),
    4: N_("Somebody outside the lab has checked it, so we are rather sure."),
    5: N_("Others have done the same and seen the same, so we are sure."),
}
"""What each evidence level means to somebody who has not heard of it."""
_UNSURE = N_("We do not know yet if it was our doing.")


def plain(lab: Lab, language: str) -> list[str]:
    """Each evaluation's results with how many they are and how sure we are; nothing of few."""
    _ = translator(language)
    return [
        sentence
        for evaluation in lab["evaluations"].all()
        if (sentence := _evaluation(read(lab, evaluation), _))
    ]


def _evaluation(found: Findings, _: Translator) -> str:
    told = [one for one in map(as_told, found.findings) if one.result is not None]
    said = [sentence for one in told if (sentence := _finding(found.evaluation, one, _))]
    if not said:
        return ""
    people = [n for one in told if (n := _people(one.result)) is not None]
    if people and min(people) < FEW:
        said.append(_("They are few, so some of it may be chance."))
    return " ".join([*said, _(_SURE.get(found.level.level, _UNSURE))])


def _people(result: Any) -> int | None:
    return getattr(result, "n", None)


def _finding(evaluation: Evaluation, finding: Finding, _: Translator) -> str:
    result = finding.result
    if isinstance(result, analysis.GroupShare):
        n, of = _.number(result.successes), _.number(result.n)
        return _("{what}: {n} of {of}.", what=_name(finding, _), n=n, of=of)
    if not hasattr(result, "hoped_for"):
        return ""
    way = _way(result, _)
    n = _people(result)
    if n is None:
        return _("{what}: {way}.", what=evaluation.name, way=way)
    return _.plural(
        "{what}: {way}. We asked {n} person.",
        "{what}: {way}. We asked {n} people.",
        n,
        what=_name(finding, _),
        way=way,
    )


def _way(result: Any, _: Translator) -> str:
    if result.hoped_for:
        return _("it got better")
    return _("it got worse") if result.certain else _("we can not say if it got better or worse")


def _name(finding: Finding, _: Translator) -> str:
    if finding.occasion in ("", "after"):
        return finding.name
    return f"{finding.name}, {_(OCCASIONS[finding.occasion]).lower()}"
