"""Where the folders lie that come with labmethods."""

from __future__ import annotations

from pathlib import Path


def shipped(name: str) -> Path:
    """The folder ``notebooks`` or ``data``: in an installed package, or at a checkout's top."""
    package = Path(__file__).parent
    installed = package / "shipped" / name
    return installed if installed.is_dir() else package.parent / name
