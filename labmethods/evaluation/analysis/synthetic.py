"""Synthetic control: a place against a weighted mean of others that went as it did before."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from labmethods.errors import Invalid
from labmethods.evaluation.analysis.fit import Fit, Task, fit_weights, tasks_of
from labmethods.evaluation.analysis.measured import Places, direction, place_in_time, places
from labmethods.evaluation.analysis.refusal import Refusal, reasons
from labmethods.evaluation.analysis.result import Result
from labmethods.language import N_
from labmethods.scheduler import fan_out

_EXACT = 1e-9
"""A fit whose error is smaller than this part of the values' size is exact."""


@dataclass(frozen=True)
class SyntheticControl(Result):
    """A place against its synthetic twin.

    Attributes
    ----------
    treated, start
        The place, and the first time after.
    weights
        The weight of each donor, none negative, with the sum one; the largest first.
    effect
        Mean gap after the start, in the outcome's unit.
    gap
        Observed less synthetic, on the times.
    observed, synthetic
        The two, on the times.
    placebos
        The gap of each donor (columns) when it is treated as the place is, on the times.
    ratios
        Error after the start by error before it, root mean square, of the place and every donor.
    p_value, smallest_p_value
        The place's rank in ``ratios`` by the number of places, and the smallest that rank allows.
    error_before, error_after
        Root mean square of the gap before and after the start.
    leave_one_out
        The gap without each donor that has a weight (columns), on the times.
    importance
        The weight of each predictor in the fit, with the sum one; None when fitted on the outcome.
    donors, left_out
        How many donors there are, and the places that were left out since values are missing.
    skipped
        Times that the panel lacks.
    refusals
        Why no conclusion may be drawn; empty when the fit is good enough.
    better
        Whether a ``"higher"`` or a ``"lower"`` outcome is what was hoped for.
    """

    treated: Hashable
    start: Hashable
    weights: pd.Series
    effect: float
    gap: pd.Series
    observed: pd.Series
    synthetic: pd.Series
    placebos: pd.DataFrame
    ratios: pd.Series
    p_value: float
    smallest_p_value: float
    error_before: float
    error_after: float
    leave_one_out: pd.DataFrame
    importance: pd.Series | None
    donors: int
    left_out: tuple[Hashable, ...]
    skipped: tuple[Hashable, ...]
    refusals: tuple[Refusal, ...]
    better: str = "higher"

    @property
    def certain(self) -> bool:
        """Whether the gap is larger than donors' and steady, and nothing forbids a conclusion."""
        return not self.refusals and self.p_value < 0.05 and self.steady

    @property
    def steady(self) -> bool:
        """Whether the effect keeps its sign whichever donor is left out."""
        effects = self.leave_one_out_effects
        return bool((np.sign(effects) == np.sign(self.effect)).all())

    @property
    def leave_one_out_effects(self) -> pd.Series:
        """The effect without each donor that has a weight."""
        return self.leave_one_out[self.leave_one_out.index >= self.start].mean()

    @property
    def hoped_for(self) -> bool:
        return self.certain and (self.effect > 0) == (self.better == "higher")


def synthetic_control(
    panel: pd.DataFrame,
    treated: Hashable,
    start: Hashable,
    donors: Iterable[Hashable] | None = None,
    *,
    predictors: pd.DataFrame | None = None,
    importance: pd.Series | None = None,
    better: str = "higher",
    scheduler: str | None = None,
) -> SyntheticControl:
    """What came of a place, against a weighted mean of other places that went as it did before.

    Parameters
    ----------
    panel
        Time x place, one value each.
    treated
        The place where something was done.
    start
        The first time that counts as after.
    donors
        The places to weigh together; all but the treated if not given. None of them may have had
        the same thing done to it.
    predictors
        Predictor x place. Without them the weights are fitted on every outcome before the start.
    importance
        How much each predictor counts. Without it, it is chosen so that the outcome before the
        start is followed best (the paper's nested V).
    better
        ``"higher"`` or ``"lower"``: what was hoped for.
    scheduler
        Address of a Dask scheduler, such as ``tcp://host:8786``, that the placebo fits go out over;
        on this computer if not given.

    Returns
    -------
    SyntheticControl
        Abadie & Gardeazabal (2003), AER 93(1); Abadie, Diamond & Hainmueller (2010), JASA 105(490),
        also for the placebo test and its p-value; (2015), AJPS 59(2), for leave-one-out.

    Raises
    ------
    Invalid
        As ``places``; or predictors lack a place, or a predictor is the same everywhere.

    Examples
    --------
    >>> panel = pd.DataFrame(
    ...     {"Here": [1.0, 2, 3, 6], "There": [0.0, 2, 2, 3], "Yonder": [2.0, 2, 4, 5]},
    ...     index=[2016, 2017, 2018, 2019],
    ... )
    >>> answer = synthetic_control(panel, "Here", 2019)
    >>> answer.weights.to_dict(), answer.effect
    ({'There': 0.5, 'Yonder': 0.5}, 2.0)
    """
    direction(better)
    given = places(panel, treated, start, donors)
    if np.ptp(given.outcome[given.before].to_numpy()) == 0:
        raise Invalid(
            N_("Before the start every place has one and the same value: there is nothing to fit.")
        )
    tasks = tasks_of(given, predictors, importance)
    fits = fan_out(fit_weights, tasks, scheduler)
    values = given.outcome.to_numpy()
    gaps = pd.DataFrame(
        np.column_stack([_gap(values, *pair) for pair in zip(tasks, fits, strict=True)]),
        index=given.outcome.index,
        columns=given.outcome.columns,
    )
    weights = pd.Series(fits[0].weights, index=pd.Index(given.others), name="weight")
    return _result(
        given, gaps, weights, fits[0].importance, _without_each(given, tasks[0], fits[0]), better
    )


