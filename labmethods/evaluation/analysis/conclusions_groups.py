"""What the result of a group says, as plain sentences."""

from __future__ import annotations

from labmethods.evaluation.analysis.attendance import Attendance
from labmethods.evaluation.analysis.measured import ENOUGH_FOR_PERCENT
from labmethods.evaluation.analysis.paired import LEAST_FOR_INTERVAL, PairedChange
from labmethods.evaluation.analysis.proportions import GroupShare, ShareDifference
from labmethods.evaluation.analysis.said import amounts, as_hoped, percents, probability, sizes
from labmethods.evaluation.analysis.unpaired import GroupDifference
from labmethods.language import Translator


def group_share(_: Translator, result: GroupShare) -> list[str]:
    counts = {"successes": _.number(result.successes), "n": _.number(result.n)}
    if result.n == 1:
        return [_("{successes} of {n}. One person says nothing about others.", **counts)]
    low, high = percents(_, result.low, result.high)
    if result.n < ENOUGH_FOR_PERCENT:
        said = _(
            "{successes} of {n}. With so few people the share in the long run may lie anywhere "
            "from "
            "{low} to {high} (95% interval).",
            low=low,
            high=high,
            **counts,
        )
    else:
        said = _(
            "{successes} of {n} ({share}; 95% interval {low} to {high}).",
            share=_.percent(result.share),
            low=low,
            high=high,
            **counts,
        )
    without = _("Without a comparison we do not know how many would have managed anyhow.")
    return [said, *_criterion(_, result), without]


def _criterion(_: Translator, result: GroupShare) -> list[str]:
    if result.criterion is None or result.probability is None:
        return []
    values = {
        "criterion": _.percent(result.criterion),
        "probability": probability(_, result.probability),
    }
    if result.probability >= 0.95:
        return [
            _(
                "The criterion of {criterion} is very probably reached (probability "
                "{probability}).",
                **values,
            )
        ]
    if result.probability <= 0.05:
        return [
            _(
                "The criterion of {criterion} is very probably not reached (probability "
                "{probability}).",
                **values,
            )
        ]
    return [
        _(
            "We cannot tell yet whether the criterion of {criterion} is reached (probability "
            "{probability}).",
            **values,
        )
    ]


def share_difference(_: Translator, result: ShareDifference) -> list[str]:
    said = _(
        "{successes} of {n} in the group, {other_successes} of {other_n} in the comparison group.",
        successes=_.number(result.successes),
        n=_.number(result.n),
        other_successes=_.number(result.other_successes),
        other_n=_.number(result.other_n),
    )
    if result.certain:
        low, high = sizes(_, 100 * result.difference, 100 * result.low, 100 * result.high)[1:]
        text = (
            _(
                "The share is higher in the group: the difference lies between {low} and {high} "
                "percentage "
                "points (95% interval), more than chance explains.",
                low=low,
                high=high,
            )
            if result.difference > 0
            else _(
                "The share is lower in the group: the difference lies between {low} and {high} "
                "percentage points (95% interval), more than chance explains.",
                low=low,
                high=high,
            )
        )
        return [said, text, as_hoped(_, result.difference, result.better), _unlike(_)]
    low, high = (_.number(100 * end) for end in (result.low, result.high))
    return [
        said,
        _(
            "The difference may be anything from {low} to {high} percentage points (95% interval): "
            "we "
            "cannot tell whether the groups differ.",
            low=low,
            high=high,
        ),
    ]


def paired_change(_: Translator, result: PairedChange) -> list[str]:
    said = [
        _.plural(
            "{n} person answered both before and after.",
            "{n} people answered both before and after.",
            result.n,
        )
    ]
    if result.higher is not None:
        said.append(
            _(
                "{higher} higher after, {same} the same, {lower} lower.",
                higher=_.number(result.higher),
                same=_.number(result.same),
                lower=_.number(result.lower),
            )
        )
    return [*said, *_change(_, result), *_one_sided(_, result)]


