"""Reading the log entry by entry: which codes fit, and which words say it."""

from __future__ import annotations

import html
from typing import Any

import ipywidgets as widgets

from labmethods.language import translator
from labmethods.learning.log import standing_entries
from labmethods.learning.records import CODE_KINDS, CODERS
from labmethods.learning.report import coding_blocks
from labmethods.widgets.block_list import BlockList
from labmethods.widgets.frame import field, heading, paragraph, row
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab


class CodingPart(widgets.VBox):
    """One log entry at a time for one reader; the other reader's codes are not shown."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self._ = _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        self.coder = widgets.Dropdown(
            options=[(_(title), key) for key, title in CODERS.items()],
            description=_("Who reads"),
        )
        self.coder.observe(self.status.guard(lambda _change: self._open_first()), "value")
        self.progress = widgets.HTML()
        self.text = widgets.HTML()
        self.boxes: dict[str, widgets.Checkbox] = {}
        self.choices = widgets.VBox()
        self.quote = widgets.Textarea(
            description=_("Quote, word by word from the entry"), continuous_update=False
        )
        self.quote.observe(self.status.guard(lambda _change: self._save()), "value")
        self.before = self._button(_("Previous"), lambda: self._step(-1))
        self.next = self._button(_("Read; to the next"), lambda: self._step(1), primary=True)
        self.results = BlockList(lab)
        self._entries: list[Any] = []
        self._place = 0
        self._filling = False
        super().__init__()
        self._empty = paragraph(
            _("There is nothing to code yet: write in the log, and fill the code book.")
        )
        self._parts = [
            field(self.coder),
            self.progress,
            self.text,
            self.choices,
            field(self.quote),
            row(self.before, self.next),
            self.status,
            heading(_("What the readings come to"), 3),
            self.results,
        ]

    def refresh(self) -> None:
        """Show what the store holds now."""
        self._entries = standing_entries(self.lab)
        codes = [one for one in self.lab["codes"].all() if one.kind != "assumption"]
        if not self._entries or not codes:
            self.children = [self._empty]
            return
        self._fill_choices(codes)
        self._open_first()
        self.results.show(coding_blocks(self.lab, self._))
        self.children = self._parts

    def _fill_choices(self, codes: list[Any]) -> None:
        self.boxes = {}
        parts: list[widgets.Widget] = []
        for kind in ("factor", "obstacle"):
            own = sorted((one for one in codes if one.kind == kind), key=lambda one: one.name)
            if own:
                parts.append(heading(self._(CODE_KINDS[kind]), 4))
            for one in own:
                box = widgets.Checkbox(description=one.name, indent=False, layout={"width": "100%"})
                box.tooltip = one.meaning or ""
                box.observe(self.status.guard(lambda _change: self._save()), "value")
                self.boxes[one.id] = box
                parts.append(box)
                if one.meaning:
                    parts.append(paragraph(one.meaning))
        self.choices.children = parts

    def _open_first(self) -> None:
        """The first entry that this reader hasn't read; the first of all where all are read."""
        read = {one.log_entry for one in self.lab["readings"].find(coder=self.coder.value)}
        unread = [place for place, one in enumerate(self._entries) if one.id not in read]
        self._show(unread[0] if unread else 0)

    def _show(self, place: int) -> None:
        self._place = place
        entry = self._entries[place]
        found = self._reading()
        # Filling in what is saved must not save it again.
        self._filling = True
        for code, box in self.boxes.items():
            box.value = bool(found and code in found.codes)
        self.quote.value = (found.quote or "") if found else ""
        self._filling = False
        parts = [entry.event, entry.observation, entry.quote and f"“{entry.quote}”"]
        said = "".join(f"<p>{html.escape(part)}</p>" for part in parts if part)
        self.text.value = f'<div class="lm-prose"><h4>{self._.day(entry.day)}</h4>{said}</div>'
        read = len(self.lab["readings"].find(coder=self.coder.value))
        self.progress.value = html.escape(
            self._(
                "Entry {place} of {n}. This reader has read {read}.",
                place=place + 1,
                n=len(self._entries),
                read=read,
            )
        )

    def _reading(self) -> Any:
        entry = self._entries[self._place].id
        found = self.lab["readings"].find(log_entry=entry, coder=self.coder.value)
        return found[0] if found else None

    def _save(self) -> None:
        """Save what is marked; an entry where nothing is marked is read all the same."""
        if self._filling:
            return
        values = {
            "codes": [code for code, box in self.boxes.items() if box.value],
            "quote": self.quote.value or None,
        }
        found = self._reading()
        if found is None:
            entry = self._entries[self._place].id
            self.lab["readings"].add(log_entry=entry, coder=self.coder.value, **values)
        elif (found.codes, found.quote) != (values["codes"], values["quote"]):
            self.lab["readings"].change(found.id, seen=found, **values)
        self.status.saved()
        self.results.show(coding_blocks(self.lab, self._))

    def _step(self, by: int) -> None:
        if by > 0:
            self._save()
        self._show(min(max(self._place + by, 0), len(self._entries) - 1))

    def _button(self, text: str, action, primary: bool = False) -> widgets.Button:
        button = widgets.Button(description=text, button_style="primary" if primary else "")
        button.on_click(self.status.guard(lambda _button: action()))
        return button
