"""What each result says, as plain sentences: never “no effect” when it is “we cannot tell”."""

from __future__ import annotations

from collections.abc import Callable

from labmethods.evaluation.analysis.attendance import Attendance
from labmethods.evaluation.analysis.conclusions_groups import (
    attendance,
    group_difference,
    group_share,
    paired_change,
    share_difference,
)
from labmethods.evaluation.analysis.conclusions_places import (
    difference_in_differences,
    interrupted_series,
    synthetic_control,
)
from labmethods.evaluation.analysis.differences import DifferenceInDifferences
from labmethods.evaluation.analysis.evidence import DEMANDS, EvidenceLevel
from labmethods.evaluation.analysis.interrupted import InterruptedSeries
from labmethods.evaluation.analysis.paired import PairedChange
from labmethods.evaluation.analysis.power import Detectable
from labmethods.evaluation.analysis.proportions import GroupShare, ShareDifference
from labmethods.evaluation.analysis.said import amounts
from labmethods.evaluation.analysis.synthetic import SyntheticControl
from labmethods.evaluation.analysis.unpaired import GroupDifference
from labmethods.language import Translator, translator


def conclusion(result: object, language: str) -> str:
    """What a result says and how sure one can be.

    Raises
    ------
    TypeError
        If the object is no result of this package.

    Examples
    --------
    >>> from labmethods.evaluation.analysis import evidence_level, Recorded
    >>> conclusion(evidence_level(Recorded()), "en")  # doctest: +ELLIPSIS
    'No evidence level yet. For level 1 it is missing that what is done, for whom and why ...'
    """
    if type(result) not in _SENTENCES:
        raise TypeError(f"no conclusion is known for {type(result).__name__}")
    return " ".join(_SENTENCES[type(result)](translator(language), result))


def _detectable(_: Translator, result: Detectable) -> list[str]:
    power = _.percent(result.power)
    if result.kind == "share":
        return [_detectable_share(_, result, power)]
    smallest = amounts(_, result.smallest or 0)[0]
    unit = (
        _("{smallest} times people's usual spread", smallest=smallest)
        if result.spread is None
        else _("{smallest} steps", smallest=smallest)
    )
    who = (
        _.plural("With {n} participant", "With {n} participants", result.n)
        if result.other_n is None
        else _(
            "With {n} participants and {other_n} to compare with",
            n=_.number(result.n),
            other_n=_.number(result.other_n),
        )
    )
    return [
        _(
            "{who} you can only count on seeing changes larger than {unit} (found {power} of the "
            "time).",
            who=who,
            unit=unit,
            power=power,
        )
    ]


def _detectable_share(_: Translator, result: Detectable, power: str) -> str:
    who = _.plural("With {n} participant", "With {n} participants", result.n)
    baseline = _.percent(result.baseline or 0)
    if result.smallest is None:
        return _(
            "{who} nothing can be told from the usual {baseline}, not even if all succeed.",
            who=who,
            baseline=baseline,
        )
    return _(
        "{who} you can only count on seeing a share above {smallest} where {baseline} is usual "
        "(found "
        "{power} of the time); it takes {least} of {n}.",
        who=who,
        smallest=_.percent(result.smallest),
        baseline=baseline,
        power=power,
        least=_.number(result.least),
        n=_.number(result.n),
    )


def _evidence_level(_: Translator, result: EvidenceLevel) -> list[str]:
    said = (
        _("Evidence level {level} of 5.", level=result.level)
        if result.level
        else _("No evidence level yet.")
    )
    if not result.missing:
        return [said]
    missing = _.listing(_("that {what}", what=_(DEMANDS[name][1])) for name in result.missing)
    return [
        said,
        _("For level {next} it is missing {missing}.", next=result.level + 1, missing=missing),
    ]


_SENTENCES: dict[type, Callable[..., list[str]]] = {
    GroupShare: group_share,
    ShareDifference: share_difference,
    PairedChange: paired_change,
    GroupDifference: group_difference,
    Attendance: attendance,
    Detectable: _detectable,
    EvidenceLevel: _evidence_level,
    DifferenceInDifferences: difference_in_differences,
    InterruptedSeries: interrupted_series,
    SyntheticControl: synthetic_control,
}
