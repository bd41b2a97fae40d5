"""The widget: shows notes, asks its owner to save what people do, and says how that went."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import anywidget
import traitlets

from labmethods.errors import LabError, Refused
from labmethods.language import N_, translator
from labmethods.widgets.board.axes import Axis, Quadrants, axis_state
from labmethods.widgets.board.notes import kind_states, ready
from labmethods.widgets.board.page import script, style_sheet
from labmethods.widgets.board.words import words_in

_log = logging.getLogger(__name__)

_ABLE = {"moved": "move", "added": "add", "edited": "edit", "opened": "open"}


class Board(anywidget.AnyWidget):
    """A board whose owner saves: a callback that raises puts the note back and shows why.

    What people can do is what there is a callback for. A callback may answer with a text that is
    shown instead of the usual one.

    Parameters
    ----------
    notes
        Dicts; see ``labmethods.widgets.board.notes.FIELDS`` and ``notes_of``.
    x, y
        The axes; one of them may be none.
    title
        What the board shows; its name for screen readers.
    language
        The language of its words; axes, kinds and notes come in that language already.
    kinds
        Kind to title, in the order of colours and shapes; kinds that aren't named here follow.
    quadrants
        Names of the four corners, when both axes are numbers.
    size_title
        What the notes' size measures.
    tray
        Title of the place for notes that nobody has placed yet; without it every note has a place.
    on_move, on_add, on_edit, on_open
        ``on_move(id, x, y)``, ``on_add(label, x, y)`` which gives the new note's id,
        ``on_edit(id, label)`` and ``on_open(id)``.
    on_undo, on_redo
        Called without arguments; they should set ``notes`` (and ``can_undo``, ``can_redo``) anew.
    read_only
        Only reading and opening.
    words
        Own words, such as ``{"new": "Ny aktör"}``; see ``labmethods.widgets.board.words``.

    Examples
    --------
    >>> from labmethods.widgets.board import Board, Numbers
    >>> moves = []
    >>> board = Board(
    ...     [{"id": "a", "label": "Föreningen", "x": 5, "y": 2}],
    ...     x=Numbers("Intresse"), y=Numbers("Makt"), title="Aktörer", language="sv",
    ...     on_move=lambda *move: moves.append(move),
    ... )
    >>> board.can
    ['move']
    """

    _esm = script()
    _css = style_sheet()
    notes = traitlets.List().tag(sync=True)
    x_axis = traitlets.Dict().tag(sync=True)
    y_axis = traitlets.Dict().tag(sync=True)
    quadrants = traitlets.Dict().tag(sync=True)
    kinds = traitlets.List().tag(sync=True)
    size_title = traitlets.Unicode("").tag(sync=True)
    tray = traitlets.Unicode("").tag(sync=True)
    title = traitlets.Unicode("").tag(sync=True)
    can = traitlets.List().tag(sync=True)
    can_undo = traitlets.Bool(True).tag(sync=True)
    can_redo = traitlets.Bool(True).tag(sync=True)
    read_only = traitlets.Bool(False).tag(sync=True)
    theme = traitlets.Enum(("auto", "light", "dark"), "auto").tag(sync=True)
    language = traitlets.Unicode("sv").tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        notes: Iterable[Mapping[str, Any]] = (),
        *,
        x: Axis,
        y: Axis = None,
        title: str,
        language: str,
        kinds: Mapping[str, str] | None = None,
        quadrants: Quadrants | None = None,
        size_title: str = "",
        tray: str = "",
        on_move: Callable[[str, Any, Any], object] | None = None,
        on_add: Callable[[str, Any, Any], object] | None = None,
        on_edit: Callable[[str, str], object] | None = None,
        on_open: Callable[[str], object] | None = None,
        on_undo: Callable[[], object] | None = None,
        on_redo: Callable[[], object] | None = None,
        read_only: bool = False,
        words: Mapping[str, str] | None = None,
        **layout: Any,
    ) -> None:
        self._titles = dict(kinds or {})
        given = {
            "moved": on_move,
            "added": on_add,
            "edited": on_edit,
            "opened": on_open,
            "undo": on_undo,
            "redo": on_redo,
        }
        self._callbacks = {event: callback for event, callback in given.items() if callback}
        super().__init__(
            language=language,
            words=words_in(language, **(words or {})),
            notes=list(notes),
            x_axis=axis_state(x),
            y_axis=axis_state(y),
            title=title,
            quadrants=quadrants.state() if quadrants else {},
            size_title=size_title,
            tray=tray,
            can=[_ABLE.get(event, event) for event in self._callbacks],
            read_only=read_only,
            **layout,
        )
        self.kinds = self._kinds(self.notes)
        self.on_msg(lambda _, content, buffers: self.receive(content))

    def set_axes(self, x: Axis, y: Axis = None, quadrants: Quadrants | None = None) -> None:
        """Other axes, such as when a lane was added."""
        with self.hold_sync():
            self.x_axis, self.y_axis = axis_state(x), axis_state(y)
            self.quadrants = quadrants.state() if quadrants else {}

    def note(self, note_id: str) -> dict[str, Any] | None:
        """The note of this id, as it is shown."""
        return next((note for note in self.notes if note["id"] == note_id), None)

    def receive(self, content: Mapping[str, Any]) -> None:
        """Do what people did on the page, and answer how it went."""
        event = content.get("event")
        if event not in ("moved", "added", "edited", "opened", "undo", "redo"):
            return
        try:
            answer = self._done(event, content)
        except LabError as error:
            answer = {"ok": False, "message": error.text(self.language)}
        except Exception as error:
            _log.exception("on the board")
            answer = {"ok": False, "message": self._unexpected(error)}
        self.send({"answer": content.get("ticket"), **answer})

    @traitlets.validate("notes")
    def _ready(self, proposal: Mapping[str, Any]) -> list[dict[str, Any]]:
        return ready(proposal["value"])

    @traitlets.observe("notes")
    def _follow(self, change: Mapping[str, Any]) -> None:
        kinds = self._kinds(change["new"])
        if kinds != self.kinds:
            self.kinds = kinds

    def _kinds(self, notes: list[dict[str, Any]]) -> list[dict]:
        return kind_states(self._titles, notes, self.words.get("none", ""))

    def _done(self, event: str, content: Mapping[str, Any]) -> dict[str, Any]:
        callback = self._callbacks.get(event)
        if callback is None or (self.read_only and event != "opened"):
            raise Refused(N_("This board can be read but not changed."))
        if event == "moved":
            return self._moved(callback, content["id"], content["x"], content["y"])
        if event == "added":
            return self._added(callback, content["label"], content["x"], content["y"])
        if event == "edited":
            return self._edited(callback, content["id"], content["label"])
        said = callback(content["id"]) if event == "opened" else callback()
        return _answer(said)

    def _moved(self, callback: Callable, note_id: str, x: Any, y: Any) -> dict[str, Any]:
        shown = self.notes
        said = callback(note_id, x, y)
        if self.notes is shown:
            self._replace(note_id, x=x, y=y)
        return _answer(said)

    def _added(self, callback: Callable, label: str, x: Any, y: Any) -> dict[str, Any]:
        made = callback(label, x, y)
        note_id = str(getattr(made, "id", made))
        if self.note(note_id) is None:
            self.notes = [*self.notes, {"id": note_id, "label": label, "x": x, "y": y}]
        return {"ok": True, "id": note_id, "message": ""}

    def _edited(self, callback: Callable, note_id: str, label: str) -> dict[str, Any]:
        shown = self.notes
        said = callback(note_id, label)
        if self.notes is shown:
            self._replace(note_id, label=label)
        return _answer(said)

    def _replace(self, note_id: str, **values: Any) -> None:
        note = self.note(note_id)
        if note is None or all(note.get(name) == value for name, value in values.items()):
            return
        self.notes = [one | values if one["id"] == note_id else one for one in self.notes]

    def _unexpected(self, error: Exception) -> str:
        return translator(self.language)(
            "Something went wrong that labmethods didn't expect ({error}). What was saved "
            "is safe. Run the notebook again from the top.",
            error=type(error).__name__,
        )


def _answer(said: object) -> dict[str, Any]:
    return {"ok": True, "message": said if isinstance(said, str) else ""}
