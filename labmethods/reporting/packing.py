"""What a method says, as bytes to be remembered."""

from __future__ import annotations

import pickle
from io import BytesIO
from typing import TYPE_CHECKING, Any

from labmethods.blocks import Table
from labmethods.language import translator
from labmethods.reporting.cells import columns
from labmethods.reporting.gate_data import texts_of
from labmethods.reporting.kept import KeptFigure, KeptFrame

if TYPE_CHECKING:
    import pandas as pd

_PROTOCOL = pickle.HIGHEST_PROTOCOL


def packed(value: Any, language: str) -> bytes:
    """The value, with frames and figures as readers of this language meet them."""
    buffer = BytesIO()
    _Pickler(buffer, language).dump(value)
    return buffer.getvalue()


class _Pickler(pickle.Pickler):
    def __init__(self, buffer: BytesIO, language: str) -> None:
        super().__init__(buffer, protocol=_PROTOCOL)
        self._language = language

    def reducer_override(self, value: object) -> Any:
        if type(value) is Table:
            frame = _kept(value.frame, self._language)
            # Printed by nobody: it is there for downloads.
            data = None if value.data is None else _kept(value.data, None)
            return Table, (frame, value.caption, value.source, data, value.told, value.note)
        if type(value).__module__.startswith("plotly.graph_objs") and hasattr(value, "to_json"):
            text = value.to_json()
            return KeptFigure, (text, texts_of(KeptFigure(text, ())))
        return NotImplemented


def _kept(frame: pd.DataFrame | KeptFrame, language: str | None) -> KeptFrame:
    if isinstance(frame, KeptFrame):
        return frame
    printed = {language: tuple(columns(frame, translator(language)))} if language else {}
    return KeptFrame(pickle.dumps(frame, protocol=_PROTOCOL), len(frame), texts_of(frame), printed)
