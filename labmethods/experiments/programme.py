"""What the experiments say across labs: what was tried where, what came of it, what contradicts."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from labmethods.blocks import Block, Chart, Heading, Table, Text
from labmethods.experiments import analysis, contents, figures
from labmethods.experiments.contents import FEWEST
from labmethods.experiments.method_card import method_card
from labmethods.experiments.records import DECISIONS
from labmethods.experiments.sentences import result_sentence, state_title
from labmethods.language import Translator, translator
from labmethods.methodcard.file import written
from labmethods.programme.analysis import by_assumption, pool_shares
from labmethods.programme.cards import card_files
from labmethods.programme.figures import MOST
from labmethods.programme.pooled import pooled_blocks
from labmethods.programme.share import LabShare, together

if TYPE_CHECKING:
    from labmethods.programme.release import Released
    from labmethods.workbook.lab import Lab


def share(lab: Lab, released: Released) -> dict[str, pd.DataFrame]:
    """The released experiments, their results, and what they assumed."""
    experiments, decisions = lab["experiments"].frame(), lab["decisions"].frame()
    results = lab["results"].frame()
    portfolio = analysis.portfolio(experiments, lab["log_entries"].frame(), results, decisions)
    texts = [one for one in portfolio["id"] if released("texts", one)]
    late = analysis.overdue(experiments, decisions, today=datetime.date.today())
    tried = portfolio[portfolio["id"].map(lambda one: released("experiments", one)).astype("bool")]
    columns = ["id", "name", "state", "focus_areas", "decision", "decided_on"]
    names = experiments.set_index("id")["name"]
    may_tell = results["experiment"].map(lambda one: released("results", one)).astype("bool")
    shares = _without_few(analysis.result_shares(results[may_tell]))
    return {
        "experiments": tried[columns].assign(overdue=tried["id"].isin(late["id"])),
        "results": shares.assign(name=shares["experiment"].map(names)),
        "assumptions": _assumptions(lab, experiments, decisions, texts),
        "cards": _cards(lab, portfolio, released),
    }


def _cards(lab: Lab, portfolio: pd.DataFrame, released: Released) -> pd.DataFrame:
    """The files of the released method cards of what the lab adopted."""
    adopted = portfolio.loc[portfolio["decision"] == "adopt", "id"]
    going = [one for one in adopted if released("method_cards", one)]
    rows = []
    if going:
        found = contents.read(lab, datetime.date.today())
        for card in found.cards:
            if card.id in going:
                file = method_card(lab, found, card, quotes=released("quotes", card.id))
                rows.append((card.id, card.name, written(file)))
    return pd.DataFrame(rows, columns=["id", "name", "file"])


def _without_few(shares: pd.DataFrame) -> pd.DataFrame:
    """The results without the counts of groups too small to be told of."""
    few = (shares["participants"] < FEWEST).fillna(False).astype("bool")
    hidden = ["successes", "share", "low", "high"]
    return shares.assign(**shares[hidden].mask(few))


def _assumptions(
    lab: Lab, experiments: pd.DataFrame, decisions: pd.DataFrame, released: list[str]
) -> pd.DataFrame:
    """What the released experiments rest on: the code book's mark, else the card's own words."""
    cards = experiments[experiments["id"].isin(released)]
    latest = analysis.latest_decisions(decisions)
    own = cards[["id", "name", "assumption"]].assign(mark=None)
    coded = [
        (card.id, card.name, code.name, code.mark or code.name.casefold())
        for code in (lab["codes"].all() if "codes" in lab.store.records else [])
        if code.kind == "assumption"
        for card in cards[["id", "name"]].itertuples()
        if card.id in code.experiments
    ]
    marked = pd.DataFrame(coded, columns=["id", "name", "assumption", "mark"])
    rest = own[own["assumption"].notna() & ~own["id"].isin(marked["id"])]
    found = pd.concat([part for part in (marked, rest) if len(part)] or [marked])
    return found.join(latest[["decision", "learned"]], on="id").reset_index(drop=True)


def programme(shares: Sequence[LabShare], language: str) -> list[Block]:
    """Every lab's experiments with result and decision, pooled results, and assumptions."""
    _ = translator(language)
    tried = together(shares, "experiments", "experiments")
    if tried.empty:
        return [Text(_("No lab has recorded an experiment yet."))]
    results = together(shares, "experiments", "results")
    rows = list(_experiments(tried, results, _))
    columns = [_("Lab"), _("Experiment"), _("State"), _("Result"), _("Decision")]
    blocks: list[Block] = [Table(pd.DataFrame(rows, columns=columns), _("What the labs tried"))]
    blocks += _results(results, _)
    assumptions = together(shares, "experiments", "assumptions")
    blocks += _by_assumption(assumptions, _)
    return [*blocks, *_adopted(shares, tried, _)]


