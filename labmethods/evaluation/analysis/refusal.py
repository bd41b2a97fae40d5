"""When a synthetic control is too poor to conclude anything from, and why."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from labmethods.evaluation.analysis.measured import Places
from labmethods.language import N_, translator

LEAST_TIMES = 5
LEAST_DONORS = 5


@dataclass(frozen=True)
class Refusal:
    """A reason in the reader's language: ``message`` of the catalogue and its numbers."""

    message: str
    numbers: tuple[tuple[str, float], ...]

    def text(self, language: str) -> str:
        _ = translator(language)
        return _(self.message, **{name: _number(_, value) for name, value in self.numbers})


def reasons(given: Places, errors_before: pd.Series) -> tuple[Refusal, ...]:
    """Why no conclusion may be drawn; empty when there is no such reason.

    Parameters
    ----------
    errors_before
        Root mean square gap before the start of the treated place and of every donor as a placebo.

    Notes
    -----
    A fit is poor when its error is more than a quarter of how far places usually lie apart, and it
    is also more than twice what is usual among the donors' own fits or more than half of the
    treated place's own ups and downs. Abadie (2021), Journal of Economic Literature 59(2), on why a
    poor fit must not be used.
    """
    name = given.treated[0]
    before = given.outcome[given.before]
    error = float(errors_before[name])
    found = []
    if len(before) < LEAST_TIMES:
        found.append(
            _reason(
                N_(
                    "only {n} times lie before the start, and at least {least} are needed to see "
                    "whether the comparison holds"
                ),
                n=len(before),
                least=LEAST_TIMES,
            )
        )
    if len(given.others) < LEAST_DONORS:
        found.append(
            _reason(
                N_(
                    "there are only {n} comparison places, and at least {least} are needed to tell "
                    "chance from effect"
                ),
                n=len(given.others),
                least=LEAST_DONORS,
            )
        )
    if error == 0:
        found.append(
            _reason(
                N_(
                    "with {times} times and {donors} places the weights can copy the place exactly "
                    "whatever happened, so the fit proves nothing"
                ),
                times=len(before),
                donors=len(given.others),
            )
        )
    if _is_poor(before, given, error, errors_before.drop(name)):
        found.append(
            _reason(
                N_(
                    "no mean of the other places follows this one before the start: they are "
                    "{error} apart there, and places usually lie {spread} apart"
                ),
                error=error,
                spread=_spread(before[given.others]),
            )
        )
    return tuple(found)


def _is_poor(before: pd.DataFrame, given: Places, error: float, others: pd.Series) -> bool:
    own = float(before[given.treated[0]].std(ddof=0))
    return error > 0.25 * _spread(before[given.others]) and (
        error > 2 * float(others.median()) or error > 0.5 * own
    )


def _spread(before: pd.DataFrame) -> float:
    """How far places usually lie from their mean at the same time."""
    return float(np.sqrt(before.var(axis=1, ddof=1).mean()))


def _reason(message: str, **numbers: float) -> Refusal:
    return Refusal(message, tuple(numbers.items()))


def _number(_: object, value: float) -> str:
    return (
        _.number(value)
        if float(value).is_integer()
        else _.number(value, 2 if abs(value) < 10 else 1)
    )
