"""What the experiments say on the report's first page: what was tried, what came of it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from labmethods.experiments import contents
from labmethods.experiments.contents import Contents
from labmethods.experiments.records import DECISIONS, Experiment
from labmethods.experiments.sentences import overdue_sentences, result_sentence, state_title
from labmethods.language import N_, Translator, translator

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab

FEW = 30
"""Below this the interval of a share is wider than some 35 percentage points: that is said."""

# What was decided or is going on matters more to a board than what is planned.
_ORDER = ("decided", "running", "paused", "planned", "idea")


def summary(lab: Lab, language: str) -> list[str]:
    """One sentence or two for each experiment, and what waits for a decision."""
    _ = translator(language)
    found = contents.read(lab, datetime.date.today())
    cards = sorted(found.cards, key=lambda card: _place(card.state))
    return [*overdue_sentences(found.overdue, _), *(_told(card, found, _) for card in cards)]


def _place(state: str | None) -> int:
    return _ORDER.index(state) if state in _ORDER else len(_ORDER)


def _told(card: Experiment, found: Contents, _: Translator) -> str:
    decisions = found.decisions[found.decisions["experiment"] == card.id].sort_values("day")
    state = (
        _("the state is not known") if card.state is None else state_title(card.state, _).lower()
    )
    if len(decisions):
        last = decisions.iloc[-1]
        decision = _(DECISIONS[last["decision"]]).lower()
        state = _("decided on {day}: {decision}", day=_.day(last["day"]), decision=decision)
    results = found.shares[found.shares["experiment"] == card.id]
    sentences = [result_sentence(row, _) for row in results.itertuples()]
    return ". ".join([f"{card.name}: {state}", *sentences]) + "."


def plain(lab: Lab, language: str) -> list[str]:
    """The same for residents: easy to read, and without numbers on fewer than five people."""
    _ = translator(language)
    found = contents.read(lab, datetime.date.today())
    cards = sorted(found.cards, key=lambda card: _place(card.state))
    return [said for card in cards if (said := _plainly(card, found, _))]


_PLAIN = {
    "running": N_("We are trying this now: {name}."),
    "paused": N_("We have paused this: {name}."),
    "planned": N_("We will try this: {name}."),
    "decided": N_("We have tried this: {name}."),
}
_NEXT = {
    "adopt": N_("It goes on."),
    "adapt": N_("We change it and go on."),
    "abandon": N_("We have stopped it."),
}


def _plainly(card: Experiment, found: Contents, _: Translator) -> str:
    decisions = found.decisions[found.decisions["experiment"] == card.id].sort_values("day")
    state = "decided" if len(decisions) else card.state
    if state not in _PLAIN:
        return ""
    said = [_(_PLAIN[state], name=card.name)]
    results = found.shares[found.shares["experiment"] == card.id]
    counted = results[results["share"].notna()]
    for row in counted.itertuples():
        n, of = _.number(int(row.successes)), _.number(int(row.participants))
        said.append(_("{counted}: {n} of {of}.", counted=row.counted, n=n, of=of))
    if len(counted) and counted["participants"].min() < FEW:
        said.append(_("They are few, so some of it may be chance."))
    if len(decisions):
        said.append(_(_NEXT[decisions.iloc[-1]["decision"]]))
    return " ".join(said)