def placebo_in_time(
    panel: pd.DataFrame,
    treated: Hashable,
    start: Hashable,
    pretended: Hashable | None = None,
    donors: Iterable[Hashable] | None = None,
) -> SyntheticControl:
    """The same comparison with a start that never was, inside the time before the real one.

    A gap there means that the method finds effects where nothing was done. Abadie, Diamond &
    Hainmueller (2015), AJPS 59(2).

    Parameters
    ----------
    panel, treated, start, donors
        As in ``synthetic_control``.
    pretended
        The start that never was; two thirds into the time before if not given.

    Raises
    ------
    Invalid
        As ``synthetic_control``; also if fewer than three times lie before the real start.

    Examples
    --------
    >>> panel = pd.DataFrame(
    ...     {"Here": [1.0, 2, 3, 4, 9], "There": [0.0, 2, 2, 3, 3], "Yonder": [2.0, 2, 4, 5, 5]},
    ...     index=[2015, 2016, 2017, 2018, 2019],
    ... )
    >>> int(placebo_in_time(panel, "Here", 2019).start)
    2017
    """
    ordered = panel.sort_index()
    before = ordered.iloc[: place_in_time(ordered.index, start)]
    if pretended is None:
        if len(before) < 3:
            raise Invalid(
                N_("Only {n} times lie before the start; at least {least} are needed."),
                n=len(before),
                least=3,
            )
        pretended = before.index[max(2, 2 * len(before) // 3)]
    return synthetic_control(before, treated, pretended, donors)


def synthetic_controls(
    panels: dict[str, pd.DataFrame],
    treated: Hashable,
    start: Hashable,
    *,
    scheduler: str | None = None,
) -> dict[str, SyntheticControl]:
    """The same comparison for many indicators, spread over a scheduler's workers when one is given.

    Parameters
    ----------
    panels
        A panel (time x place) for each indicator's name.

    Raises
    ------
    Invalid
        As ``synthetic_control``, for the first panel that can't be used.
    """
    names = list(panels)
    answers = fan_out(_one_of_many, [(panels[name], treated, start) for name in names], scheduler)
    return dict(zip(names, answers, strict=True))


def _one_of_many(task: tuple[pd.DataFrame, Hashable, Hashable]) -> SyntheticControl:
    return synthetic_control(*task)


def _gap(values: np.ndarray, task: Task, fit: Fit) -> np.ndarray:
    return values[:, task.place] - values[:, task.donors] @ fit.weights


def _without_each(given: Places, task: Task, fit: Fit) -> pd.DataFrame:
    """The gap without each donor that counts; the importance of predictors stays as it was."""
    values, gaps = given.outcome.to_numpy(), {}
    for i in np.flatnonzero(fit.weights > 1e-6):
        less = task.without(int(i), fit.importance)
        gaps[given.others[i]] = _gap(values, less, fit_weights(less))
    return pd.DataFrame(gaps, index=given.outcome.index)


def _result(
    given: Places,
    gaps: pd.DataFrame,
    weights: pd.Series,
    importance: pd.Series | None,
    without: pd.DataFrame,
    better: str,
) -> SyntheticControl:
    name = given.treated[0]
    gap = gaps[name].rename("gap")
    size = np.sqrt(np.mean(given.outcome.to_numpy() ** 2))
    before = np.sqrt((gaps[given.before] ** 2).mean())
    before[before < _EXACT * size] = 0.0
    after = np.sqrt((gaps[given.after] ** 2).mean())
    ratios = (after / before.replace(0.0, np.nan)).fillna(np.inf).rename("ratio")
    rank = int((ratios >= ratios[name] * (1 - 1e-9)).sum())
    return SyntheticControl(
        treated=name,
        start=given.start,
        weights=weights.sort_values(ascending=False, kind="stable"),
        effect=float(gap[given.after].mean()),
        gap=gap,
        observed=given.outcome[name].rename("observed"),
        synthetic=(given.outcome[name] - gap).rename("synthetic"),
        placebos=gaps.drop(columns=name),
        ratios=ratios,
        p_value=rank / len(ratios),
        smallest_p_value=1 / len(ratios),
        error_before=float(before[name]),
        error_after=float(after[name]),
        leave_one_out=without,
        importance=importance,
        donors=len(given.others),
        left_out=given.left_out,
        skipped=given.skipped,
        refusals=reasons(given, before),
        better=better,
    )
