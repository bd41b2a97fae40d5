"""What was chosen for a file, kept for the next file like it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from labmethods.workbook.lab import Lab


def remember(lab: Lab, headings: Sequence[str], chosen: dict[str, Any]) -> None:
    """Keep what was chosen for a file with these headings."""
    key, text = _key(headings), json.dumps(chosen, ensure_ascii=False)
    known = lab["notes"].find(key=key)
    if known:
        lab["notes"].change(known[0].id, text=text)
    else:
        lab["notes"].add(key=key, text=text)


def remembered(lab: Lab, headings: Sequence[str]) -> dict[str, Any] | None:
    """What was chosen for a file with these headings; nothing when there was none yet."""
    text = lab.note_text(_key(headings))
    return json.loads(text) if text else None


def _key(headings: Sequence[str]) -> str:
    text = json.dumps(list(headings), ensure_ascii=False)
    return f"import:{hashlib.sha256(text.encode()).hexdigest()[:16]}"
