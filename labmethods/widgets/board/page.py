"""The board's script: several small files in one module, since a widget carries one."""

from __future__ import annotations

import re
from pathlib import Path

_HERE = Path(__file__).parent
# A file stands after those it builds on.
PARTS = (
    "text",
    "plane",
    "marks",
    "layout",
    "notes",
    "scale",
    "editor",
    "drag",
    "keys",
    "theme",
    "controls",
    "board",
)
_IMPORT = re.compile(r"^import \{[^}]*\} from \"\./\w+\.js\";\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const |function |class )", re.MULTILINE)


def script() -> str:
    """All parts as one module: names are shared, so imports and exports between them fall away."""
    texts = [(_HERE / f"{part}.js").read_text(encoding="utf-8") for part in PARTS]
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in texts)


def style_sheet() -> str:
    """The board's style sheet."""
    return (_HERE / "board.css").read_text(encoding="utf-8")
