"""The weighted mean that comes nearest to a target: exact least squares on the simplex."""

from __future__ import annotations

import numpy as np

_TIE = 1e-9
_EXACT = 1e-12


def nearest_mean(
    columns: np.ndarray, target: np.ndarray, *, settle_ties: bool = True
) -> np.ndarray:
    """Weights, none negative and with the sum one, whose mean of columns is nearest to the target.

    With ``D = columns - target`` and weights ``w``, the smallest ``|D w|`` over the simplex has the
    same ``w`` as the smallest ``|D u|² + (1 - sum u)²`` over ``u >= 0``: for ``u = s w`` the best
    ``s`` leaves ``d² / (1 + d²)`` with ``d = |D w|``, which grows with ``d``. So one non-negative
    least-squares problem, which scipy solves exactly (Lawson & Hanson 1974, ch. 23), gives the
    optimum; no penalty and no tolerance to choose.

    Where several weightings come equally near, those of the columns that lie nearest to the target
    are taken (Abadie & L'Hour 2021, JASA 116(536), with the penalty going to zero).

    Parameters
    ----------
    columns
        One column a place, one row a time or a predictor.
    target
        One value a row.
    settle_ties
        Without it any of the best weightings may come, which is quicker in a search over many fits.

    Examples
    --------
    >>> nearest_mean(np.array([[0.0, 4.0, 9.0]]), np.array([1.0])).round(6).tolist()
    [0.75, 0.25, 0.0]
    """
    from scipy.optimize import nnls

    apart = columns - target[:, None]
    scale = np.sqrt(np.mean(apart**2))
    if scale == 0:
        return np.full(columns.shape[1], 1 / columns.shape[1])
    apart = apart / scale
    stacked = np.vstack([apart, np.ones(apart.shape[1])])
    weights, _ = nnls(
        stacked, np.append(np.zeros(len(target)), 1.0), maxiter=30 * len(stacked.T) + 300
    )
    weights /= weights.sum()
    if shortfall(apart, np.zeros(len(target)), weights) > _EXACT:
        weights = _nearest_point(apart)
    return _nearest_of_equals(apart, weights, apart @ weights) if settle_ties else weights


def _nearest_point(apart: np.ndarray) -> np.ndarray:
    """Weights of the point between the columns that lies nearest to zero (Wolfe 1976).

    Slower than scipy's solver, which up to version 1.17 may stop short of the optimum where columns
    hang on each other (github.com/scipy/scipy/pull/26180); a column that adds nothing to those in
    use is never taken up here.
    """
    weights = np.zeros(apart.shape[1])
    used = [int((apart**2).sum(axis=0).argmin())]
    weights[used] = 1.0
    for _ in range(30 * len(weights) + 300):
        point = apart @ weights
        better = int((apart.T @ point).argmin())
        if better in used or apart[:, better] @ point > point @ point - _EXACT:
            break
        used.append(better)
        while True:
            best = _nearest_in_plane(apart[:, used])
            if (best > _EXACT).all():
                break
            # As far towards it as no weight gets negative; what gets zero is left out.
            now = weights[used]
            out = best <= _EXACT
            step = np.min(now[out] / np.maximum(now[out] - best[out], _EXACT))
            now = now + min(step, 1.0) * (best - now)
            now[np.where(out)[0][np.argmin(now[out])]] = 0.0
            weights[used] = np.maximum(now, 0)
            used = [one for one in used if weights[one] > 0]
        weights[:] = 0
        weights[used] = best
    return weights


def _nearest_in_plane(columns: np.ndarray) -> np.ndarray:
    """The same with weights of any sign."""
    first = columns[:, :1]
    others, *_ = np.linalg.lstsq(columns[:, 1:] - first, -first[:, 0])
    return np.concatenate([[1 - others.sum()], others])


def _nearest_of_equals(apart: np.ndarray, weights: np.ndarray, left: np.ndarray) -> np.ndarray:
    """The one of equally good weightings that leans on near places; mostly there is but one."""
    used = apart.T @ left - left @ left < _TIE
    if used.sum() <= 1:
        return weights
    face = np.vstack([apart[:, used], np.ones(used.sum())])
    if used.sum() <= len(face) and np.linalg.matrix_rank(face, tol=_TIE) == used.sum():
        return weights
    from scipy.optimize import linprog

    answer = linprog(
        (apart[:, used] ** 2).sum(axis=0),
        A_eq=face,
        b_eq=np.append(left, 1.0),
        bounds=(0, None),
        method="highs",
    )
    if not answer.success:
        return weights
    chosen = np.zeros(len(weights))
    chosen[used] = np.maximum(answer.x, 0) / np.maximum(answer.x, 0).sum()
    # The choice among equals must not cost any nearness.
    return chosen if np.linalg.norm(apart @ chosen) <= np.linalg.norm(left) + 1e-8 else weights


def shortfall(columns: np.ndarray, target: np.ndarray, weights: np.ndarray) -> float:
    """How much nearer, squared, any other weights could come at most: zero at the optimum.

    The duality gap of Frank & Wolfe (1956): a certificate that needs no second solver.
    """
    apart = columns - target[:, None]
    left = apart @ weights
    return float(left @ left - (apart.T @ left).min())
