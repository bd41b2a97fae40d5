"""Methods for local innovation labs; ``labmethods.open_lab("labs/boden")`` opens one."""

import logging
from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from labmethods.workbook.lab import Lab
    from labmethods.workbook.opening import new_lab, open_lab, practice_lab

__all__ = ["Lab", "new_lab", "open_lab", "practice_lab"]
__version__ = version("labmethods")

# A user sees one clear line; whoever wants the traces sets up logging.
logging.getLogger(__name__).addHandler(logging.NullHandler())


def __getattr__(name: str):
    # Loaded when used: whoever only wants an analysis doesn't wait for the store.
    if name in __all__:
        return getattr(import_module("labmethods.workbook.opening"), name)
    raise AttributeError(f"module 'labmethods' has no attribute {name!r}")
