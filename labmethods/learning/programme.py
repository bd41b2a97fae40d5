"""What labs learn together: codes by lab, released quotes, and the stories that were chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from labmethods.blocks import Block, Chart, Heading, Prose, Table, Text
from labmethods.language import Translator, translator
from labmethods.learning import analysis
from labmethods.learning.figures import code_chart
from labmethods.learning.log import standing_readings
from labmethods.learning.records import CODE_KINDS
from labmethods.learning.report import story
from labmethods.programme.share import LabShare, together

if TYPE_CHECKING:
    from labmethods.programme.release import Released
    from labmethods.workbook.lab import Lab

COLUMNS = 8
"""With more labs than this, the table says how many labs found a code, not what each found."""

QUOTES = 3
"""So many quotes a code, from as many labs as possible."""


def share(lab: Lab, released: Released) -> dict[str, pd.DataFrame]:
    """The released counts of codes, quotes and stories."""
    codes, readings = lab["codes"].frame(), standing_readings(lab)
    codes = codes[codes["kind"] != "assumption"]
    may_tell = released("codes")
    counts = analysis.frequencies(codes, readings)
    counts = counts[(counts["read"] > 0) & may_tell]
    agreed = analysis.agreement(codes, readings)[-1:] if may_tell else pd.DataFrame()
    columns = ["mark", "name", "kind", "entries", "read"]
    return {
        "codes": counts[columns],
        "agreement": agreed.reindex(columns=["n", "kappa"]),
        "quotes": _quotes(lab, codes, readings, released),
        "stories": _stories(lab, released),
    }


def _quotes(
    lab: Lab, codes: pd.DataFrame, readings: pd.DataFrame, released: Released
) -> pd.DataFrame:
    entries = lab["log_entries"].frame().set_index("id")["experiment"]
    quoted = readings[readings["quote"].notna()]
    may_tell = quoted["log_entry"].map(entries).map(lambda one: released("quotes", one))
    quoted = quoted[may_tell.astype("bool")]
    names = codes.set_index("id")
    rows = [
        (names.loc[code, "mark"], names.loc[code, "name"], row.quote)
        for row in quoted.itertuples()
        for code in row.codes
        if code in names.index
    ]
    return pd.DataFrame(rows, columns=["mark", "name", "quote"]).drop_duplicates()


def _stories(lab: Lab, released: Released) -> pd.DataFrame:
    """Stories that the lab chose and released, and whose tellers agreed."""
    found = analysis.chosen_stories(lab["stories"].frame(), lab["story_choices"].frame())
    may_tell = found["id"].map(lambda one: released("stories", one)).astype("bool")
    told = found[may_tell & found["consent"].fillna(False).astype("bool") & (found["level"] > 0)]
    return told[["name", "story", "why", "area", "teller", "level", "reasons"]]


def programme(shares: Sequence[LabShare], language: str) -> list[Block]:
    """Success factors and obstacles by lab, and the most significant changes."""
    _ = translator(language)
    codes = together(shares, "learning", "codes")
    blocks: list[Block] = []
    if len(codes):
        blocks += _codes(codes, together(shares, "learning", "quotes"), _)
        blocks += _agreement(together(shares, "learning", "agreement"), _)
    blocks += _told(together(shares, "learning", "stories"), _)
    return blocks


def _key(frame: pd.DataFrame) -> pd.Series:
    """The same code in several labs: by its mark, else by its name."""
    return (
        frame["mark"]
        .astype("object")
        .where(frame["mark"].notna(), frame["name"].str.casefold().str.strip())
    )


def _codes(codes: pd.DataFrame, quotes: pd.DataFrame, _: Translator) -> list[Block]:
    codes = codes.assign(key=_key(codes), found=codes["entries"] > 0)
    labs = list(dict.fromkeys(codes["lab"]))
    by_code = codes.groupby("key", sort=False)
    whole = by_code.agg(
        name=("name", "first"),
        kind=("kind", "first"),
        labs=("found", "sum"),
        entries=("entries", "sum"),
    )
    whole = whole[whole["labs"] > 0].sort_values(
        ["labs", "entries", "name"], ascending=[False, False, True], kind="stable"
    )
    if whole.empty:
        return [Text(_("No code has been found in any lab yet."))]
    table = _table(codes, whole, labs, _)
    labels = [
        _("{n} of {labs} labs", n=_.number(int(n)), labs=_.number(len(labs))) for n in whole["labs"]
    ]
    drawn = whole.assign(found=whole["labs"], label=labels).head(20)
    chart = Chart(
        figure=code_chart(drawn, language=_.language),
        finding=_(
            "{name}: found in {n} of {labs} labs that coded their log",
            name=whole["name"].iloc[0],
            n=_.number(int(whole["labs"].iloc[0])),
            labs=_.number(len(labs)),
        ),
        alt="; ".join(f"{n}: {label}" for n, label in zip(whole["name"], labels, strict=True)),
        source=_("The labs' own coding of their logs"),
        table=table,
        note=_("Codes with the same mark count as one."),
    )
    return [chart, *_quoted(quotes, whole, _)]


def _table(codes: pd.DataFrame, whole: pd.DataFrame, labs: list[str], _: Translator) -> Table:
    columns: dict[str, list] = {
        _("Code"): whole["name"].tolist(),
        _("Kind"): [_(CODE_KINDS[kind]) for kind in whole["kind"]],
        _("Labs"): whole["labs"].astype("int64").tolist(),
        _("Entries"): whole["entries"].astype("int64").tolist(),
    }
    if len(labs) <= COLUMNS:
        by_lab = codes.set_index(["key", "lab"])
        for lab in labs:
            columns[lab] = [
                _(
                    "{n} of {read}",
                    n=_.number(int(by_lab.loc[(key, lab), "entries"])),
                    read=_.number(int(by_lab.loc[(key, lab), "read"])),
                )
                if (key, lab) in by_lab.index
                else "–"
                for key in whole.index
            ]
    return Table(pd.DataFrame(columns), _("Log entries where each code was found, by lab"))


def _quoted(quotes: pd.DataFrame, whole: pd.DataFrame, _: Translator) -> list[Block]:
    if quotes.empty:
        return []
    quotes = quotes.assign(key=_key(quotes))
    blocks: list[Block] = []
    for key, name in whole["name"].items():
        own = quotes[quotes["key"] == key]
        # One from each lab before a second from any.
        turn = own.groupby("lab").cumcount()
        for row in own.loc[turn.sort_values(kind="stable").index].head(QUOTES).itertuples():
            blocks.append(Prose(_("“{quote}”", quote=row.quote), f"{name}, {row.lab}"))
    return [Heading(_("In the labs' own words")), *blocks] if blocks else []


def _agreement(agreed: pd.DataFrame, _: Translator) -> list[Block]:
    known = agreed[agreed["kappa"].notna()]
    if known.empty:
        return [
            Text(
                _(
                    "In no lab have two readers coded the same entries, so nobody knows whether "
                    "they would have found the same."
                )
            )
        ]
    told = [
        _(
            "{lab}: kappa {kappa} on {n} entries",
            lab=row.lab,
            kappa=_.number(row.kappa, 2),
            n=_.number(int(row.n)),
        )
        for row in known.itertuples()
    ]
    return [Text(_("How far two readers agree: {labs}.", labs="; ".join(told)))]


def _told(stories: pd.DataFrame, _: Translator) -> list[Block]:
    blocks: list[Block] = [Heading(_("The most significant change"))]
    if stories.empty:
        return [*blocks, Text(_("No lab has released a story that it chose."))]
    furthest = stories.sort_values(["level", "lab"], ascending=[False, True], kind="stable")
    said = _.plural(
        "{n} story that a lab chose and released; {programme} chosen in the programme.",
        "{n} stories that labs chose and released; {programme} chosen in the programme.",
        len(stories),
        programme=_.number(int((stories["level"] == 3).sum())),
    )
    blocks.append(Text(said))
    for row in furthest.itertuples():
        named = row._replace(name=f"{row.name} ({row.lab})")
        blocks += story(named, _)
    return blocks