def _change(_: Translator, result: PairedChange) -> list[str]:
    if result.n < LEAST_FOR_INTERVAL:
        return [
            _(
                "That is too few to tell a change from chance; at least {least} are needed.",
                least=_.number(LEAST_FOR_INTERVAL),
            )
        ]
    if result.low is None or result.high is None:
        if result.shift == 0:
            return [
                _(
                    "Nobody's answer moved, so how sure that is can't be worked out: a finer scale "
                    "may be needed."
                )
            ]
        return [
            _(
                "All moved by just as much ({shift}), so how sure that is can't be worked out: "
                "check the answers.",
                shift=amounts(_, result.shift)[0],
            )
        ]
    if not result.certain:
        shift, low, high = amounts(_, result.shift, result.low, result.high)
        return [
            _(
                "The typical change is {shift} (95% interval {low} to {high}): we cannot tell "
                "whether "
                "the answers changed.",
                shift=shift,
                low=low,
                high=high,
            )
        ]
    shift, low, high = sizes(_, result.shift, result.low, result.high)
    rose = (
        _(
            "The answers rose: typically by {shift} (95% interval {low} to {high}), more than "
            "chance explains.",
            shift=shift,
            low=low,
            high=high,
        )
        if result.shift > 0
        else _(
            "The answers fell: typically by {shift} (95% interval {low} to {high}), more than "
            "chance explains.",
            shift=shift,
            low=low,
            high=high,
        )
    )
    return [
        rose,
        as_hoped(_, result.shift, result.better),
        _("Without a comparison group we cannot say what caused it."),
    ]


def _one_sided(_: Translator, result: PairedChange) -> list[str]:
    if not result.only_before:
        return []
    return [
        _.plural(
            "{n} person who answered before did not answer after, and may have fared otherwise.",
            "{n} people who answered before did not answer after, and may have fared otherwise.",
            result.only_before,
        )
    ]


def group_difference(_: Translator, result: GroupDifference) -> list[str]:
    said = _(
        "{n} people in the group (median {median}), {other_n} in the comparison group (median "
        "{other_median}).",
        n=_.number(result.n),
        median=amounts(_, result.median)[0],
        other_n=_.number(result.other_n),
        other_median=amounts(_, result.other_median)[0],
    )
    if result.low is None or result.high is None:
        return [said, _("That is too few, or too alike, to tell a difference from chance.")]
    if not result.certain:
        shift, low, high = amounts(_, result.shift, result.low, result.high)
        return [
            said,
            _(
                "The typical difference is {shift} (95% interval {low} to {high}): we cannot tell "
                "whether the groups differ.",
                shift=shift,
                low=low,
                high=high,
            ),
        ]
    shift, low, high = sizes(_, result.shift, result.low, result.high)
    text = (
        _(
            "The group lies higher: typically by {shift} (95% interval {low} to {high}), more than "
            "chance explains.",
            shift=shift,
            low=low,
            high=high,
        )
        if result.shift > 0
        else _(
            "The group lies lower: typically by {shift} (95% interval {low} to {high}), more than "
            "chance explains.",
            shift=shift,
            low=low,
            high=high,
        )
    )
    return [said, text, as_hoped(_, result.shift, result.better), _unlike(_)]


def _unlike(_: Translator) -> str:
    return _("If the groups differed from the start, that may be why.")


def attendance(_: Translator, result: Attendance) -> list[str]:
    low, high = percents(_, result.low, result.high)
    counts = {
        "people": _.number(result.people),
        "present": _.number(result.present),
        "marked": _.number(result.marked),
    }
    if result.people == 1:
        return [
            _(
                "One person came {present} of {marked} times. One person says nothing about "
                "others.",
                **counts,
            )
        ]
    if result.people < ENOUGH_FOR_PERCENT:
        return [
            _(
                "{people} people came {present} of {marked} times. With so few people attendance "
                "in the "
                "long run may lie anywhere from {low} to {high} (95% interval).",
                low=low,
                high=high,
                **counts,
            )
        ]
    return [
        _(
            "{people} people came {present} of {marked} times ({rate}; 95% interval {low} to "
            "{high}).",
            rate=_.percent(result.rate),
            low=low,
            high=high,
            **counts,
        )
    ]
