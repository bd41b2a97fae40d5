"""The start page: what the lab is, how far it has come, and where to go on."""

from __future__ import annotations

import datetime
import html
from typing import Any

import ipywidgets as widgets

from labmethods.language import N_, translator
from labmethods.method import Method, load, methods
from labmethods.widgets.form import Form
from labmethods.widgets.frame import heading, panel_frame
from labmethods.widgets.links import notebook_link
from labmethods.widgets.live import listen
from labmethods.widgets.status import StatusLine
from labmethods.workbook import copies, folder
from labmethods.workbook.facts import LabFacts
from labmethods.workbook.history import describe_batch
from labmethods.workbook.journal import Change
from labmethods.workbook.lab import Lab

_FIELDS = ["name", "place", "organisation", "focus_areas", "challenge", "ask", "started", "ended"]
_LATEST = 8
_FIRST_STEPS = (
    N_("Write the lab's place and challenge in the form above. It is saved field by field."),
    N_("Open the first notebook below, press ▶▶ Start in it and fill in what you know."),
    N_("Come back here at any time: close the tab, or choose 00-start at the left."),
)


def panel(lab: Lab) -> widgets.VBox:
    """The start page's panel."""
    return StartPage(lab).widget


class StartPage:
    """The lab's facts as a form; what is in the lab, what is overdue and what was changed."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self._ = _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        self.form = Form(
            LabFacts, lab.language, lambda _table: [], self._save, _FIELDS, self._settle
        )
        self._settle(lab.facts)
        self.shown = widgets.HTML()
        self.again = widgets.Button(description=_("Show what is new"))
        self.again.on_click(lambda _button: self.status.guard(self.refresh)())
        self.widget = panel_frame(
            lab,
            heading(_("Our lab")),
            self.form.widget,
            self.status,
            self.shown,
            self.again,
        )
        self.refresh()
        listen(lab, self.catch_up)

    def catch_up(self, _changes: list[Change]) -> None:
        """Show what others changed."""
        facts = self.lab.facts
        if facts != self._seen:
            self._settle(facts)
        self.refresh()

    def refresh(self) -> None:
        """Show what the store holds now."""
        parts = (
            self._copies(),
            self._first_steps(),
            self._overview(),
            self._overdue(),
            self._latest(),
        )
        self.shown.value = "".join(parts)

    def _settle(self, facts: LabFacts) -> None:
        """Show the facts as they stand."""
        self._seen = facts
        self.form.set(facts.values())

    def _save(self, name: str, value: Any) -> None:
        self._seen = self.lab["facts"].change(self._seen.id, seen=self._seen, **{name: value})
        self.status.saved()
        self.refresh()

    def _first_steps(self) -> str:
        """How to begin, as long as there is nothing in the lab."""
        _ = self._
        if any(len(self.lab[table]) for method in _shown() for table in method.tables):
            return ""
        return _section(_("Begin like this"), _items("ol", map(_, _FIRST_STEPS)))

    def _overview(self) -> str:
        """Each method with its notebook and how many records it has."""
        _ = self._
        names = {name.split("-", 1)[-1]: name for name in folder.templates(self.lab.language)}
        rows = []
        for method in _shown():
            title = _(method.title)
            name = names.get(method.name)
            link = notebook_link(name, title) if name else html.escape(title)
            told = " · ".join(self._counts(method))
            rows.append(f'<tr><th scope="row">{link}</th><td>{html.escape(told)}</td></tr>')
        caption = html.escape(_("The notebooks, and what is in them"))
        table = f"<table><caption>{caption}</caption><tbody>{''.join(rows)}</tbody></table>"
        return _section(_("So far"), table)

    def _counts(self, method: Method) -> list[str]:
        """How many records a method has of each kind; without kinds that there are none of."""
        _ = self._
        counted = [(self.lab[table].record.many, len(self.lab[table])) for table in method.tables]
        known = [f"{_(many)}: {_.number(n)}" for many, n in counted if many and n]
        return known or ([_("nothing yet")] if counted else [])

    def _copies(self) -> str:
        """Copies that a synchronised folder made, with what to do about each."""
        told = [
            f"{path.name}: {problem.text(self.lab.language)}"
            for path, problem in copies.problems(self.lab)
        ]
        return _section(self._("Copies of the lab's files"), _items("ul", told)) if told else ""

    def _overdue(self) -> str:
        """What the methods say should have been done by now; nothing when nothing is."""
        _ = self._
        today = datetime.date.today()
        said = [
            sentence
            for method in methods().values()
            if method.reminders
            for sentence in load(method.reminders)(self.lab, self.lab.language, today)
        ]
        return _section(_("Overdue"), _items("ul", said)) if said else ""

    def _latest(self) -> str:
        """The newest changes, one line for what was saved in one step."""
        _ = self._
        rows = []
        for last, n in self.lab.store.newest_batches(_LATEST):
            told = describe_batch(last, n, self.lab.store.records, self.lab.language)
            cells = (_.moment(last.at), last.who, told)
            rows.append("".join(f"<td>{html.escape(cell)}</td>" for cell in cells))
        titles = (_("When"), _("Who"), _("What"))
        head = "".join(f'<th scope="col">{html.escape(one)}</th>' for one in titles)
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return _section(_("Latest changes"), table)


def _shown() -> list[Method]:
    """The methods that have a page of their own beside the start page."""
    return [method for method in methods().values() if method.name != "start"]


def _section(title: str, body: str) -> str:
    return f"<h2>{html.escape(title)}</h2>{body}"


def _items(kind: str, sentences: Any) -> str:
    items = "".join(f"<li>{html.escape(sentence)}</li>" for sentence in sentences)
    return f"<{kind}>{items}</{kind}>"
