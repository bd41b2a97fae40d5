"""Erases one participant for good: what there is, which of it, and a confirmation."""

from __future__ import annotations

import html
from collections.abc import Callable

import ipywidgets as widgets

from labmethods.errors import Refused
from labmethods.language import N_, translator
from labmethods.widgets.frame import field, paragraph, row
from labmethods.widgets.status import StatusLine
from labmethods.workbook import erasure
from labmethods.workbook.lab import Lab
from labmethods.workbook.records import Reference


class Eraser(widgets.VBox):
    """The code, the list of what there is, and the button that erases it.

    Nothing is erased before the list was shown and the code was typed once more.

    Parameters
    ----------
    erased
        Called when somebody's data is gone.
    """

    def __init__(self, lab: Lab, erased: Callable[[], None]) -> None:
        self.lab, self._erased = lab, erased
        self._ = _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        self.found: erasure.Found | None = None
        self.code = widgets.Text(description=_("The participant's code"))
        self.look = widgets.Button(description=_("Show what there is"))
        self.people: list[widgets.Checkbox] = []
        self._people = widgets.VBox()
        self.list = widgets.HTML()
        self.mentions = widgets.Checkbox(
            description=_("Also take the code out of other texts"), indent=False
        )
        self.copies = widgets.Checkbox(
            description=_("Also remove the lab's backups that hold it"), indent=False
        )
        self.reason = widgets.Text(description=_("Why (stays in the lab)"))
        self.again = widgets.Text(description=_("Type the code once more"))
        self.erase = widgets.Button(description=_("Erase for good"), button_style="danger")
        self.chosen = widgets.VBox(
            [
                self._people,
                self.list,
                self.mentions,
                self.copies,
                row(field(self.reason), field(self.again), self.erase),
            ],
            layout={"display": "none"},
        )
        guard = self.status.guard
        self.look.on_click(guard(lambda _button: self._look()))
        self.erase.on_click(guard(lambda _button: self._erase()))
        hint = paragraph(
            _(
                "When somebody asks to be forgotten: what the lab holds of them is taken out of "
                "its lists, its history and its attached files, and can't be brought back. A note "
                "stays that something was erased, without telling who."
            )
        )
        super().__init__([hint, row(field(self.code), self.look), self.status, self.chosen])

    def _look(self) -> None:
        """Show what there is of the person; of several with one code, each to be ticked."""
        self._hide()
        code = self.code.value.strip()
        if not code:
            raise Refused(N_("Type the participant's code first."))
        found = erasure.find(self.lab, code)
        people = sorted(
            (table, key) for table, key in found.records if self.lab.store.records[table].person
        )
        self.people = [self._person(*one) for one in people] if len(people) > 1 else []
        self._people.children = (
            [paragraph(self._("Several have this code. Tick the one that is meant.")), *self.people]
            if self.people
            else []
        )
        self.again.value = ""
        self.mentions.value = self.copies.value = False
        self._show(found)
        self.chosen.layout.display = ""
        self.status.say(self._("Nothing has been erased. This is what there is."))

    def _person(self, table: str, key: str) -> widgets.Checkbox:
        box = widgets.Checkbox(description=self._whose(table, key), indent=False)
        box.key = key
        box.observe(self.status.guard(lambda _change: self._narrow()), "value")
        return box

    def _whose(self, table: str, key: str) -> str:
        """What tells people with the same code apart: what they belong to."""
        there = self.lab[table].find(id=key)
        if not there:
            return self._("One who was removed from the list before")
        for name, (_info, kind) in there[0].fields().items():
            if isinstance(kind, Reference) and kind.owned:
                return self.lab[kind.table].get(getattr(there[0], name)).label()
        return self._(self.lab[table].record.many)

    def _narrow(self) -> None:
        """The list of those who are ticked; of all with the code while none is."""
        only = [box.key for box in self.people if box.value]
        self._show(erasure.find(self.lab, self.code.value.strip(), only))

    def _show(self, found: erasure.Found) -> None:
        self.found = found
        told = "".join(
            f"<li>{html.escape(line)}</li>" for line in found.lines(self.lab, self.lab.language)
        )
        self.list.value = f"<ul>{told}</ul>"
        self.mentions.layout.display = "" if found.mentions or found.changes else "none"
        self.copies.layout.display = "" if found.copies else "none"

    def _erase(self) -> None:
        found = self._confirmed()
        erasure.erase(
            self.lab,
            found,
            reason=self.reason.value.strip() or None,
            mentions=self.mentions.value,
            copies=self.copies.value,
        )
        self._hide()
        self.code.value = self.reason.value = ""
        self.status.say(" ".join(self._result(found)))
        self._erased()

    def _confirmed(self) -> erasure.Found:
        """What shall be erased, if it was shown and is meant."""
        found = self.found
        if found is None or found.code.casefold() != self.code.value.strip().casefold():
            raise Refused(N_("Look first at what there is. Nothing has been erased."))
        if self.people and not any(box.value for box in self.people):
            raise Refused(N_("Several have this code. Tick the one that is meant."))
        if self.again.value.strip().casefold() != found.code.casefold():
            raise Refused(
                N_("Type {code} once more to confirm. Nothing has been erased."), code=found.code
            )
        return found

    def _result(self, found: erasure.Found) -> list[str]:
        """What was done, and what is left to do by hand."""
        _ = self._
        told = [
            _(
                "Erased: {n} records of {code}. It can't be brought back.",
                n=len(found.records),
                code=found.code,
            )
        ]
        if (found.mentions or found.changes) and not self.mentions.value:
            told.append(_("The code still stands in other texts of the lab."))
        if found.copies and not self.copies.value:
            told.append(
                _.plural(
                    "{n} backup in the lab's folder still holds it.",
                    "{n} backups in the lab's folder still hold it.",
                    len(found.copies),
                )
            )
        if found.files:
            files = _.listing(path.name for path in found.files)
            told.append(_("Look through these files yourself: {files}.", files=files))
        return told

    def _hide(self) -> None:
        self.found, self.people = None, []
        self._people.children = ()
        self.chosen.layout.display = "none"
