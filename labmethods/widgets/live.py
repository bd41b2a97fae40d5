"""Shows what others save in the same lab, without a reload and without disturbing who types."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary, WeakMethod

import anywidget

from labmethods.errors import LabError
from labmethods.workbook.journal import Change
from labmethods.workbook.lab import Lab
from labmethods.workbook.store import Store

CatchUp = Callable[[list[Change]], None]
"""A method that is told what others changed."""

_listeners: WeakKeyDictionary[Store, list[WeakMethod]] = WeakKeyDictionary()


def listen(lab: Lab, catch_up: CatchUp) -> None:
    """Have a panel's method called with what others changed in the lab."""
    _listeners.setdefault(lab.store, []).append(WeakMethod(catch_up))


def tell(lab: Lab, changes: list[Change]) -> None:
    """Have every panel of the lab show what was changed elsewhere."""
    for reference in list(_listeners.get(lab.store, ())):
        catch_up = reference()
        if catch_up is not None:
            catch_up(changes)


class Watch(anywidget.AnyWidget):
    """Shows nothing itself; its page asks every two seconds as long as it is seen.

    The page asks and not the kernel: so nothing runs where nobody looks, as in a report.
    """

    _esm = Path(__file__).parent / "live.js"

    def __init__(self) -> None:
        super().__init__()
        self.on_msg(self._asked)

    def look(self) -> None:
        """Do what is to be done where something may be new."""
        raise NotImplementedError

    def _asked(self, _widget: Any, content: dict, _buffers: Any) -> None:
        try:
            if not content.get("typing"):
                self.look()
        except LabError:
            # The store doesn't answer now. Whoever saves something is told; this only asks again.
            pass
        finally:
            self.send({"answered": True})


class Live(Watch):
    """Tells the panels of a lab what others have saved."""

    def __init__(self, lab: Lab) -> None:
        super().__init__()
        self._lab = lab
        self._seen = lab.store.length()

    def look(self) -> None:
        """Tell the panels what others have saved since the last time."""
        length = self._lab.store.length()
        if length == self._seen:
            return
        since, self._seen = min(self._seen, length), length
        changes = [
            change
            for change in self._lab.store.changes(since=since)
            if change.batch not in self._lab.store.written
        ]
        if changes:
            tell(self._lab, changes)
