"""The outside ledger: a line, written and synchronised, for each thing that was acknowledged."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


class Ledger:
    """A file of its own, beside the lab and not in it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def acknowledge(self, **what: Any) -> None:
        """Note that the lab said yes to this."""
        line = json.dumps(what) + "\n"
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            os.write(handle, line.encode())
            os.fsync(handle)
        finally:
            os.close(handle)

    def read(self) -> list[dict[str, Any]]:
        """What was acknowledged, oldest first; a line that was cut off was no acknowledgement."""
        text = self.path.read_text() if self.path.exists() else ""
        return [json.loads(line) for line in text.split("\n")[:-1]]
