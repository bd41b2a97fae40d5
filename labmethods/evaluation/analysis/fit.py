"""One synthetic-control fit: on the outcome before the start, or on predictors."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from labmethods.errors import Invalid
from labmethods.evaluation.analysis.measured import Places, answers
from labmethods.evaluation.analysis.simplex import nearest_mean
from labmethods.language import N_


@dataclass(frozen=True)
class Task:
    """What one fit needs, small enough to send to another computer."""

    place: int
    donors: np.ndarray
    """The columns of the panel that are weighed together for the column ``place``."""
    outcome: np.ndarray
    """Time before the start x (the place, then its donors)."""
    predictors: np.ndarray | None = None
    """Predictor x (the place, then its donors), each of them with spread one."""
    importance: np.ndarray | None = None
    names: tuple[str, ...] = ()

    def without(self, donor: int, importance: pd.Series | None) -> Task:
        """The same without one donor, the importance of predictors being known by now."""
        return replace(
            self,
            donors=np.delete(self.donors, donor),
            outcome=np.delete(self.outcome, donor + 1, axis=1),
            predictors=None
            if self.predictors is None
            else np.delete(self.predictors, donor + 1, axis=1),
            importance=None if importance is None else importance.to_numpy(),
        )


@dataclass(frozen=True)
class Fit:
    """The weights of the donors, and the importance of the predictors where there are any."""

    weights: np.ndarray
    importance: pd.Series | None


def tasks_of(
    given: Places, predictors: pd.DataFrame | None, importance: pd.Series | None
) -> list[Task]:
    """The fit of the treated place, then that of each donor on the other donors."""
    before = given.outcome.to_numpy()[given.before]
    number = before.shape[1]
    known = None if predictors is None else _known(predictors, list(given.outcome.columns))
    shares = None if predictors is None else _shares(importance, predictors.index)
    names = () if predictors is None else tuple(map(str, predictors.index))
    tasks = []
    for place in range(number):
        columns = np.array([place, *(donor for donor in range(1, number) if donor != place)])
        scaled = None if known is None else _scaled(known[:, columns], names)
        tasks.append(Task(place, columns[1:], before[:, columns], scaled, shares, names))
    return tasks


def _known(predictors: pd.DataFrame, columns: list[Hashable]) -> np.ndarray:
    missing = [place for place in columns if place not in predictors.columns]
    if missing:
        raise Invalid(N_("The predictors have no column for {place}."), place=missing[0])
    values = np.column_stack([answers(predictors[place], str(place)) for place in columns])
    for predictor, row in zip(predictors.index, values, strict=True):
        if np.isnan(row).any():
            raise Invalid(
                N_("The predictor {predictor} lacks a value for {place}."),
                predictor=predictor,
                place=columns[int(np.flatnonzero(np.isnan(row))[0])],
            )
    return values


def _scaled(values: np.ndarray, names: tuple[str, ...]) -> np.ndarray:
    """Each predictor on a common scale over the places of one fit."""
    spread = values.std(axis=1, ddof=1, keepdims=True)
    for predictor, width in zip(names, spread[:, 0], strict=True):
        if width == 0:
            raise Invalid(
                N_(
                    "The predictor {predictor} is the same everywhere and tells nothing. Leave it "
                    "out."
                ),
                predictor=predictor,
            )
    return values / spread


def _shares(importance: pd.Series | None, predictors: pd.Index) -> np.ndarray | None:
    if importance is None:
        return None
    values = answers(importance.reindex(predictors), N_("importance")).to_numpy()
    if np.isnan(values).any() or (values < 0).any() or values.sum() == 0:
        raise Invalid(
            N_("Each predictor needs an importance that is not negative, and one above zero.")
        )
    return values / values.sum()


def fit_weights(task: Task) -> Fit:
    """The donors' weights of one task."""
    if task.predictors is None:
        return Fit(nearest_mean(task.outcome[:, 1:], task.outcome[:, 0]), None)
    shares = task.importance if task.importance is not None else _best_importance(task)
    return Fit(_weights(task, shares), pd.Series(shares, index=list(task.names), name="importance"))


def _weights(task: Task, importance: np.ndarray) -> np.ndarray:
    weighed = task.predictors * np.sqrt(importance)[:, None]
    # Few predictors are often met exactly by many weightings; settling each tie in the search for
    # the importance would take a hundred times as long.
    return nearest_mean(weighed[:, 1:], weighed[:, 0], settle_ties=False)


def _best_importance(task: Task) -> np.ndarray:
    """The importance whose weights follow the outcome before the start best (nested V).

    The error is not convex in the importance, so the search starts from several places: all alike,
    what a regression of outcome on predictors says, and each predictor standing out.
    """
    from scipy.optimize import minimize

    number = len(task.predictors)

    def shares(logs: np.ndarray) -> np.ndarray:
        scaled = np.exp(logs - logs.max())
        return scaled / scaled.sum()

    def error(logs: np.ndarray) -> float:
        left = task.outcome[:, 0] - task.outcome[:, 1:] @ _weights(task, shares(logs))
        return float(left @ left)

    starts = [np.zeros(number), np.log(_regressed(task) + 1e-6)]
    starts += [np.where(np.arange(number) == i, 3.0, 0.0) for i in range(number)]
    best = min(sorted(starts, key=error)[:3], key=error)
    for begin in sorted(starts, key=error)[:3]:
        for method in ("Nelder-Mead", "Powell"):
            found = minimize(
                error,
                begin,
                method=method,
                options={"maxiter": 200 * number, "maxfev": 400 * number},
            )
            begin = found.x
            best = min(best, found.x, key=error)
    return shares(best)


def _regressed(task: Task) -> np.ndarray:
    """How much each predictor says of the outcomes, by least squares over all places."""
    design = np.column_stack([np.ones(task.predictors.shape[1]), task.predictors.T])
    coefficients = np.linalg.lstsq(design, task.outcome.T, rcond=None)[0][1:]
    size = (coefficients**2).sum(axis=1)
    return size / size.sum() if size.sum() else np.full(len(size), 1 / len(size))
