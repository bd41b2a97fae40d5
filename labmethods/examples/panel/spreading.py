"""The panel's pictures: who learnt from whom, where the examples are, and a gallery."""

from __future__ import annotations

import base64
import html
from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets

from labmethods.errors import Refused
from labmethods.examples import telling
from labmethods.examples.adopting import adoptions
from labmethods.examples.blocks import map_block, spread_block
from labmethods.examples.panel.shelf import Shelf
from labmethods.examples.pictures import add_picture, pictures_of
from labmethods.language import N_, translator
from labmethods.widgets.block_list import BlockList
from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.file_choice import FileChoice
from labmethods.widgets.frame import field, heading, paragraph, row
from labmethods.widgets.status import StatusLine


class SpreadingPart(widgets.VBox):
    """The picture of who learnt from whom, and the log behind it."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        _ = translator(shelf.lab.language)
        self.blocks = BlockList(shelf.lab)
        self.editor = RecordsEditor(
            shelf.lab,
            "adoptions",
            columns=["example", "adopter", "adopter_place", "started", "changed", "decision"],
            on_change=self._draw,
        )
        how = _(
            "What you try from an example stands here by itself. Add what you know that others "
            "have taken up; the examples to choose from are those that the lab has taken in."
        )
        log = heading(_("Your own log"), 3)
        super().__init__([self.blocks, log, paragraph(how), self.editor])

    def refresh(self) -> None:
        """Show what the store holds now."""
        self.editor.refresh()
        self._draw()

    def _draw(self) -> None:
        lab = self.shelf.lab
        self.shelf.refresh()
        known = adoptions(lab, lab.language)
        chart = spread_block(self.shelf.frame, known, translator(lab.language))
        self.blocks.show([chart] if chart else [])


class GalleryPart(widgets.VBox):
    """Where the examples are, the pictures that the lab has of them, and a way to add one."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        _ = translator(shelf.lab.language)
        self.status = StatusLine(shelf.lab.language)
        wide = {"description_width": "initial"}
        self.pictures = widgets.HTML()
        self.example = widgets.Dropdown(description=_("The example"), style=wide)
        self.description = widgets.Text(description=_("What the picture shows"), style=wide)
        self.credit = widgets.Text(description=_("Whose picture it is"), style=wide)
        self.upload = FileChoice(
            shelf.lab.language, description=_("Choose a picture"), accept="image/png,image/jpeg"
        )
        self.upload.observe(self.status.guard(self._add), "value")
        self.blocks = BlockList(shelf.lab)
        super().__init__(
            [
                heading(_("Pictures of the examples"), 3),
                self.pictures,
                row(field(self.example), field(self.description), field(self.credit), self.upload),
                self.status,
                heading(_("Where the examples are"), 3),
                self.blocks,
            ]
        )

    def refresh(self) -> None:
        """Show what the store holds now."""
        _ = translator(self.shelf.lab.language)
        self.shelf.refresh()
        rows = self.shelf.frame.to_dict("records")
        names = sorted((str(one["name"]), one["id"]) for one in rows)
        options = [("–", ""), *names]
        if list(self.example.options) != options:
            self.example.options = options
        self.pictures.value = gallery(self._shown(rows), _)
        home = self.shelf.lab.facts.municipality_code
        chart = map_block(self.shelf.frame, _, home=home)
        self.blocks.show([chart] if chart else [])

    def _shown(self, rows: list[dict[str, Any]]) -> list[tuple[Mapping[str, Any], tuple]]:
        having = {one.example for one in self.shelf.lab["example_pictures"].all()}
        return [
            (one, picture)
            for one in rows
            if one["id"] in having
            for picture in pictures_of(self.shelf.lab, one["id"])
        ]

    def _add(self, change: dict) -> None:
        for file in change["new"]:
            if not self.example.value or not self.description.value.strip():
                self.upload.value = ()
                raise Refused(
                    N_("Choose the example, write what the picture shows, and choose it again.")
                )
            add_picture(
                self.shelf.lab,
                self.example.value,
                bytes(file["content"]),
                self.description.value,
                self.credit.value or None,
            )
        if change["new"]:
            self.upload.value = ()
            self.description.value = self.credit.value = ""
            self.refresh()
            self.status.saved()


def gallery(shown: list[tuple[Mapping[str, Any], tuple]], _) -> str:
    """The pictures side by side, each with its example, as HTML."""
    if not shown:
        said = _("The lab has no pictures of examples yet. Add one that you may show.")
        return f"<p>{html.escape(said)}</p>"
    figures = []
    for example, (kind, data, shows) in shown:
        address = f"data:{kind};base64,{base64.b64encode(data).decode()}"
        figures.append(
            f'<figure><img src="{address}" alt="{html.escape(shows)}"><figcaption>'
            f"<strong>{html.escape(str(example['name']))}</strong>"
            f"{html.escape(telling.whose(example))}<br>{html.escape(shows)}</figcaption></figure>"
        )
    return f'<div class="lm-gallery">{"".join(figures)}</div>'
