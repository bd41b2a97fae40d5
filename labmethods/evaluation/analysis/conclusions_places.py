"""What a comparison of places says, as plain sentences."""

from __future__ import annotations

from labmethods.evaluation.analysis.differences import DifferenceInDifferences
from labmethods.evaluation.analysis.interrupted import InterruptedSeries
from labmethods.evaluation.analysis.measured import said as time_said
from labmethods.evaluation.analysis.said import amounts, as_hoped, sizes
from labmethods.evaluation.analysis.synthetic import SyntheticControl
from labmethods.language import Translator


def difference_in_differences(_: Translator, result: DifferenceInDifferences) -> list[str]:
    effect, low, high = sizes(_, result.effect, result.low, result.high)
    values = {
        "start": time_said(result.start),
        "places": _.listing(str(place) for place in result.treated),
        "effect": effect,
        "others": _.number(result.others),
        "low": low,
        "high": high,
    }
    said = [
        _(
            "From {start} on, {places} went up by {effect} against the mean of {others} other "
            "places (95% interval {low} to {high}).",
            **values,
        )
        if result.effect > 0
        else _(
            "From {start} on, {places} went down by {effect} against the mean of {others} other "
            "places (95% interval {low} to {high}).",
            **values,
        )
    ]
    if result.drifting:
        said.append(
            _(
                "The places were drifting apart before the start already, so the comparison is not "
                "fair: "
                "we cannot tell what the activity did."
            )
        )
    elif result.certain:
        said += [
            _(
                "Other places rarely change so differently by themselves: it is more than chance "
                "explains."
            ),
            as_hoped(_, result.effect, result.better),
            _others(_),
        ]
    elif result.smallest_p_value >= 0.05:
        said.append(_too_few(_, result.smallest_p_value))
    else:
        said.append(
            _(
                "Places change as differently by themselves: we cannot tell whether the activity "
                "did anything."
            )
        )
    return said + _left_out(_, result.left_out)


def interrupted_series(_: Translator, result: InterruptedSeries) -> list[str]:
    said_of = sizes if result.certain else amounts
    effect, low, high = said_of(_, result.effect, result.low, result.high)
    values = {
        "start": time_said(result.start),
        "effect": effect,
        "low": low,
        "high": high,
    }
    if not result.certain:
        return [
            _(
                "From {start} on the series lies {effect} from its earlier trend carried on (95% "
                "interval {low} to {high}): we cannot tell whether it left that trend.",
                **values,
            )
        ]
    text = (
        _(
            "From {start} on the series lies above its earlier trend carried on: by {effect} on "
            "average (95% interval {low} to {high}), more than chance explains.",
            **values,
        )
        if result.effect > 0
        else _(
            "From {start} on the series lies below its earlier trend carried on: by {effect} on "
            "average (95% interval {low} to {high}), more than chance explains.",
            **values,
        )
    )
    return [
        text,
        as_hoped(_, result.effect, result.better),
        _("Without a comparison place, whatever else happened then may be why."),
    ]


def synthetic_control(_: Translator, result: SyntheticControl) -> list[str]:
    if result.refusals:
        why = "; ".join(reason.text(_.language) for reason in result.refusals)
        return [
            _("No conclusion can be drawn: {reasons}.", reasons=why),
            *_left_out(_, result.left_out),
        ]
    effect, before = amounts(_, abs(result.effect), result.error_before)
    values = {
        "place": result.treated,
        "start": time_said(result.start),
        "effect": effect,
        "before": before,
    }
    said = [
        _(
            "From {start} on, {place} lay {effect} above a weighted mean of other places, on "
            "average; before "
            "that the two lay {before} apart.",
            **values,
        )
        if result.effect > 0
        else _(
            "From {start} on, {place} lay {effect} below a weighted mean of other places, on "
            "average; before "
            "that the two lay {before} apart.",
            **values,
        )
    ]
    return [*said, *_rank(_, result), *_skipped(_, result.skipped), *_left_out(_, result.left_out)]


def _rank(_: Translator, result: SyntheticControl) -> list[str]:
    places = len(result.ratios)
    rank = round(result.p_value * places)
    if result.smallest_p_value >= 0.05:
        return [_too_few(_, result.smallest_p_value)]
    if result.p_value >= 0.05:
        return [
            _(
                "{rank} of all {places} places strayed as far from their own weighted means: we "
                "cannot tell whether the activity did anything.",
                rank=_.number(rank),
                places=_.number(places),
            )
        ]
    if not result.steady:
        turning = result.leave_one_out_effects
        donor = turning.index[(turning > 0) != (result.effect > 0)][0]
        return [
            _(
                "The result hangs on one place, {donor}: without it the sign turns, so we cannot "
                "tell.",
                donor=donor,
            )
        ]
    return [
        _(
            "{n} of the {others} other places strayed so far: it is more than chance explains.",
            n=_.number(rank - 1),
            others=_.number(places - 1),
        )
        if rank > 1
        else _(
            "Not one of the {others} other places strayed so far: it is more than chance explains.",
            others=_.number(places - 1),
        ),
        as_hoped(_, result.effect, result.better),
        _others(_),
    ]


def _others(_: Translator) -> str:
    return _("Something else that happened just there and then may still be why.")


def _too_few(_: Translator, smallest: float) -> str:
    return _(
        "With so few places to compare with, chance gives the outermost place one time in {times}: "
        "we "
        "cannot tell whether the activity did anything.",
        times=_.number(round(1 / smallest)),
    )


def _left_out(_: Translator, places: tuple) -> list[str]:
    if not places:
        return []
    return [
        _(
            "Left out since values are missing: {places}.",
            places=_.listing(str(place) for place in places),
        )
    ]


def _skipped(_: Translator, times: tuple) -> list[str]:
    if not times:
        return []
    return [_("Times without values: {times}.", times=_.listing(time_said(time) for time in times))]
