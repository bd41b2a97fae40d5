"""Where a name stands beside its mark so that it covers as little as it can."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_LETTER, _LINE, _GAP = 8.6, 20.0, 5.0


def label_places(
    spots: np.ndarray, radii: np.ndarray, texts: Sequence[Sequence[str]]
) -> list[tuple[float, float, str]]:
    """For each mark the shift of its name in pixels and the side that the name hangs on.

    Eight places around the mark are tried; the one that covers least of the marks and of the names
    placed before is taken, below the mark when all are free. Crowded marks come first.

    Parameters
    ----------
    spots
        Places of the marks in pixels, y upwards.
    radii
        Half the marks' size in pixels.
    texts
        The lines of each name.
    """
    marks = np.column_stack([spots - radii[:, None], spots + radii[:, None]])
    placed = np.empty((0, 4))
    found: dict[int, tuple[float, float, str]] = {}
    for index in _crowded_first(spots):
        width = max(len(line) for line in texts[index]) * _LETTER
        height = len(texts[index]) * _LINE
        best = None
        for order, (dx, dy, anchor) in enumerate(_around(radii[index], height)):
            box = _box(spots[index], dx, dy, anchor, width, height)
            covered = _overlap(box, np.delete(marks, index, axis=0)) * 2 + _overlap(box, placed)
            if best is None or covered + order < best[0]:
                best = (covered + order, box, (dx, dy, anchor))
        placed = np.vstack([placed, best[1]])
        found[index] = best[2]
    return [found[index] for index in range(len(spots))]


def _crowded_first(spots: np.ndarray) -> list[int]:
    apart = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1))
    return list(np.argsort((apart < 150).sum(axis=1) * -1, kind="stable"))


def _around(radius: float, height: float) -> list[tuple[float, float, str]]:
    beside, above = radius + _GAP, radius + _GAP + height / 2
    slant = radius * 0.7 + _GAP
    return [
        (0, -above, "center"),
        (0, above, "center"),
        (beside, 0, "left"),
        (-beside, 0, "right"),
        (slant, -slant - height / 2, "left"),
        (slant, slant + height / 2, "left"),
        (-slant, -slant - height / 2, "right"),
        (-slant, slant + height / 2, "right"),
    ]


def _box(
    spot: np.ndarray, dx: float, dy: float, anchor: str, width: float, height: float
) -> np.ndarray:
    left = spot[0] + dx - {"left": 0, "center": width / 2, "right": width}[anchor]
    bottom = spot[1] + dy - height / 2
    return np.array([left, bottom, left + width, bottom + height])


def _overlap(box: np.ndarray, others: np.ndarray) -> float:
    across = np.minimum(box[2], others[:, 2]) - np.maximum(box[0], others[:, 0])
    up = np.minimum(box[3], others[:, 3]) - np.maximum(box[1], others[:, 1])
    return float((across.clip(0) * up.clip(0)).sum())
