"""The privacy gate in a notebook: each find in its place, and what is decided about it."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

import ipywidgets as widgets

from labmethods.errors import Missing
from labmethods.language import Translator, translator
from labmethods.privacy.decisions import decide, undecided
from labmethods.privacy.identifiers import KINDS
from labmethods.privacy.records import CHOICES
from labmethods.privacy.sightings import Places, Sighting, sightings
from labmethods.widgets.folds import Folds
from labmethods.widgets.frame import field, heading, paragraph, row
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab

MOST = 20
"""So many finds are shown at a time; the next ones come when these are decided."""


class Gate(widgets.VBox):
    """What points out a person and waits for a decision, and what was decided."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.status = StatusLine(lab.language)
        self._ = translator(lab.language)
        self._from_report: tuple[Sighting, ...] = ()
        self.cards: list[Card] = []
        super().__init__()
        self.add_class("lm-gate")
        self.refresh()

    def show(self, found: Sequence[Sighting]) -> None:
        """What stopped a report; some of it may stand nowhere but in what a cell puts out."""
        self._from_report = tuple(found)
        self.refresh()

    def refresh(self) -> None:
        """Show what waits now."""
        _ = self._
        decided = {one.mark: one for one in self.lab["privacy_decisions"].all()}
        waiting = {one.mark: one for one in undecided(self.lab)}
        waiting |= {
            one.mark: one
            for one in self._from_report
            if one.mark not in decided and not one.where.table
        }
        places = Places([self.lab])
        every = list(waiting.values())
        self.cards = [
            Card(one, places.text(one.where, self.lab.language), _, self._decided)
            for one in every[:MOST]
        ]
        parts: list[widgets.Widget] = [heading(_("Does it point out a person?"), 3)]
        parts += self._waiting(every)
        parts += [self.status, *self.cards, *self._log(decided, places)]
        self.children = parts

    def _waiting(self, every: list[Sighting]) -> list[widgets.Widget]:
        _ = self._
        if not every:
            return [paragraph(_("Nothing waits for a decision."))]
        said = _.plural(
            "{n} thing must be decided before the report can be made.",
            "{n} things must be decided before the report can be made.",
            len(every),
        )
        if len(every) > MOST:
            said += " " + _("The first {n} are shown.", n=MOST)
        hide = widgets.Button(description=_("Hide all of them"))
        hide.on_click(self.status.guard(lambda _button: self._hide(every)))
        choices = _(
            "Take away: it is deleted from the lab's own text. Hide: it stays in the lab, but "
            "what leaves has it hidden. Keep: it leaves the lab, and why stands in the journal."
        )
        return [paragraph(said), paragraph(choices), row(hide)]

    def _hide(self, every: list[Sighting]) -> None:
        for one in every:
            decide(self.lab, one, "mask")
        self.status.saved()
        self.refresh()

    def _decided(self, one: Sighting, choice: str, reason: str) -> None:
        def work() -> None:
            decide(self.lab, one, choice, reason)
            self.status.saved()
            self.refresh()

        self.status.guard(work)()

    def _log(self, decided: dict, places: Places) -> list[widgets.Widget]:
        """What was decided, by whom and when, with a way to decide anew."""
        _ = self._
        if not decided:
            return []
        where = {one.mark: places.text(one.where, self.lab.language) for one in sightings(self.lab)}
        made = {change.record_id: change for change in self.lab.history(table="privacy_decisions")}
        lines = [paragraph(_("Decided:"))]
        for mark, one in decided.items():
            change = made[one.id]
            text = _(
                "{kind}, {where}: {choice}. {who}, {when}. {reason}",
                kind=_(KINDS[one.kind]),
                where=where.get(mark, _("a text that was changed since, or the output of a cell")),
                choice=_(CHOICES[one.choice]),
                who=change.who,
                when=_.moment(change.at),
                reason=one.reason or "",
            )
            anew = widgets.Button(description=_("Decide anew"))
            anew.on_click(self.status.guard(lambda _button, one=one: self._anew(one.id)))
            lines.append(widgets.VBox([paragraph(text), row(anew)]))
        title = _.plural("{n} decision", "{n} decisions", len(decided))
        return [Folds([(title, widgets.VBox(lines))])]

    def _anew(self, record: str) -> None:
        try:
            self.lab["privacy_decisions"].remove(record)
        except Missing:
            # Somebody else took it back meanwhile.
            self.status.saved()
        self.refresh()


class Card(widgets.VBox):
    """One find: what it is, where it stands, the text around it, and what can be done."""

    def __init__(
        self,
        one: Sighting,
        place: str,
        _: Translator,
        decided: Callable[[Sighting, str, str], None],
    ) -> None:
        self.sighting = one
        text = (
            f"<p><strong>{html.escape(one.called(_.language))}</strong><br>{html.escape(place)}</p>"
            f'<blockquote class="lm-prose">{html.escape(one.before)}<mark>{html.escape(one.found)}'
            f"</mark>{html.escape(one.after)}</blockquote>"
        )
        self.reason = widgets.Text(
            description=_("Why it may leave the lab, if you keep it"),
            placeholder=_("Such as: our own switchboard."),
        )
        self.buttons = {
            "remove": widgets.Button(description=_("Take it away")),
            "mask": widgets.Button(description=_("Hide it"), button_style="primary"),
            "keep": widgets.Button(description=_("Keep it")),
        }
        for choice, button in self.buttons.items():
            # Screen readers tell which of many buttons of one name it is.
            button.tooltip = f"{button.description}: {one.called(_.language)}, {place}"
            button.on_click(
                lambda _button, choice=choice: decided(one, choice, self.reason.value.strip())
            )
        shown = widgets.HTML(text)
        shown.add_class("lm-wide")
        super().__init__(
            [
                shown,
                row(*self.buttons.values()),
                field(self.reason),
            ]
        )
        self.add_class("lm-form")
