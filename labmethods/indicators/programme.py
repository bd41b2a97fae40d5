"""The same indicator in several labs: pooled where it measures the same, else side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from labmethods.blocks import Block, Heading, Table, Text
from labmethods.indicators import analysis
from labmethods.indicators.labels import amount
from labmethods.indicators.periods import period_words
from labmethods.indicators.records import DIRECTIONS, LEVELS, UNITS, Indicator
from labmethods.language import N_, Translator, translator
from labmethods.programme.analysis import Comparable, comparable, pool_shares
from labmethods.programme.analysis.pooling import FEWEST
from labmethods.programme.pooled import pooled_blocks, refusals
from labmethods.programme.share import LabShare, together

if TYPE_CHECKING:
    from labmethods.programme.release import Released
    from labmethods.workbook.lab import Lab

SAME = ("unit", "level", "direction", "key_figure", "lowest", "highest")
"""What must agree before two labs' values are put together."""

_CHOICES = {"unit": UNITS, "level": LEVELS, "direction": DIRECTIONS}
_LATEST = ["period", "value", "numerator", "denominator", "source"]


def share(lab: Lab, released: Released) -> dict[str, pd.DataFrame]:
    """Each released indicator's definition and its latest value for everybody."""
    definitions = lab["indicators"].frame()
    may_tell = definitions["id"].map(lambda one: released("indicators", one)).astype("bool")
    definitions = definitions[may_tell]
    columns = ["id", "name", "unit_words", *SAME]
    observations = analysis.hide_small(lab["observations"].frame())
    known = analysis.with_values(analysis.as_known_on(observations))
    known = known[(known["group"] == "T") & known["value"].notna()]
    latest = known.sort_values("start", kind="stable").groupby("indicator").tail(1)
    latest = latest.set_index("indicator")[_LATEST]
    table = definitions[columns].join(latest, on="id")
    return {"latest": table.reset_index(drop=True)}


def programme(shares: Sequence[LabShare], language: str) -> list[Block]:
    """Every indicator that at least two labs follow."""
    _ = translator(language)
    table = together(shares, "indicators", "latest")
    if table.empty:
        return []
    blocks: list[Block] = []
    silent = []
    called = table["key_figure"].fillna(table["name"].str.casefold().str.split().str.join(" "))
    for _key, rows in table.groupby(called, sort=False):
        # A lab may follow one thing twice, such as for two places; its first is taken.
        rows = rows.drop_duplicates("lab")
        if len(rows) > 1 and rows["value"].isna().all():
            silent.append(rows["name"].iloc[0])
        elif len(rows) > 1:
            blocks += _one(rows, _)
    if silent:
        names = _.listing(silent)
        blocks.append(
            Text(_("Followed in several labs, without a value yet: {names}.", names=names))
        )
    return blocks or [Text(_("No indicator is followed in more than one lab."))]


def _one(rows: pd.DataFrame, _: Translator) -> list[Block]:
    name = rows["name"].iloc[0]
    blocks: list[Block] = [Heading(name)]
    valued = rows[rows["value"].notna()]
    silent = rows.loc[rows["value"].isna(), "lab"]
    if len(silent):
        blocks.append(Text(_("No released value yet: {labs}.", labs=_.listing(silent))))
    if len(valued) < 2:
        return [*blocks, _side_by_side(valued, name, _)]
    found = comparable(valued, SAME)
    same = valued[valued["lab"].isin(found.labs)]
    why = _unpooled(same)
    if why is None:
        counts = same.rename(columns={"numerator": "successes", "denominator": "participants"})
        blocks += pooled_blocks(pool_shares(counts), name, _source(same, _), _)
        rest = valued[~valued["lab"].isin(found.labs)]
    else:
        blocks.append(Text(_(why)))
        rest = valued
    blocks += _left_out(found, _)
    return [*blocks, _side_by_side(rest, name, _)] if len(rest) else blocks


def _unpooled(same: pd.DataFrame) -> str | None:
    """Why values that measure the same aren't pooled; None where they can be."""
    if len(same) < 2:
        return N_("Not pooled: no two labs measure the same.")
    one = same.iloc[0]
    if one["level"] == "municipality":
        return N_(
            "Not pooled: a value for a whole municipality is a count of everybody there, and says "
            "nothing of one lab. Compare each with its own years."
        )
    if one["unit"] == "scale" and (pd.isna(one["lowest"]) or pd.isna(one["highest"])):
        return N_("Not pooled: the scale's ends are not stated, so nobody knows that it is one.")
    if one["unit"] != "share" or same["denominator"].isna().any():
        return N_(
            "Not pooled: the values come without how many people they rest on, so how sure each is "
            "can't be known."
        )
    if (same["denominator"] < FEWEST).any():
        return N_("Not pooled: a value rests on fewer than five people.")
    return None


def _left_out(found: Comparable, _: Translator) -> list[Block]:
    titles = {name: Indicator.model_fields[name].title for name in SAME}
    sentences = refusals(found, titles, _CHOICES, _)
    if not sentences:
        return []
    return [Text(_("Does not measure the same: {labs}.", labs=_.listing(sentences)))]


def _side_by_side(rows: pd.DataFrame, name: str, _: Translator) -> Table:
    cells = [
        (row.lab, _value(row, _), period_words(row.period, _), row.source or "–")
        for row in rows.itertuples()
    ]
    columns = [_("Lab"), _("Latest value"), _("Period"), _("Source")]
    caption = _("{name}: the labs side by side", name=name)
    return Table(pd.DataFrame(cells, columns=columns), caption)


def _value(row: tuple, _: Translator) -> str:
    if row.unit == "share":
        shown = _.percent(row.value / 100, 1)
        if pd.notna(row.denominator):
            return _("{share} (n = {n})", share=shown, n=_.number(row.denominator))
        return shown
    words = "" if pd.isna(row.unit_words) else f" {row.unit_words}"
    return f"{amount(row.value, _)}{words}"


def _source(rows: pd.DataFrame, _: Translator) -> str:
    periods = _.listing(dict.fromkeys(period_words(one, _) for one in rows["period"]))
    said = [_("The latest value of each lab ({periods}).", periods=periods)]
    sources = "; ".join(dict.fromkeys(rows["source"].dropna()))
    return " ".join([*said, *([f"{sources}."] if sources else [])])
