"""The lab's own examples: form, import and export, those that stand twice, and own synonyms."""

from __future__ import annotations

import html
import tempfile
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from labmethods.examples import analysis
from labmethods.examples.cards import outward_cards
from labmethods.examples.catalogue import SYNONYMS, shipped_examples
from labmethods.examples.merging import merge
from labmethods.examples.panel.shelf import Shelf
from labmethods.examples.panel.sources import SourceLinks
from labmethods.examples.records import Example
from labmethods.language import translator
from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.file_choice import FileChoice
from labmethods.widgets.frame import field, heading, paragraph, row
from labmethods.widgets.status import StatusLine
from labmethods.widgets.takeaway import Made, Takeaway
from labmethods.workbook.export import export_file
from labmethods.workbook.folder import folder_name, unwritable
from labmethods.workbook.transfer import import_file

_PAIRS = 3


class OwnPart(widgets.VBox):
    """What the lab has added or taken in, and the catalogue as a file."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        lab = shelf.lab
        _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        guard = self.status.guard
        self.editor = RecordsEditor(
            lab,
            "examples",
            columns=["name", "organisation", "place", "focus_areas", "target_group", "evidence"],
            on_change=guard(self._changed),
        )
        self.twice = Twice(shelf, self.refresh)
        self.upload = FileChoice(
            lab.language,
            description=_("Take in examples from a file"),
            accept=".xlsx,.csv,.ods,.jsonl",
        )
        self.upload.observe(guard(self._import), "value")
        self.export = Takeaway(lab, _("Make a file for others"), self._file, self.status)
        self.cards = Takeaway(
            lab, _("Make cards of all examples to print"), self._cards, self.status
        )
        self.links = SourceLinks(shelf)
        self.words = SynonymsField(shelf)
        along = _(
            "{n} examples came with labmethods. Those that you think something of, try or add "
            "stand here, and you can correct them.",
            n=_.number(len(shipped_examples())),
        )
        super().__init__(
            [
                paragraph(along),
                self.editor,
                self.twice,
                row(self.upload, self.export, self.cards),
                self.status,
                self.links,
                self.words,
            ]
        )

    def refresh(self) -> None:
        """Show what the store holds now; what was made before is out of date."""
        self.export.clear()
        self.cards.clear()
        self.editor.refresh()
        self._changed()

    def _changed(self) -> None:
        self.shelf.refresh()
        self.twice.refresh()

    def _import(self, change: dict) -> None:
        _ = translator(self.shelf.lab.language)
        for file in change["new"]:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / Path(file["name"]).name
                path.write_bytes(bytes(file["content"]))
                taken = import_file(self.shelf.lab, path, "examples")
            self.upload.value = ()
            self.refresh()
            said = _.plural("{n} example was taken in.", "{n} examples were taken in.", taken.rows)
            self.status.say(" ".join([said, *taken.granted.sentences(_)]))

    def _file(self, undecided: str) -> Made:
        lab = self.shelf.lab
        _ = translator(lab.language)
        what = _("examples")
        name = f"{folder_name(lab.name)}-{what}.xlsx"
        with tempfile.TemporaryDirectory() as folder:
            path = export_file(lab, Path(folder) / "exempel.xlsx", "examples", undecided=undecided)
            data = path.read_bytes()
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return Made(_("Download {name}", name=name), name, kind, data, _("The file is ready."))

    def _cards(self, undecided: str) -> Made:
        lab = self.shelf.lab
        _ = translator(lab.language)
        rows = self.shelf.frame.to_dict("records")
        title, what = _("Good examples: {lab}", lab=lab.name), _("example-cards")
        return Made(
            _("Download the cards, then open and print them"),
            f"{folder_name(lab.name)}-{what}.html",
            "text/html",
            outward_cards(lab, rows, title=title, undecided=undecided).encode(),
            _("The cards are ready."),
        )


class Twice(widgets.VBox):
    """Examples that may be the same, with what differs and the offer to make them one."""

    def __init__(self, shelf: Shelf, merged) -> None:
        self.shelf, self._merged = shelf, merged
        self._apart: set[tuple[str, str]] = set()
        self.status = StatusLine(shelf.lab.language)
        self.offers = widgets.VBox()
        super().__init__([self.offers, self.status])

    def refresh(self) -> None:
        """Ask about the likeliest pairs that nobody has answered."""
        pairs = analysis.same_examples(self.shelf.frame).to_dict("records")
        asked = [one for one in pairs if (one["first"], one["second"]) not in self._apart]
        self.offers.children = [self._offer(pair) for pair in asked[:_PAIRS]]

    def _offer(self, pair: dict[str, Any]) -> widgets.Widget:
        _ = translator(self.shelf.lab.language)
        one, other = self.shelf.row(pair["first"]), self.shelf.row(pair["second"])
        asked = _(
            "Are {first} and {second} the same example?",
            first=pair["first_name"],
            second=pair["second_name"],
        )
        differing = _differing(one, other, _)
        ids = (pair["first"], pair["second"])
        buttons = [
            self._button(_("Merge, keep what the first says"), lambda: self._merge(*ids)),
            self._button(_("Merge, keep what the second says"), lambda: self._merge(*ids[::-1])),
            self._button(_("No, they are two"), lambda: self._keep_apart(ids)),
        ]
        return widgets.VBox([paragraph(asked), widgets.HTML(differing), row(*buttons)])

    def _button(self, text: str, action) -> widgets.Button:
        button = widgets.Button(description=text)
        button.on_click(self.status.guard(lambda _button: action()))
        return button

    def _merge(self, kept: str, other: str) -> None:
        _ = translator(self.shelf.lab.language)
        name = merge(self.shelf.lab, kept, other).name
        self._merged()
        self.status.say(_("Merged into {name}. Undo brings both back.", name=name))

    def _keep_apart(self, ids: tuple[str, str]) -> None:
        self._apart.add(ids)
        self.refresh()


def _differing(one: dict[str, Any], other: dict[str, Any], _) -> str:
    """A table of the fields in which two examples differ, as HTML."""
    rows = "".join(
        f'<tr><th scope="row">{html.escape(Example.title_of(name, _.language))}</th>'
        f"<td>{html.escape(first or '–')}</td><td>{html.escape(second or '–')}</td></tr>"
        for name, (first, second) in analysis.differences(one, other).items()
    )
    if not rows:
        same = html.escape(_("They say exactly the same."))
        return f"<p>{same}</p>"
    caption = html.escape(_("What differs"))
    titles = "".join(
        f'<th scope="col">{html.escape(text)}</th>'
        for text in (_("Field"), _("The first"), _("The second"))
    )
    return f"<table><caption>{caption}</caption><tr>{titles}</tr>{rows}</table>"


class SynonymsField(widgets.VBox):
    """The lab's own synonyms, kept in a file of its folder."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        _ = translator(shelf.lab.language)
        self.status = StatusLine(shelf.lab.language)
        self.text = widgets.Textarea(
            value=self._read(),
            description=_("Your own synonyms, a line each with commas between"),
            placeholder=_("For example: boskola, tenant school"),
            continuous_update=False,
            style={"description_width": "initial"},
        )
        self.text.observe(self.status.guard(lambda change: self._save(change["new"])), "value")
        how = _(
            "Words on one line mean the same to the search. They lie in the file {name} in the "
            "lab's folder.",
            name=SYNONYMS,
        )
        box = field(self.text)
        box.add_class("lm-wide")
        has_place = shelf.lab.home is not None
        parts = [heading(_("Words that mean the same"), 3), paragraph(how), box, self.status]
        super().__init__(parts if has_place else [])

    def _read(self) -> str:
        path = self._path()
        return path.read_text(encoding="utf-8-sig", errors="replace") if path else ""

    def _path(self) -> Path | None:
        home = self.shelf.lab.home
        return home / SYNONYMS if home and (home / SYNONYMS).is_file() else None

    def _save(self, text: str) -> None:
        path = self.shelf.lab.home / SYNONYMS
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise unwritable(path, error) from error
        self.shelf.refresh()
        self.status.saved()
