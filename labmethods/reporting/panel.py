"""The report's panel: make the report, and find it."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from labmethods.errors import Refused
from labmethods.language import LANGUAGES, N_, Translator, translator
from labmethods.reporting.document import Document
from labmethods.reporting.editions import EDITIONS
from labmethods.reporting.gate import Undecided
from labmethods.reporting.gate_panel import Gate
from labmethods.reporting.write import FORMATS, write_report
from labmethods.widgets.frame import panel_frame, paragraph
from labmethods.widgets.links import file_link
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab


def panel(lab: Lab) -> widgets.VBox:
    """Choose readers, language and format, make the report, open it."""
    _ = translator(lab.language)
    status = StatusLine(lab.language)
    language = widgets.Dropdown(
        description=_("Language"),
        options=[(name, code) for code, name in LANGUAGES.items()],
        value=lab.language,
    )
    kind = widgets.Dropdown(
        description=_("File"),
        options=list(
            zip((_("Web page (HTML)"), _("PDF to print"), _("Word")), FORMATS, strict=True)
        ),
    )
    readers = widgets.Dropdown(
        description=_("Readers"), options=[(_(title), name) for name, title in EDITIONS.items()]
    )
    progress = widgets.IntProgress(description=_("Progress"), layout={"display": "none"})
    made = widgets.HTML()
    gate = Gate(lab)
    button = widgets.Button(description=_("Make the report"), button_style="primary")

    def make() -> None:
        button.disabled = True
        progress.value, progress.layout.display = 0, ""
        progress.max = max(1, len(list(lab.home.glob("*.ipynb"))) if lab.home else 1)
        try:
            path, document = _stopped_at(gate, write_report)(
                lab,
                format=kind.value,
                language=language.value,
                readers=readers.value,
                on_step=lambda name: _step(progress),
            )
        finally:
            button.disabled = False
            progress.layout.display = "none"
        problems = [part.error for part in document.parts if part.error]
        if problems:
            status.error(" ".join(problems))
        else:
            status.say(_ready(document, _))
        made.value = _found(lab, path, _("Open the report"))

    button.on_click(lambda _button: status.guard(make)())
    fields = []
    for field in (readers, language, kind):
        box = widgets.VBox([field])
        box.add_class("lm-field")
        fields.append(box)
    row = widgets.Box(fields)
    row.add_class("lm-form")
    lead = paragraph(
        _(
            "One file with what the methods say and what you concluded. Nobody's code, "
            "no working notes."
        )
    )
    return panel_frame(lab, lead, row, button, progress, status, made, gate)


def _stopped_at(gate: Gate, write: Callable[..., Any]) -> Callable[..., Any]:
    """Writing that shows what waits for a decision, when that is why it stopped."""

    def written(*values: Any, **options: Any) -> Any:
        try:
            done = write(*values, **options)
        except Undecided as stopped:
            gate.show(stopped.sightings)
            raise Refused(
                N_("The report is not made yet: decide below about what points out a person.")
            ) from None
        gate.refresh()
        return done

    return written


def _ready(document: Document, _: Translator) -> str:
    said = _("The report is ready. It holds no code and can be sent as it is.")
    if not document.hidden:
        return said
    hidden = _.plural(
        "{n} thing that could point out a person is hidden.",
        "{n} things that could point out persons are hidden.",
        document.hidden,
    )
    return f"{said} {hidden}"


def _step(progress: widgets.IntProgress) -> None:
    progress.value += 1


def _found(lab: Lab, path: Path, title: str) -> str:
    link = file_link(lab, path, title)
    return f'<p class="lm-next">{link}</p><p>{html.escape(str(path))}</p>'
