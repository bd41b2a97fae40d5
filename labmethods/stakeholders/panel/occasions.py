"""The panel's mappings: keep how the room sees the actors today, compare any two, replay."""

from __future__ import annotations

import ipywidgets as widgets

from labmethods.blocks import Block, Text
from labmethods.language import translator
from labmethods.stakeholders import analysis, findings
from labmethods.stakeholders.contents import Contents, newest_mapping, read, source
from labmethods.stakeholders.occasions import keep
from labmethods.widgets.block_list import BlockList
from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.frame import field, heading, paragraph, row
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab


class Time:
    """The mappings, and what became of the actors between two of them."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        self.editor = RecordsEditor(
            lab, "mappings", columns=["day", "name", "participants"], on_change=self._offer
        )
        self.keep = widgets.Button(button_style="primary")
        self.keep.on_click(self.status.guard(lambda _button: self._keep()))
        self.since = widgets.Dropdown(description=_("From"))
        self.until = widgets.Dropdown(description=_("To"))
        self.replay = widgets.SelectionSlider(
            description=_("Replay"), options=[("–", "")], readout=False
        )
        self.earlier = widgets.Button(description=_("◀ Earlier"))
        self.later = widgets.Button(description=_("Later ▶"))
        guard = self.status.guard
        self.since.observe(guard(lambda _change: self._show()), "value")
        self.until.observe(guard(lambda _change: self._show()), "value")
        self.replay.observe(guard(lambda change: self._go_to(change["new"])), "value")
        self.earlier.on_click(guard(lambda _button: self._step(-1)))
        self.later.on_click(guard(lambda _button: self._step(1)))
        self._quiet = False
        replay = widgets.VBox(
            [
                row(field(self.since), field(self.until)),
                row(self.earlier, self.replay, self.later),
            ]
        )
        self._replay = replay
        self._found = BlockList(lab)
        self.widget = widgets.VBox(
            [
                paragraph(
                    _(
                        "A mapping is an occasion when the room looked at all actors. Keep the "
                        "ratings in it before you go home: the next one is compared with it."
                    )
                ),
                self.editor,
                row(self.keep),
                self.status,
                heading(_("What has changed")),
                replay,
                self._found,
            ]
        )

    def refresh(self) -> None:
        self.editor.refresh()
        self._offer()

    def _offer(self) -> None:
        """Bring button and choices up to date with the mappings there are."""
        _ = translator(self._lab.language)
        mapping = newest_mapping(self._lab)
        self.keep.disabled = mapping is None
        self.keep.description = (
            _("Keep today's ratings in {mapping}", mapping=mapping.label())
            if mapping
            else _("Add a mapping first")
        )
        contents = read(self._lab)
        kept = contents.kept()
        options = [(contents.called(one, self._lab.language), one) for one in kept]
        self._replay.layout.display = "" if len(kept) > 1 else "none"
        self._quiet = True
        try:
            self._choose(self.since, options, kept[-2] if len(kept) > 1 else None)
            self._choose(self.until, options, kept[-1] if kept else None)
            self._choose(self.replay, options[1:] or [("–", "")], kept[-1] if len(kept) > 1 else "")
        finally:
            self._quiet = False
        self._show()

    def _choose(self, choice: widgets.Widget, options: list, newest: str | None) -> None:
        """Offer these mappings; what was chosen stands until there is another one."""
        if list(choice.options) != options:
            choice.options = options
            choice.value = newest

    def _keep(self) -> None:
        _ = translator(self._lab.language)
        mapping = newest_mapping(self._lab)
        contents = read(self._lab)
        places = analysis.layout(contents.actors, contents.relations, contents.places())
        kept = keep(self._lab, mapping.id, places)
        self._offer()
        self.status.say(
            _.plural(
                "The ratings of {n} actor are kept in {mapping}.",
                "The ratings of {n} actors are kept in {mapping}.",
                len(kept),
                mapping=mapping.label(),
            )
        )

    def _step(self, by: int) -> None:
        """Move the comparison one mapping earlier or later."""
        kept = read(self._lab).kept()
        place = kept.index(self.until.value) + by
        if 1 <= place < len(kept):
            self._go_to(kept[place])

    def _go_to(self, mapping: str | None) -> None:
        """Compare a mapping with the one before it."""
        kept = read(self._lab).kept()
        if self._quiet or mapping not in kept[1:]:
            return
        self._quiet = True
        self.replay.value = self.until.value = mapping
        self.since.value = kept[kept.index(mapping) - 1]
        self._quiet = False
        self._show()

    def _show(self) -> None:
        if not self._quiet:
            self._found.show(self._blocks(read(self._lab)))

    def _blocks(self, contents: Contents) -> list[Block]:
        _ = translator(self._lab.language)
        language = self._lab.language
        if len(contents.kept()) < 2:
            later = _("Keep the ratings in two mappings, and what changed between them comes here.")
            return [Text(later)]
        since, until = self.since.value, self.until.value
        if since == until:
            return [Text(_("Choose two different mappings."))]
        comparison = analysis.compare(contents.at(since), contents.at(until))
        titles = (contents.called(one, language) for one in (since, until))
        told = source(self._lab, "assessments", language)
        return [findings.movement_finding(comparison, *titles, language, told)]
