"""The notebook's event loop, for work that is done after the answer to what people did."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


def notebook_loop() -> asyncio.AbstractEventLoop | None:
    """The loop that the notebook's callbacks run in; None where there is no notebook."""
    from IPython import get_ipython

    return asyncio.get_running_loop() if get_ipython() is not None else None


def later(action: Callable[[], object]) -> None:
    """Do it when the answer to what people did has gone out, so that they need not wait for it.

    Outside a notebook there is nobody to wait: it is done at once.
    """
    loop = notebook_loop()
    if loop is None:
        action()
    else:
        loop.call_soon(action)
