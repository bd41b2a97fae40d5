"""The board of the panel: actors as notes on power and interest, dragged, added and renamed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets
import pandas as pd

from labmethods.errors import ChangedMeanwhile
from labmethods.language import N_, translator
from labmethods.stakeholders import analysis
from labmethods.stakeholders.contents import Contents, newest_mapping, read
from labmethods.stakeholders.records import Actor
from labmethods.stakeholders.words import ACTOR_KINDS, STRATEGIES
from labmethods.widgets.asking import Asking
from labmethods.widgets.board import Board, Numbers, Quadrants, notes_of
from labmethods.widgets.frame import field, row
from labmethods.workbook.lab import Lab

SIZES = {
    "": N_("all alike"),
    "legitimacy": N_("legitimacy"),
    "urgency": N_("urgency"),
    "degree": N_("number of ties"),
    "betweenness": N_("standing between others"),
}
"""What the size of a note can show."""


class ActorBoard:
    """The actors on the board. Every drop is saved; what is dragged is the record in the form.

    ``on_move`` is told of the actor that was moved, ``on_open`` of the id of the one that was
    opened; ``on_list`` is called when actors came, went or have another name.
    """

    def __init__(
        self,
        lab: Lab,
        on_move: Callable[[Actor], object],
        on_list: Callable[[], object],
        on_open: Callable[[str], object],
    ) -> None:
        self._lab = lab
        self._on_move, self._on_list = on_move, on_list
        _ = translator(lab.language)
        sizes = [(_(title), size) for size, title in SIZES.items()]
        self.size = widgets.Dropdown(description=_("The size of a note shows"), options=sizes)
        self.moves = widgets.Checkbox(description=_("Arrows since the last mapping"), indent=False)
        self.spread = widgets.Checkbox(description=_("How far apart the voices are"), indent=False)
        for choice in (self.size, self.moves, self.spread):
            choice.observe(lambda _change: self.refresh(), "value")
        self.board = Board(
            x=_rating(_("Interest"), _),
            y=_rating(_("Power"), _),
            quadrants=_quadrants(_),
            title=_("Power and interest"),
            language=lab.language,
            kinds={kind: _(title) for kind, title in ACTOR_KINDS.items()},
            tray=_("Not assessed yet"),
            words={"new": _("New actor")},
            on_move=self._move,
            on_add=self._add,
            on_edit=self._rename,
            on_open=on_open,
            on_undo=lambda: self._stepped(lab.undo),
            on_redo=lambda: self._stepped(lab.redo),
        )
        self.asking = Asking(lab)
        self._seen: dict[str, Actor] = {}
        choices = row(field(self.size), self.moves, self.spread)
        self.widget = widgets.VBox([choices, self.asking, self.board])

    def refresh(self) -> None:
        """Show what the lab holds now."""
        self._seen = {one.id: one for one in self._lab.actors.all()}
        contents = read(self._lab)
        _ = translator(self._lab.language)
        size = self.size.value
        kept, voices = contents.kept(), self._voices(contents)
        # What there is nothing to show of can't be asked for.
        self.moves.disabled, self.spread.disabled = not kept, voices.empty
        notes = notes_of(_sized(contents, size), x="interest", y="power", size=size or None)
        if self.moves.value and kept:
            notes = _with_moves(notes, contents, kept[-1], _(N_("new")))
        if self.spread.value:
            notes = _with_spread(notes, voices)
        self.board.size_title = _(SIZES[size]) if size else ""
        self.board.notes = notes

    def _voices(self, contents: Contents) -> pd.DataFrame:
        mapping = newest_mapping(self._lab)
        return contents.voices(mapping.id if mapping else "")

    def _move(self, actor: str, interest: Any, power: Any) -> None:
        self._save(actor, {"interest": interest, "power": power}, self._on_move)

    def _save(self, actor: str, values: dict[str, Any], saved: Callable[[Actor], object]) -> None:
        """Save what was done to a note; it asks where somebody else did so meanwhile."""

        def settled(record: Actor) -> None:
            self.refresh()
            saved(record)

        seen = self._seen.get(actor) or self._lab.actors.get(actor)
        try:
            made = self.asking.save("actors", seen, values, settled)
        except ChangedMeanwhile:
            # The note goes to where the other put it, while it is asked.
            self.refresh()
            raise
        if any(getattr(made, name) != value for name, value in values.items()):
            # What somebody else changed beside it is shown, too.
            self.refresh()
        self._seen[actor] = made
        saved(made)

    def _add(self, name: str, interest: Any, power: Any) -> Actor:
        made = self._lab.actors.add(name=name, interest=interest, power=power)
        self._on_list()
        return made

    def _rename(self, actor: str, name: str) -> None:
        self._save(actor, {"name": name}, lambda _made: self._on_list())

    def _stepped(self, step: Callable[[], object]) -> None:
        step()
        self.refresh()
        self._on_list()


def _rating(title: str, _: Callable) -> Numbers:
    return Numbers(title, 1, 5, 1, low_name=_(N_("low")), high_name=_(N_("high")))


def _quadrants(_: Callable) -> Quadrants:
    names = {held: _(STRATEGIES[name]) for held, name in analysis.STRATEGIES.items()}
    border = analysis.HELD - 0.5
    return Quadrants(
        top_left=names[True, False],
        top_right=names[True, True],
        bottom_left=names[False, False],
        bottom_right=names[False, True],
        x=border,
        y=border,
    )


def _sized(contents: Contents, size: str) -> pd.DataFrame:
    if size == "betweenness":
        between = analysis.between_others(contents.actors, contents.relations)
        return contents.actors.assign(betweenness=between)
    if size != "degree":
        return contents.actors
    measures = analysis.network_measures(contents.actors, contents.relations)
    return contents.actors.assign(degree=measures["degree"])


def _with_moves(notes: list[dict], contents: Contents, mapping: str, new: str) -> list[dict]:
    """Arrows from where the actors stood in a mapping, and a mark on those who came since."""
    then = contents.at(mapping).set_index("id")
    made = []
    for note in notes:
        if note["id"] not in then.index:
            made.append(note | {"badge": new})
            continue
        before = {"x": then.at[note["id"], "interest"], "y": then.at[note["id"], "power"]}
        stood = not any(pd.isna(value) for value in before.values())
        moved = stood and (before["x"], before["y"]) != (note["x"], note["y"])
        made.append(note | {"before": before} if moved else note)
    return made


def _with_spread(notes: list[dict], voices: pd.DataFrame) -> list[dict]:
    """How far apart the voices are on each actor's interest and power."""
    spans = {
        (row["actor"], row["rating"]): ([row["lowest"], row["highest"]], row["n"])
        for row in voices.to_dict("records")
    }
    made = []
    for note in notes:
        across, up = (spans.get((note["id"], rating)) for rating in ("interest", "power"))
        if across and up:
            spread = {"x": across[0], "y": up[0], "n": max(across[1], up[1])}
            note = note | {"spread": spread}
        made.append(note)
    return made
