"""Serves the room's screen; ``labmethods present`` starts it as a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from labmethods import grammars

if __name__ == "__main__":
    grammars.skip()
    from labmethods.presenting.server import Presentation

    home, language, port, ready = sys.argv[1:]
    Presentation().present(Path(home), language, int(port), Path(ready))
