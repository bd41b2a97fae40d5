"""The start page: what the lab is, how far it has come, and where to go on."""

from __future__ import annotations

import datetime
import html
from typing import Any

import ipywidgets as widgets

from labmethods.language import translator
from labmethods.method import load, methods
from labmethods.widgets.form import Form
from labmethods.widgets.frame import heading, panel_frame
from labmethods.widgets.status import StatusLine
from labmethods.workbook import folder
from labmethods.workbook.facts import LabFacts
from labmethods.workbook.history import describe
from labmethods.workbook.lab import Lab

_FIELDS = ["name", "place", "organisation", "focus_areas", "challenge", "ask", "started", "ended"]


def panel(lab: Lab) -> widgets.VBox:
    """The start page's panel."""
    _ = translator(lab.language)
    status = StatusLine(lab.language)
    overview = widgets.HTML(_overview(lab))
    latest = widgets.HTML(_latest(lab))

    def save(name: str, value: Any) -> None:
        lab["facts"].change(lab.facts.id, **{name: value})
        status.saved()
        overview.value, latest.value = _overview(lab), _latest(lab)

    form = Form(LabFacts, lab.language, lambda _table: [], save, _FIELDS)
    form.set(lab.facts.values())
    return panel_frame(
        lab,
        heading(_("Our lab")),
        form.widget,
        status,
        heading(_("So far")),
        overview,
        *_reminders(lab),
        heading(_("Latest changes")),
        latest,
    )


def _overview(lab: Lab) -> str:
    """Each method with its notebook and how many records it has."""
    _ = translator(lab.language)
    templates = list(folder.templates(lab.language))
    rows = []
    for method in methods().values():
        notebook = next((name for name in templates if name.split("-", 1)[-1] == method.name), None)
        if method.name == "start" or notebook is None:
            continue
        title = html.escape(_(method.title))
        link = f'<a href="{notebook}.ipynb" target="_blank">{title}</a>'
        counts = []
        for table in method.tables:
            many = lab[table].record.many
            if many:
                counts.append(f"{_(many)}: {_.number(len(lab[table]))}")
        rows.append(
            f'<tr><th scope="row">{link}</th><td>{html.escape(" · ".join(counts))}</td></tr>'
        )
    caption = html.escape(_("The notebooks, and what is in them"))
    return f"<table><caption>{caption}</caption><tbody>{''.join(rows)}</tbody></table>"


def _reminders(lab: Lab) -> list[widgets.Widget]:
    """What the methods say should have been done by now; nothing when nothing is."""
    _ = translator(lab.language)
    today = datetime.date.today()
    said = [
        html.escape(sentence)
        for method in methods().values()
        if method.reminders
        for sentence in load(method.reminders)(lab, lab.language, today)
    ]
    if not said:
        return []
    items = "".join(f"<li>{sentence}</li>" for sentence in said)
    return [heading(_("Overdue")), widgets.HTML(f"<ul>{items}</ul>")]


def _latest(lab: Lab) -> str:
    _ = translator(lab.language)
    rows = [
        f"<tr><td>{html.escape(_.moment(change.at))}</td><td>{html.escape(change.who)}</td>"
        f"<td>{html.escape(describe(change, lab.store.records, lab.language))}</td></tr>"
        for change in reversed(lab.history(newest=8))
    ]
    head = "".join(
        f'<th scope="col">{html.escape(one)}</th>' for one in (_("When"), _("Who"), _("What"))
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
