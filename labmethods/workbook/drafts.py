"""What was typed in a form that is saved by a button, kept until the button is pressed.

It lies with the user, on this computer, not in the lab: nobody else reads what isn't finished, and
no undo takes it away.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import platformdirs

from labmethods.workbook import durable
from labmethods.workbook.lab import Lab


def keep(lab: Lab, form: str, typed: dict[str, Any]) -> None:
    """Keep what stands in a form; readable by nobody else. A disk that refuses it stops nobody."""
    path = _path(lab, form)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        durable.write(path, json.dumps(typed, default=str).encode(), private=True)


def kept(lab: Lab, form: str) -> dict[str, Any]:
    """What stood in a form when it was last left; nothing where all was saved."""
    try:
        return json.loads(_path(lab, form).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def forget(lab: Lab, form: str) -> None:
    """It was saved, or thrown away."""
    with suppress(OSError):
        _path(lab, form).unlink()


def _path(lab: Lab, form: str) -> Path:
    mark = hashlib.sha256(f"{lab.store.where}\n{form}".encode()).hexdigest()[:16]
    return platformdirs.user_data_path("labmethods") / "drafts" / f"{mark}.json"
