"""The command line: the library, name by name."""

# isort: off
# Commands register when imported; this is their order on the help page.
from labmethods.cli import workbooks, data, reports, history, copies
from labmethods.cli.app import app, run

__all__ = ["app", "copies", "data", "history", "reports", "run", "workbooks"]
