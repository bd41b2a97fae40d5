"""The command line: the library, name by name."""

# isort: off
# Commands register when imported; this is their order on the help page.
from labmethods.cli import workbooks, data, reports, history, copies, erase
from labmethods.cli.app import app, run

__all__ = ["app", "copies", "data", "erase", "history", "reports", "run", "workbooks"]
