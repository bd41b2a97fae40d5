"""What is put off in a notebook is done at once where there is none."""

from __future__ import annotations

import asyncio
import threading

import IPython

from labmethods.widgets.loop import later


def done_in_a_loop() -> list[str]:
    order = []

    async def moved():
        later(lambda: order.append("drawn"))
        order.append("answered")
        await asyncio.sleep(0)

    # A browser's test in the same run leaves a loop in this thread that nobody turns.
    thread = threading.Thread(target=asyncio.run, args=(moved(),))
    thread.start()
    thread.join()
    return order


def test_in_a_notebook_the_answer_goes_out_before_the_rest_is_drawn_anew(monkeypatch):
    monkeypatch.setattr(IPython, "get_ipython", lambda: object())
    assert done_in_a_loop() == ["answered", "drawn"]


def test_outside_a_notebook_nothing_is_put_off():
    assert done_in_a_loop() == ["drawn", "answered"]
