"""``python -m labmethods`` is the command line, also where no script folder is on the path."""

from labmethods.cli import run

run()