def _experiments(tried: pd.DataFrame, results: pd.DataFrame, _: Translator) -> Iterator[tuple]:
    of = {key: part for key, part in results.groupby("experiment")} if len(results) else {}
    for row in tried.itertuples():
        part = of.get(row.id)
        sentences = [] if part is None else [result_sentence(one, _) for one in part.itertuples()]
        decision = _("none recorded") if pd.isna(row.decision) else _(DECISIONS[row.decision])
        yield (
            row.lab,
            row.name,
            state_title(row.state, _),
            "; ".join(sentences) or _("none recorded"),
            decision,
        )


def _results(results: pd.DataFrame, _: Translator) -> list[Block]:
    """Results that several labs counted in the same words, pooled; the others side by side."""
    if results.empty or results["share"].isna().all():
        return []
    counted = results[results["share"].notna()]
    words = counted["counted"].str.casefold().str.split().str.join(" ").str.strip(" .")
    blocks: list[Block] = []
    alone = []
    for _key, rows in counted.groupby(words, sort=False):
        # The first result of each lab: two of one lab are not two labs.
        rows = rows.drop_duplicates("lab")
        if len(rows) == 1:
            alone.append(rows)
            continue
        name = rows["counted"].iloc[0]
        blocks += [Heading(name), *pooled_blocks(pool_shares(rows), name, _sources(rows, _), _)]
    return [*blocks, *(_apart(pd.concat(alone), _) if alone else [])]


def _sources(rows: pd.DataFrame, _: Translator) -> str:
    """Where the counts come from, with the periods where they are known."""
    said = [_("Each lab's own count.")]
    for name in ("period", "source_url"):
        known = "; ".join(dict.fromkeys(rows[name].dropna()))
        said += [f"{known}."] if known and name == "period" else [known] if known else []
    return " ".join(said)


def _apart(counted: pd.DataFrame, _: Translator) -> list[Block]:
    """Results that measure different things."""
    blocks: list[Block] = []
    if counted["lab"].nunique() > 1:
        blocks.append(
            Text(
                _(
                    "Not pooled: the labs put what they counted in different words, so nobody "
                    "knows that it is the same. Two labs that count the same write it in the same "
                    "words."
                )
            )
        )
    drawn = counted.nlargest(MOST, "participants", keep="first").sort_index()
    drawn = drawn.assign(
        counted=[f"{row.lab}: {row.counted}" for row in drawn.itertuples()]
    ).reset_index(drop=True)
    sentences = "; ".join(result_sentence(row, _) for row in drawn.itertuples())
    chart = Chart(
        figure=figures.results_chart(drawn, language=_.language),
        finding=_(
            "The labs count different things among few participants: compare the intervals, not "
            "the points"
        ),
        alt=sentences,
        source=_(
            "{sources}; {n} participants in all",
            n=_.number(int(drawn["participants"].sum())),
            sources="; ".join(dict.fromkeys(drawn["source_url"].dropna()))
            or _("the labs' own counts"),
        ),
        note=_("95% interval by Wilson's method: so far from the count may the truth lie."),
    )
    return [*blocks, chart]


def _by_assumption(assumptions: pd.DataFrame, _: Translator) -> list[Block]:
    blocks: list[Block] = [Heading(_("Experiments by assumption"))]
    if assumptions.empty:
        text = _("No lab has released what its experiments assume.")
        return [*blocks, Text(text)]
    found = by_assumption(assumptions)
    for row in found[found["contradicts"]].itertuples():
        blocks.append(
            Text(
                _(
                    "The labs contradict each other on “{assumption}”: {adopted} adopted what "
                    "rests on it, {abandoned} abandoned it. Find out what differed.",
                    assumption=row.assumption,
                    adopted=_.listing(row.adopt),
                    abandoned=_.listing(row.abandon),
                )
            )
        )
    rows = [
        (
            row.assumption,
            _.number(row.labs),
            *(_.listing(labs) or "–" for labs in (row.adopt, row.adapt, row.abandon)),
        )
        for row in found.itertuples()
    ]
    titles = [_("Assumption"), _("Labs"), *(_(DECISIONS[one]) for one in DECISIONS)]
    caption = _.plural(
        "{n} assumption that the labs put to the test, with what they decided",
        "{n} assumptions that the labs put to the test, with what they decided",
        len(found),
    )
    return [*blocks, Table(pd.DataFrame(rows, columns=titles), caption)]


def _adopted(shares: Sequence[LabShare], tried: pd.DataFrame, _: Translator) -> list[Block]:
    """What labs adopted, with the files that others can start from."""
    adopted = tried[tried["decision"] == "adopt"]
    blocks: list[Block] = [Heading(_("Methods that labs adopted"))]
    if adopted.empty:
        return [*blocks, Text(_("No lab has adopted a method yet."))]
    files = {(one.lab, one.id): one.path for one in card_files(shares)}
    rows = [
        (row.lab, row.name, files.get((row.lab, row.id), _("not released")))
        for row in adopted.itertuples()
    ]
    columns = [_("Lab"), _("Method"), _("Method card")]
    caption = _(
        "Methods that labs adopted. A new lab starts from a card with: labmethods new NAME --from "
        "CARD"
    )
    return [*blocks, Table(pd.DataFrame(rows, columns=columns), caption)]
