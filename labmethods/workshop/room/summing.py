"""What the room's screen shows of a round: a sentence, bars, places or texts, ready to draw."""

from __future__ import annotations

from typing import Any

import pandas as pd

from labmethods.language import translator
from labmethods.workshop import analysis, sentences
from labmethods.workshop.records import WRITTEN
from labmethods.workshop.room.entry import Asked

MOST_TEXTS = 60


def summary(asked: Asked, given: pd.DataFrame, language: str) -> dict[str, Any]:
    """What came in a round, as plain values for JSON."""
    _ = translator(language)
    kind, n = asked.round.kind, analysis.voices(given)
    said: dict[str, Any] = {
        "kind": kind,
        "voices": n,
        "told": _.plural("{n} participant has sent.", "{n} participants have sent.", n),
    }
    if n == 0:
        return said
    if kind in WRITTEN:
        return said | _texts(given)
    if kind == "board":
        return said | _board(asked, given, language)
    if kind in ("dots", "rank", "rate"):
        return said | _bars(asked, given, language)
    return said


def _texts(given: pd.DataFrame) -> dict[str, Any]:
    table = analysis.words(given)
    rows = [
        {"label": text, "value": int(n), "shown": str(n)}
        for text, n in table.head(MOST_TEXTS).itertuples(index=False)
    ]
    return {"rows": rows, "more": max(0, len(table) - MOST_TEXTS)}


def _bars(asked: Asked, given: pd.DataFrame, language: str) -> dict[str, Any]:
    _ = translator(language)
    choices = [subject for subject, _called in asked.subjects]
    if asked.round.kind == "dots":
        table = analysis.dots(given, choices)
        sentence, column = sentences.dots_sentence(table, language), "dots"
    elif asked.round.kind == "rank":
        found = analysis.rank_order(given, choices)
        table, sentence, column = found.table, sentences.order_sentence(found, language), "points"
    else:
        table = analysis.ratings(given, choices)
        sentence, column = sentences.ratings_sentence(table, language), "mean"
    rows = []
    for row in table.to_dict("records"):
        value = float(row[column]) if pd.notna(row[column]) else 0.0
        shown = _.number(value, 0 if value % 1 == 0 else 1)
        bar: dict[str, Any] = {"label": row["choice"], "value": value, "shown": shown}
        if asked.round.kind == "rate":
            bar["spread"] = [int(row[str(one)]) for one in range(1, 6)]
        rows.append(bar)
    return {"sentence": sentence, "rows": rows}


def _board(asked: Asked, given: pd.DataFrame, language: str) -> dict[str, Any]:
    names = dict(asked.subjects)
    table = analysis.placements(given)
    table = table.assign(name=[names.get(actor, "–") for actor in table["actor"]])
    places = [
        {
            "label": row["name"],
            "n": int(row["n"]),
            "split": any(
                row[f"{key}_agreement"] < sentences.SPLIT for key in ("power", "interest")
            ),
            **{
                key: None if pd.isna(row[key]) else float(row[key])
                for key in ("power", "power_low", "power_high")
            },
            **{
                key: None if pd.isna(row[key]) else float(row[key])
                for key in ("interest", "interest_low", "interest_high")
            },
        }
        for row in table.to_dict("records")
    ]
    return {"sentence": sentences.board_sentence(table, language), "places": places}
