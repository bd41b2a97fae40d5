"""The learning card and the draft of a method card, filled from what was recorded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from labmethods.experiments.contents import Contents
from labmethods.experiments.records import DECISIONS, Experiment
from labmethods.experiments.sentences import (
    lock_sentence,
    log_sentence,
    presence_sentence,
    result_sentence,
)
from labmethods.language import Translator, default_language, translator

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab


@dataclass(frozen=True)
class LearningCard:
    """What an experiment taught, in the four sentences of Strategyzer's learning card.

    Attributes
    ----------
    name
        The experiment.
    believed, observed, learned, next_step
        What is recorded for each; empty where nothing is. ``observed`` has a line a finding.
    lock
        Whether the criterion was set before the start, as a sentence.
    decision
        The latest decision in the reader's language; empty where none is recorded.
    language
        The reader's language.
    """

    name: str
    believed: str
    observed: list[str] = field(default_factory=list)
    learned: str = ""
    next_step: str = ""
    lock: str = ""
    decision: str = ""
    language: str = "sv"

    @property
    def missing(self) -> list[str]:
        """The titles of what nobody has written down yet."""
        return [title for title, text in self._parts() if not text]

    def summary(self) -> pd.DataFrame:
        """One row a part: ``part, text``."""
        return pd.DataFrame(self._parts(), columns=["part", "text"])

    def markdown(self) -> str:
        """The card in Markdown, with what is missing said."""
        _ = translator(self.language)
        nothing = _("Not written down yet.")
        parts = [f"**{title}:** {text or f'*{nothing}*'}" for title, text in self._parts()]
        return "\n\n".join([*parts, self.lock])

    def _parts(self) -> list[tuple[str, str]]:
        _ = translator(self.language)
        observed = "; ".join(self.observed)
        return [
            (_("We believed that"), self.believed),
            (_("We observed that"), f"{observed}." if observed else ""),
            (_("From that we learnt that"), self.learned),
            (_("Therefore we will"), self.next_step),
            (_("Decision"), self.decision),
        ]

    def _repr_html_(self) -> str:
        from labmethods.prose import safe_html

        return safe_html(self.markdown())


def learning_card(found: Contents, card: Experiment, language: str | None = None) -> LearningCard:
    """The learning card of one experiment."""
    _ = translator(language or default_language())
    latest = _latest(found, card)
    return LearningCard(
        name=card.name,
        believed=card.belief or "",
        observed=_observed(found, card, _),
        learned=_text(latest, "learned"),
        next_step=_text(latest, "next_step"),
        lock=lock_sentence(found.lock(card.id), _),
        decision="" if latest is None else _(DECISIONS[latest["decision"]]),
        language=_.language,
    )


def _latest(found: Contents, card: Experiment) -> pd.Series | None:
    decisions = found.decisions[found.decisions["experiment"] == card.id]
    return None if decisions.empty else decisions.sort_values("day", kind="stable").iloc[-1]


def _text(row: pd.Series | None, name: str) -> str:
    return "" if row is None or pd.isna(row[name]) else str(row[name])


def _observed(found: Contents, card: Experiment, _: Translator) -> list[str]:
    shares = found.shares[found.shares["experiment"] == card.id]
    observed = [result_sentence(row, _) for row in shares.itertuples()]
    told = found.told_presence(card.id)
    if len(told):
        observed.append(presence_sentence(told, _))
    return observed


def method_card_draft(
    lab: Lab,
    found: Contents,
    card: Experiment,
    language: str | None = None,
    *,
    quotes: bool = True,
) -> str:
    """A first version of a method card that others can follow, in Markdown.

    It holds only what was recorded; each gap says what to write there. The evidence is told with
    its uncertainty and with the limits of what one lab can know.
    """
    _ = translator(language or lab.language)
    parts = [
        _section(_("Purpose"), card.belief, _("which change, for whom"), _),
        _section(_("Who it is for"), card.audience, _("which group, how many"), _),
        _section(_("How to do it"), card.action, _("the steps, in order"), _),
        _section(_("Who takes part"), _taking_part(lab, card, _), _("organisations and roles"), _),
        _section(_("What it takes"), _taken(found, card, _), _("time, money, premises"), _),
        _section(_("How you know that it works"), _known(card, _), _("measure and criterion"), _),
        _section(_("What we saw"), _seen(found, card, quotes, _), _("results, with numbers"), _),
        _section(_("What we learnt"), _learnt(found, card), _("also what did not work"), _),
        _section(_("Pitfalls"), _pitfalls(card), _("what may go wrong"), _),
        _section(_("What we do not know"), _unknown(found, card, _), "", _),
    ]
    if card.source_url:
        parts.append(_section(_("Sources"), card.source_url, "", _))
    gaps = _gaps(parts, _)
    return "\n\n".join([f"# {card.name}", f"*{_made_from(lab, gaps, _)}*", *parts]) + "\n"


def _gaps(parts: list[str], _: Translator) -> int:
    """How many sections still ask for something."""
    asked = _("[To fill in: {what}]", what="\0").split("\0")[0]
    return sum(asked in part for part in parts)


def _made_from(lab: Lab, gaps: int, _: Translator) -> str:
    """What the card is; a draft as long as something is to be filled in."""
    if not gaps:
        return _("Made from the experiment in {lab}.", lab=lab.name)
    return _.plural(
        "A draft, made from the experiment in {lab}. {n} section is to be filled in.",
        "A draft, made from the experiment in {lab}. {n} sections are to be filled in.",
        gaps,
        lab=lab.name,
    )


def _section(title: str, text: str | None, gap: str, _: Translator) -> str:
    missing = _("[To fill in: {what}]", what=gap)
    return f"## {title}\n\n{text or missing}"


def _taking_part(lab: Lab, card: Experiment, _: Translator) -> str:
    names = [card.responsible] if card.responsible else []
    if card.actors and "actors" in lab.store.records:
        names += [actor.label() for actor in lab["actors"].all() if actor.id in card.actors]
    return _.listing(dict.fromkeys(names))


def _taken(found: Contents, card: Experiment, _: Translator) -> str:
    lines = []
    row = found.lessons[found.lessons["id"] == card.id]
    if card.cost is not None:
        lines.append(_("Cost: {amount} SEK", amount=_.number(card.cost)))
    if len(row) and not pd.isna(row["months"].iloc[0]):
        lines.append(_("Time: {n} months", n=_.number(row["months"].iloc[0], 1)))
    return "\n".join(f"- {line}" for line in lines)


def _known(card: Experiment, _: Translator) -> str:
    parts = [
        (_("What we measure"), card.measure),
        (_("We are right if"), card.criterion),
        (_("We stop if"), card.stop_rule),
    ]
    return "\n".join(f"- {title}: {text}" for title, text in parts if text)


def _seen(found: Contents, card: Experiment, quotes: bool, _: Translator) -> str:
    lines = _observed(found, card, _)
    log = found.standing[found.standing["experiment"] == card.id]
    if len(log):
        lines.append(log_sentence(log, _).rstrip("."))
    if quotes:
        lines += [_("“{quote}”", quote=quote) for quote in log["quote"].dropna()]
    return "\n".join(f"- {line}" for line in lines)


def _learnt(found: Contents, card: Experiment) -> str:
    decisions = found.decisions[found.decisions["experiment"] == card.id].sort_values("day")
    rounds = found.rounds[found.rounds["experiment"] == card.id]
    texts = [*rounds["study"].dropna(), *decisions["learned"].dropna()]
    return "\n".join(f"- {text}" for text in texts)


def _pitfalls(card: Experiment) -> str:
    return f"- {card.assumption}" if card.assumption else ""


def _unknown(found: Contents, card: Experiment, _: Translator) -> str:
    lines = [
        _(
            "It was tried in one place. Whether it was the method that made the difference, and "
            "whether it works elsewhere, is not shown by that."
        ),
        lock_sentence(found.lock(card.id), _),
    ]
    shares = found.shares[(found.shares["experiment"] == card.id)]
    if shares.empty:
        lines.append(_("No result has been recorded yet."))
    return "\n".join(f"- {line}" for line in lines)
