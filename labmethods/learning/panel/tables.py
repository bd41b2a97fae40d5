"""The code book, the stories with their choices, and the decisions on what may leave."""

from __future__ import annotations

import ipywidgets as widgets
import pandas as pd

from labmethods.blocks import Table
from labmethods.language import translator
from labmethods.learning.codebook import begin
from labmethods.learning.report import story_blocks
from labmethods.programme.kinds import BY_DEFAULT, KINDS
from labmethods.programme.release import released
from labmethods.widgets.block_list import BlockList
from labmethods.widgets.editor import RecordsEditor
from labmethods.widgets.frame import heading, paragraph
from labmethods.widgets.page import table_html
from labmethods.workbook.lab import Lab


class CodeBookPart(widgets.VBox):
    """The codes, and a code book to begin with."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        _ = translator(lab.language)
        self.editor = RecordsEditor(lab, "codes", columns=["name", "kind", "meaning"])
        self.begin = widgets.Button(description=_("Fetch the codes to begin with"))
        self.begin.on_click(self.editor.status.guard(lambda _button: self._begin()))
        super().__init__([self.begin, self.editor])

    def refresh(self) -> None:
        """Show what the store holds now."""
        self.editor.refresh()

    def _begin(self) -> None:
        _ = translator(self.lab.language)
        n = begin(self.lab)
        self.editor.refresh()
        self.editor.status.say(
            _.plural("{n} code came in.", "{n} codes came in.", n) if n else _("You have them all.")
        )


class StoriesPart(widgets.VBox):
    """The stories, the choices of the one that is pressed, and what the report says."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self._ = _ = translator(lab.language)
        self.stories = RecordsEditor(
            lab, "stories", columns=["name", "area", "teller", "consent"], on_change=self._tell
        )
        follow = self.stories.status.guard(lambda change: self._follow(change["new"]))
        self.stories.list.observe(follow, "chosen")
        self.choices: RecordsEditor | None = None
        self._chosen = widgets.VBox([paragraph(_("Press a story to choose it, step by step."))])
        self.told = BlockList(lab)
        heading_told = heading(_("What the report will say"), 3)
        super().__init__([self.stories, self._chosen, heading_told, self.told])

    def refresh(self) -> None:
        """Show what the store holds now."""
        self.stories.refresh()
        self._tell()

    def _follow(self, story: str) -> None:
        if not story:
            self.choices = None
            self._chosen.children = [paragraph(self._("Press a story to choose it, step by step."))]
            return
        name = self.lab["stories"].get(story).name
        self.choices = RecordsEditor(
            self.lab,
            "story_choices",
            columns=["step", "group", "reason"],
            fixed={"story": story},
            on_change=self._tell,
        )
        title = self._("Who chose “{name}”, and why", name=name)
        self._chosen.children = [heading(title, 3), self.choices]

    def _tell(self) -> None:
        self.told.show(story_blocks(self.lab, self._))


class ReleasePart(widgets.VBox):
    """What leaves the lab for the report across labs, and the decisions on it."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self._ = _ = translator(lab.language)
        self.overview = widgets.HTML()
        self.editor = RecordsEditor(
            lab,
            "programme_releases",
            columns=["what", "released", "experiment", "indicator", "story", "decided_by"],
            on_change=self.refresh,
        )
        explained = _(
            "Figures leave the lab for the report across labs unless you hold them back. What "
            "people wrote stays unless you release it. Small numbers and names are hidden either "
            "way."
        )
        super().__init__([paragraph(explained), self.overview, self.editor])

    def refresh(self) -> None:
        """Show what leaves now."""
        _ = self._
        may_leave = released(self.lab)
        said = {True: _("leaves the lab"), False: _("stays in the lab")}
        rows = [
            (_(title), said[may_leave(kind)], said[kind in BY_DEFAULT])
            for kind, title in KINDS.items()
        ]
        columns = [_("What"), _("Now"), _("Without a decision")]
        caption = _("What leaves the lab for the report across labs")
        table = Table(pd.DataFrame(rows, columns=columns), caption)
        self.overview.value = table_html(table, self.lab.language)
        self.editor.refresh()
