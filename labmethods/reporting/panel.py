"""The report's panel: make the report, and find it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from labmethods.errors import Refused
from labmethods.language import LANGUAGES, N_, Translator, translator
from labmethods.method import Method, methods
from labmethods.reporting import stopping
from labmethods.reporting.cover_panel import CoverPanel
from labmethods.reporting.document import Document
from labmethods.reporting.editions import EDITIONS, PARTNER_NOTE
from labmethods.reporting.fonts import unshown_line
from labmethods.reporting.gate import Undecided
from labmethods.reporting.gate_panel import Gate
from labmethods.reporting.made import made_html
from labmethods.reporting.write import FORMATS, steps, write_report
from labmethods.widgets.folds import Folds
from labmethods.widgets.frame import field, panel_frame, paragraph, row
from labmethods.widgets.note import NoteField
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab


def panel(lab: Lab) -> widgets.VBox:
    """Choose readers, language, format and parts, make the report, open it."""
    return _Panel(lab).shown()


class _Panel:
    """What one chooses, what is going on, and what came of it."""

    def __init__(self, lab: Lab) -> None:
        _ = self._ = translator(lab.language)
        self.lab = lab
        self.status = StatusLine(lab.language)
        self.language = widgets.Dropdown(
            description=_("Language"),
            options=[(name, code) for code, name in LANGUAGES.items()],
            value=lab.language,
        )
        kinds = (_("Web page (HTML)"), _("PDF to print"), _("Word"))
        self.kind = widgets.Dropdown(
            description=_("File"), options=list(zip(kinds, FORMATS, strict=True))
        )
        self.readers = widgets.Dropdown(
            description=_("Readers"), options=[(_(title), name) for name, title in EDITIONS.items()]
        )
        self.parts = [
            widgets.Checkbox(value=True, description=_(method.title), indent=False)
            for method in _reporting()
        ]
        self.progress = widgets.IntProgress(
            description=_("Progress"),
            max=steps(lab),
            layout={"display": "none", "width": "min(500px, 100%)"},
        )
        self.made = widgets.HTML(made_html(lab))
        self.gate = Gate(lab)
        self.button = widgets.Button(description=_("Make the report"), button_style="primary")
        self.stop_button = widgets.Button(description=_("Stop"), layout={"display": "none"})
        self.stop = threading.Event()
        self.more = self._more()
        self.button.on_click(lambda _button: self._begin())
        self.stop_button.on_click(lambda _button: self._halt())

    def shown(self) -> widgets.VBox:
        _ = self._
        lead = paragraph(
            _(
                "One file with what the methods say and what you concluded. Nobody's code, "
                "no working notes."
            )
        )
        return panel_frame(
            self.lab,
            *(lead, row(field(self.readers), field(self.language), field(self.kind)), self.more),
            *(row(self.button, self.stop_button), self.progress, self.status),
            *(self.made, self.gate),
        )

    def _more(self) -> Folds:
        """What most leave as it is."""
        _ = self._
        asked = NoteField(self.lab, PARTNER_NOTE)
        asked.field.input.widget.description = _("What we ask of those who take part")
        return Folds(
            [
                (_("Which parts"), widgets.VBox(self.parts)),
                (_("Photo on the cover"), CoverPanel(self.lab)),
                (_("To those who take part"), asked),
            ]
        )

    def _begin(self) -> None:
        """In a notebook beside its kernel's own work, so that the stop button is heard."""
        self.stop.clear()
        self.button.disabled, self.stop_button.disabled = True, False
        # What is going on stands below, and an open part would push it out of sight.
        self.more.fold()
        self.made.value = ""
        self.progress.value, self.progress.max = 0, steps(self.lab)
        self.progress.layout.display = self.stop_button.layout.display = ""
        self.status.say(self._("The report is being made."))
        work = self.status.guard(self._make)
        if _in_a_kernel():
            threading.Thread(target=work).start()
        else:
            work()

    def _halt(self) -> None:
        self.stop_button.disabled = True
        self.stop.set()
        self.status.say(self._("Stopping …"))

    def _make(self) -> None:
        chosen = [
            method.name for method, box in zip(_reporting(), self.parts, strict=True) if box.value
        ]
        path = None
        try:
            with stopping.by(self.stop):
                path, document = _stopped_at(self.gate, write_report)(
                    self.lab,
                    format=self.kind.value,
                    language=self.language.value,
                    readers=self.readers.value,
                    chosen=[] if len(chosen) == len(self.parts) else chosen,
                    on_step=self._step,
                )
        finally:
            self.button.disabled = False
            self.progress.layout.display = self.stop_button.layout.display = "none"
            self.made.value = made_html(self.lab, path)
        problems = [part.error for part in document.parts if part.error]
        if problems:
            self.status.error(
                self._(
                    "The report is made, but a part of it is missing: {why}", why=" ".join(problems)
                )
            )
        elif document.unshown:
            self.status.error(
                f"{_ready(document, self._)} {unshown_line(document.unshown, self.lab.language)}"
            )
        else:
            self.status.say(_ready(document, self._))

    def _step(self, title: str) -> None:
        """A part is begun, or at last the file."""
        self.progress.value += 1
        if not self.stop.is_set():
            self.status.say(
                self._(
                    "The report is being made: {part} ({n} of {total}).",
                    part=self._(title),
                    n=self.progress.value,
                    total=self.progress.max,
                )
            )


def _reporting() -> list[Method]:
    """The methods that say something in a report."""
    return [method for method in methods().values() if method.report]


def _in_a_kernel() -> bool:
    from IPython import get_ipython

    return getattr(get_ipython(), "kernel", None) is not None


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
