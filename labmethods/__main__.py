"""``python -m labmethods`` is the command line, also where no script folder is on the path."""

import os
import sys

# ``python -m`` looks for modules in the current folder first, and that may be somebody else's lab.
if sys.path and sys.path[0] in ("", os.getcwd()):
    del sys.path[0]

from labmethods.cli import run

run()
