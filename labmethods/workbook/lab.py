"""A lab: its tables, its methods and its journal."""

from __future__ import annotations

import datetime
import re
from functools import partial
from pathlib import Path
from typing import Any

from labmethods.errors import Missing, NotALab, unknown
from labmethods.language import N_
from labmethods.method import load, methods
from labmethods.workbook import backup, history
from labmethods.workbook.facts import LabFacts
from labmethods.workbook.journal import Change
from labmethods.workbook.store import Store
from labmethods.workbook.table import Table


class Lab:
    """An open lab.

    ``lab.actors`` is a table and ``lab.stakeholders()`` a method's panel; what there is depends on
    the installed methods. Where a table is named as its method, ``lab.experiments`` is the table
    and ``lab.experiments()`` the panel.
    """

    def __init__(self, store: Store, home: Path | None) -> None:
        self.store = store
        self.home = home
        """The workbook's folder; none when the lab was opened by its database."""

    # What the lab is

    @property
    def facts(self) -> LabFacts:
        """Name, place, focus areas and the rest of what the lab is."""
        found = self["facts"].all()
        if not found:
            raise NotALab(N_("{where} holds no lab."), where=self.store.where)
        return found[0]

    @property
    def name(self) -> str:
        return self.facts.name

    @property
    def language(self) -> str:
        return self.facts.language

    @property
    def sample(self) -> bool:
        """Whether its values are made up; every page that shows them says so."""
        return bool(self.facts.sample)

    # Tables and methods

    def __getitem__(self, table: str) -> Table:
        if table not in self.store.records:
            raise unknown(N_("table"), table, list(self.store.records))
        panel = partial(self.panel, table) if table in methods() else None
        return Table(self.store, table, panel)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in self.store.records:
            return self[name]
        if name in methods():
            return partial(self.panel, name)
        known = sorted({*self.store.records, *methods()})
        raise AttributeError(f"a lab has no {name!r}; it has {', '.join(known)}")

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.store.records, *methods()]

    def panel(self, method: str) -> Any:
        """A method's panel, for a notebook."""
        return load(_method(method).panel)(self)

    def blocks(self, method: str, language: str | None = None) -> list:
        """What a method says about this lab; see ``labmethods.blocks``."""
        return load(_method(method).report)(self, language or self.language)

    def report(self, method: str) -> Any:
        """A method's part of the report, for a notebook."""
        from labmethods.widgets.page import Page

        return Page(self, method)

    def card(self, method: str) -> Any:
        """A method's card: when, who, steps, pitfalls, sources."""
        from IPython.display import HTML

        from labmethods.prose import safe_html
        from labmethods.widgets.frame import css

        text = safe_html(_beneath(_method(method).card(self.language)))
        return HTML(f'<style>{css()}</style><div class="lm">{text}</div>')

    def note(self, key: str) -> Any:
        """A field for free text that belongs to this place in a notebook."""
        from labmethods.widgets.note import NoteField

        return NoteField(self, key)

    def note_text(self, key: str) -> str:
        """What was written in a note; empty when nothing was."""
        found = self["notes"].find(key=key)
        return (found[0].text or "") if found else ""

    # The journal

    def history(self, **which: Any) -> list[Change]:
        """What was changed, oldest first: ``table=``, ``record_id=``, ``newest=``."""
        return self.store.changes(**which)

    def undo(self, change: int | None = None) -> None:
        """Take a change back, with all that was saved in the same step.

        Without a number: your newest change that isn't undone yet.
        """
        if change is not None:
            history.undo(self.store, self._batch_of(change))
            return
        done, _ = history.stacks(self.store)
        if not done:
            raise Missing(N_("There is nothing to undo."))
        history.undo(self.store, done[-1])

    def redo(self) -> None:
        """Bring back what your newest undo took away."""
        _, undone = history.stacks(self.store)
        if not undone:
            raise Missing(N_("There is nothing to bring back."))
        history.undo(self.store, undone[-1])

    def back_to(
        self,
        then: int | datetime.datetime,
        *,
        table: str | None = None,
        record_id: str | None = None,
    ) -> int:
        """Bring the lab, a table or a record back to how it was then; how many records changed.

        ``then`` is a change's number, which is kept, or a moment. One undo brings all back.
        """
        seq = then if isinstance(then, int) else history.at(self.store, then)
        if seq < 1:
            raise Missing(N_("The lab didn't exist yet then. Nothing has been changed."))
        backup.automatic(self.store, self.home)
        return history.back_to(self.store, seq, table=table, record_id=record_id)

    def _batch_of(self, change: int) -> str:
        # A number that is no row's is none that a database must be able to hold.
        found = self.store.changes(since=change - 1, until=change) if 0 < change < 2**63 else []
        if not found:
            raise Missing(
                N_("There is no change {seq}. Look at the numbers with labmethods history."),
                seq=change,
            )
        return found[0].batch

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Lab:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<lab {self.name} in {self.home or self.store.where}>"


def _beneath(card: str) -> str:
    """A card's Markdown without its title and one level down: the notebook's heading is above."""
    return re.sub(r"^#(?=#)", "##", re.sub(r"^# .*\n", "", card), flags=re.MULTILINE)


def _method(name: str):
    found = methods().get(name)
    if found is None:
        raise unknown(N_("method"), name, list(methods()))
    return found
