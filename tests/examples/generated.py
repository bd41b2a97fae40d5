"""Catalogues of any size, made up from the words of the real one: for measuring only."""

from __future__ import annotations

import json
from collections.abc import Callable

import numpy as np
import pandas as pd

from labmethods.focus_areas import FOCUS_AREAS
from labmethods.shipped import shipped


def real_rows() -> list[dict]:
    """The catalogue that comes along."""
    path = shipped("data") / "examples" / "examples.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def generated(n: int, seed: int = 0) -> pd.DataFrame:
    """So many examples: sentences of the real ones mixed with made-up words, as in a large one."""
    rng = np.random.default_rng(seed)
    rows = real_rows()
    sentences = [part for row in rows for part in (row["summary_sv"] or "").split(". ") if part]
    partners = sorted({partner for row in rows for partner in row["partners"]})
    pick: Callable[[list], str] = lambda values: values[rng.integers(len(values))]  # noqa: E731
    syllables = [
        "ba",
        "de",
        "fi",
        "go",
        "ku",
        "la",
        "mi",
        "no",
        "ra",
        "sti",
        "ta",
        "ve",
        "bo",
        "ny",
    ]

    def made_up(words: int) -> str:
        return " ".join("".join(rng.choice(syllables, 4)) for _ in range(words))

    made = []
    for number in range(n):
        row = rows[rng.integers(len(rows))]
        made.append(
            {
                "id": f"generated-{number}",
                "name": f"{row['name'].split()[0]} {made_up(2)}",
                "organisation": pick(rows)["organisation"],
                "place": pick(rows)["place"],
                "municipality_code": pick(rows)["municipality_code"],
                "focus_areas": sorted(rng.choice(sorted(FOCUS_AREAS), 2, replace=False).tolist()),
                "target_group": pick(rows)["target_group"],
                "partners": [pick(partners), pick(partners)],
                "summary": f"{pick(sentences)}. {made_up(6)}. {pick(sentences)}.",
                "results": pick(rows)["results_sv"],
                "evidence": pick(rows)["evidence"],
                "source_url": row["source_url"],
                "source_title": row["source_title"],
                "language": "sv",
            }
        )
    return pd.DataFrame(made)
