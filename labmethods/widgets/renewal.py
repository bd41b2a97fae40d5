"""Says that something was saved since a page was shown, and shows the page anew."""

from __future__ import annotations

import datetime
import html
from collections.abc import Callable

import ipywidgets as widgets

from labmethods.language import translator
from labmethods.widgets.live import Watch
from labmethods.widgets.status import StatusLine
from labmethods.workbook.lab import Lab


class Renewal(widgets.VBox):
    """A button, and the sentence that tells when it is worth pressing.

    Parameters
    ----------
    show
        Shows the page as it is now.
    """

    def __init__(self, lab: Lab, show: Callable[[], object]) -> None:
        self._lab, self._show = lab, show
        self._ = _ = translator(lab.language)
        self.status = StatusLine(lab.language)
        self.button = widgets.Button(description=_("Show it anew"))
        self.button.on_click(self.status.guard(lambda _button: self.renew()))
        self._made()
        row = widgets.HBox([self.button, self.status])
        row.add_class("lm-row")
        super().__init__([row, _Since(self)])
        self.add_class("lm")
        self.add_class("lm-as-of")

    def look(self) -> None:
        """Tell whether something was saved since the page was shown."""
        if self._lab.store.length() != self._length:
            self.status.say(self._("Something was saved after {time}.", time=self.time))

    def renew(self) -> None:
        """Show the page as it is now."""
        self._made()
        self.status.value = ""
        self._show()

    def told(self) -> str:
        """When the page was made, for whoever reads it without what runs behind it."""
        told = self._(
            "As it was at {time}. Press ▶▶ Start above to show the latest.", time=self.time
        )
        return f'<p class="lm-source lm-as-of">{html.escape(told)}</p>'

    def _made(self) -> None:
        self._length = self._lab.store.length()
        self.time = datetime.datetime.now().strftime("%H:%M")


class _Since(Watch):
    """Has the renewal look while it is seen."""

    def __init__(self, renewal: Renewal) -> None:
        super().__init__()
        self._renewal = renewal

    def look(self) -> None:
        self._renewal.look()
