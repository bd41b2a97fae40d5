"""The line that says what was saved or what went wrong, and the guard that fills it."""

from __future__ import annotations

import datetime
import functools
import html
import logging
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from labmethods.errors import LabError
from labmethods.language import translator

_log = logging.getLogger(__name__)


class StatusLine(widgets.HTML):
    """Says ``Saved 14:32`` or an error, also to screen readers."""

    def __init__(self, language: str) -> None:
        self._ = translator(language)
        self._language = language
        super().__init__()

    def saved(self) -> None:
        now = datetime.datetime.now().strftime("%H:%M:%S")
        self.say(self._("Saved {time}.", time=now))

    def say(self, text: str) -> None:
        self.value = f'<div class="lm-status" role="status">{html.escape(text)}</div>'

    def error(self, text: str) -> None:
        self.value = (
            f'<div class="lm-status lm-status-error" role="alert">{html.escape(text)}</div>'
        )

    def guard(self, callback: Callable[..., Any]) -> Callable[..., Any]:
        """The callback, with its errors shown here; JupyterLab shows none of them."""

        @functools.wraps(callback)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            try:
                return callback(*args, **kwargs)
            except LabError as error:
                self.error(error.text(self._language))
            except Exception as error:
                _log.exception("in a panel")
                self.error(
                    self._(
                        "Something went wrong that labmethods didn't expect ({error}). "
                        "What was saved "
                        "is safe. Run the notebook again from the top.",
                        error=type(error).__name__,
                    )
                )
            return None

        return guarded
