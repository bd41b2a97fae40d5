"""Long work in a panel: a button that starts it, how far it is, and a button that stops it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from labmethods.errors import LabError
from labmethods.language import N_, translator
from labmethods.widgets.frame import row
from labmethods.widgets.loop import notebook_loop
from labmethods.widgets.status import StatusLine


class Stopped(LabError):
    """Work was stopped by the one who started it; it must leave nothing half done."""


class Steps:
    """How far the work is, and whether it should go on; the work asks it between its steps."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._stop = threading.Event()

    def go_on(self) -> None:
        """Do nothing, or raise ``Stopped`` when somebody pressed Stop."""
        if self._stop.is_set():
            raise Stopped(N_("Stopped. Nothing has been changed."))

    def told(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.go_on()
        self._job.progress.max, self._job.progress.value = max(total, 1), done

    def stop(self) -> None:
        """End the work at its next step."""
        self._stop.set()


class Job(widgets.VBox):
    """The button, the bar and the button that stops.

    The work runs in a thread of its own, so that the panel stays alive; what it found is used
    where the panel's other callbacks run. Whoever stops it needn't wait for a slow source.

    Parameters
    ----------
    title
        What the button says.
    work
        Called in the thread with ``Steps``; must change neither the lab nor a widget.
    use
        Called with what the work found; says in a sentence what became of it.
    """

    def __init__(
        self,
        title: str,
        language: str,
        status: StatusLine,
        work: Callable[[Steps], Any],
        use: Callable[[Any], str],
    ) -> None:
        self._ = _ = translator(language)
        self._language, self._status, self._work, self._use = language, status, work, use
        self._steps: Steps | None = None
        self._thread: threading.Thread | None = None
        self.start = widgets.Button(description=title, button_style="primary")
        self.stop = widgets.Button(description=_("Stop"), layout={"display": "none"})
        self.progress = widgets.IntProgress(
            description=_("Progress"), layout={"display": "none", "width": "min(500px, 100%)"}
        )
        self.start.on_click(status.guard(lambda _button: self._begin()))
        self.stop.on_click(status.guard(lambda _button: self._halt()))
        super().__init__([row(self.start, self.stop), self.progress])

    def wait(self, seconds: float = 30) -> None:
        """Come back when the work is done; for those who use a panel without a browser."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _begin(self) -> None:
        steps = self._steps = Steps(self)
        self._running(True)
        self.progress.value = 0
        self._status.say(self._("Working …"))
        self._thread = threading.Thread(
            target=self._run, args=(steps, notebook_loop()), daemon=True
        )
        self._thread.start()

    def _run(self, steps: Steps, loop: asyncio.AbstractEventLoop | None) -> None:
        try:
            found = self._work(steps)
        except Exception as error:
            # Told by the status line's guard, where every other error of the panel is.
            found = error
        if loop is None:
            self._end(steps, found)
        else:
            loop.call_soon_threadsafe(self._end, steps, found)

    def _end(self, steps: Steps, found: Any) -> None:
        if steps is not self._steps:
            return
        self._steps = None
        self._running(False)
        self._status.guard(self._used)(found)

    def _used(self, found: Any) -> None:
        if isinstance(found, Exception):
            raise found
        self._status.say(self._use(found))

    def _halt(self) -> None:
        if self._steps is not None:
            self._steps.stop()
            self._steps = None
        self._running(False)
        self._status.say(self._("Stopped. Nothing has been changed."))

    def _running(self, running: bool) -> None:
        self.start.disabled = running
        self.stop.layout.display = self.progress.layout.display = "" if running else "none"
