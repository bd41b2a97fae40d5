"""``python -m labmethods.cli``, for scripts that name it so."""

from labmethods.cli import run

run()
