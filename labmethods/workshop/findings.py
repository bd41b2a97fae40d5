"""What a round found, as a chart and a table in the reader's language, for the minutes."""

from __future__ import annotations

import pandas as pd

from labmethods.blocks import Block, Chart, Table, Text
from labmethods.language import Translator, translator
from labmethods.workshop import analysis, figures
from labmethods.workshop.records import WorkshopRound
from labmethods.workshop.sentences import (
    board_sentence,
    dots_sentence,
    order_sentence,
    ratings_sentence,
)

LONGEST_LIST = 30
"""Texts that stand in the minutes; the rest is counted."""


def texts(round_: WorkshopRound, given: pd.DataFrame, language: str, source: str) -> list[Block]:
    """What people wrote, each text with how many wrote it."""
    _ = translator(language)
    counted = analysis.words(given)
    if counted.empty:
        return [Text(_("Nothing came in."))]
    shown = counted.head(LONGEST_LIST)
    frame = pd.DataFrame({_("What was written"): shown["text"], _("Participants"): shown["voices"]})
    if "upvotes" in shown:
        frame[_("For it")] = shown["upvotes"]
    caption = _(
        "{question} n = {n} participants.", question=_ended(round_.question), n=_n(given, _)
    )
    blocks: list[Block] = [Table(frame, caption, source)]
    left = len(counted) - len(shown)
    if left:
        blocks.append(
            Text(
                _.plural(
                    "{n} more text is kept in the lab.", "{n} more texts are kept in the lab.", left
                )
            )
        )
    return blocks


def dots(round_: WorkshopRound, given: pd.DataFrame, language: str, source: str) -> list[Block]:
    """The dot vote."""
    _ = translator(language)
    table = analysis.dots(given, round_.choices)
    finding = dots_sentence(table, language)
    shown = pd.DataFrame(
        {
            _("Choice"): table["choice"],
            _("Dots"): table["dots"],
            _("Participants"): table["voices"],
        }
    )
    return _chart(
        figures.dots_chart(table, language=language),
        finding,
        shown,
        round_,
        given,
        language,
        source,
    )


def order(round_: WorkshopRound, given: pd.DataFrame, language: str, source: str) -> list[Block]:
    """What the room put first."""
    _ = translator(language)
    found = analysis.rank_order(given, round_.choices)
    shown = pd.DataFrame(
        {
            _("Choice"): found.table["choice"],
            _("Points"): found.table["points"],
            _("Put first by"): found.table["first"],
            _("Beats so many others"): found.table["beats"],
        }
    )
    return _chart(
        figures.order_chart(found.table, language=language),
        order_sentence(found, language),
        shown,
        round_,
        given,
        language,
        source,
    )


def ratings(round_: WorkshopRound, given: pd.DataFrame, language: str, source: str) -> list[Block]:
    """How each statement was rated, and where the room is split."""
    _ = translator(language)
    table = analysis.ratings(given, round_.choices)
    shown = pd.DataFrame(
        {
            _("Choice"): table["choice"],
            _("Mean"): table["mean"].round(2),
            _("Median"): table["median"],
            _("Answers"): table["n"],
            _("Agreement, 0 to 1"): table["agreement"].round(2),
            **{str(value): table[str(value)] for value in range(1, 6)},
        }
    )
    return _chart(
        figures.ratings_chart(table, language=language),
        ratings_sentence(table, language),
        shown,
        round_,
        given,
        language,
        source,
    )


def board(
    round_: WorkshopRound, given: pd.DataFrame, names: dict[str, str], language: str, source: str
) -> list[Block]:
    """Where the room puts the actors, and on whom it disagrees."""
    _ = translator(language)
    table = analysis.placements(given)
    table = table.assign(name=[names.get(actor, "–") for actor in table["actor"]])
    shown = pd.DataFrame(
        {
            _("Actor"): table["name"],
            _("Power"): table["power"],
            _("Interest"): table["interest"],
            _("Answers"): table["n"],
            _("Agreement on power"): table["power_agreement"].round(2),
            _("Agreement on interest"): table["interest_agreement"].round(2),
        }
    )
    return _chart(
        figures.board_chart(table, language=language),
        board_sentence(table, language),
        shown,
        round_,
        given,
        language,
        source,
        said=2,
    )


def _chart(
    figure: object,
    finding: str,
    shown: pd.DataFrame,
    round_: WorkshopRound,
    given: pd.DataFrame,
    language: str,
    source: str,
    said: int = 1,
) -> list[Block]:
    _ = translator(language)
    caption = _(
        "{question} n = {n} participants.", question=_ended(round_.question), n=_n(given, _)
    )
    alt = f"{finding} {_values(shown, said, _)}"
    return [
        Chart(figure, finding, alt, f"{source}, n = {_n(given, _)}", Table(shown, caption, source))
    ]


def _values(shown: pd.DataFrame, said: int, _: Translator) -> str:
    """The first columns' values in words: ``Light: Dots 3; Café: Dots 1.``"""
    lines = []
    for row in shown.to_dict("records"):
        title, *others = list(row)[: said + 1]
        numbers = [f"{name} {_shown(row[name], _)}" for name in others]
        lines.append(f"{row[title]}: {', '.join(numbers)}")
    return "; ".join(lines) + "."


def _shown(value: float, _: Translator) -> str:
    return _.number(float(value), 0 if value % 1 == 0 else 1)


def _ended(question: str) -> str:
    return question if question.endswith(("?", ".", "!")) else f"{question}."


def _n(given: pd.DataFrame, _: Translator) -> str:
    return _.number(analysis.voices(given))
