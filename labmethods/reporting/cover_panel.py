"""Where the facilitator chooses the photo of the report's cover."""

from __future__ import annotations

import base64
import html

import ipywidgets as widgets

from labmethods.language import translator
from labmethods.reporting.cover import (
    Cover,
    choose_photo,
    cover_photo,
    describe_photo,
    remove_photo,
)
from labmethods.widgets.file_choice import FileChoice
from labmethods.widgets.frame import field, paragraph, row
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab


class CoverPanel(widgets.VBox):
    """The photo as it is, a file to choose, what it shows, and a way to take it off."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        _ = self._ = translator(lab.language)
        self.status = StatusLine(lab.language)
        self.picture = widgets.HTML()
        self.file = FileChoice(
            lab.language, description=_("Choose a photo"), accept=".jpg,.jpeg,.png"
        )
        self.shows = widgets.Text(description=Cover.title_of("shows", lab.language))
        self.use = widgets.Button(description=_("Put it on the cover"))
        self.remove = widgets.Button(description=_("Take it off the cover"))
        self.file.observe(self.status.guard(self._chosen), "value")
        self.use.on_click(lambda _button: self.status.guard(self._use)())
        self.remove.on_click(lambda _button: self.status.guard(self._remove)())
        lead = paragraph(
            _(
                "The photo is made small and loses place, time and camera. Ask everybody who can "
                "be recognised, first."
            )
        )
        super().__init__(
            [
                *(lead, self.picture, self.file, row(field(self.shows))),
                *(row(self.use, self.remove), self.status),
            ]
        )
        self._show()

    def _chosen(self, change: dict) -> None:
        if change["new"]:
            self.status.say(self._("Say what it shows, then put it on the cover."))

    def _use(self) -> None:
        if self.file.value:
            choose_photo(self.lab, bytes(self.file.value[0]["content"]), self.shows.value)
            self.file.value = ()
        else:
            describe_photo(self.lab, self.shows.value)
        self.status.saved()
        self._show()

    def _remove(self) -> None:
        remove_photo(self.lab)
        self.status.saved()
        self._show()

    def _show(self) -> None:
        photo = cover_photo(self.lab)
        self.remove.layout.display = "" if photo else "none"
        self.shows.value = photo.alt if photo else self.shows.value
        if photo is None:
            self.picture.value = ""
            return
        kind = "png" if photo.data.startswith(b"\x89PNG") else "jpeg"
        data = base64.b64encode(photo.data).decode("ascii")
        self.picture.value = (
            f'<img src="data:image/{kind};base64,{data}" style="max-width: 20rem" '
            f'alt="{html.escape(photo.alt)}">'
        )
