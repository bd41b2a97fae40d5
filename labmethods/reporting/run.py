"""Runs notebooks one after the other in one kernel, which is what makes it quick."""

from __future__ import annotations

import asyncio
import atexit
import os
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from labmethods.errors import LabError
from labmethods.language import N_
from labmethods.reporting import stopping

CELL_SECONDS = 300

# What the notebook before left must not help or disturb the next one.
_CLEAN = "get_ipython().run_line_magic('reset', '-sf')"


@dataclass(frozen=True)
class Ran:
    """A notebook that was run: its cells with outputs, and what stopped it."""

    name: str
    notebook: nbformat.NotebookNode
    error: LabError | None = field(default=None)


def run_notebooks(
    paths: Sequence[Path],
    *,
    seconds: int | None = None,
    on_step: Callable[[str], None] = lambda name: None,
) -> list[Ran]:
    """Run notebooks in their own folder, each in a clean name space; nothing is written.

    Parameters
    ----------
    paths
        Notebooks of one workbook.
    seconds
        How long one cell may take, ``CELL_SECONDS`` without it; a cell that takes longer is
        stopped and named.
    on_step
        Called with a notebook's name as its turn comes.
    """
    if not paths:
        return []
    return _outside_loops(lambda: _run(paths, seconds or CELL_SECONDS, on_step))


def _outside_loops(job: Callable[[], Coroutine[Any, Any, list[Ran]]]) -> list[Ran]:
    """Do the job in a thread: in a notebook's kernel a loop runs already in this one.

    Whatever stops the waiting, such as Ctrl-C, stops the job and its kernel too.
    """
    result: list[list[Ran]] = []
    raised: list[BaseException] = []
    running: list[tuple[asyncio.AbstractEventLoop, asyncio.Task]] = []
    # Python 3.11 takes a thread for ended when Ctrl-C comes while it is joined (bpo-45274).
    ended = threading.Event()

    async def start() -> list[Ran]:
        running.append((asyncio.get_running_loop(), asyncio.current_task()))
        return await job()

    def work() -> None:
        try:
            result.append(asyncio.run(start()))
        except BaseException as error:
            raised.append(error)
        finally:
            ended.set()

    threading.Thread(target=work).start()
    try:
        while not ended.wait(0.2):
            stopping.check()
    except BaseException:
        for loop, task in running:
            with suppress(RuntimeError):  # It has just ended by itself.
                loop.call_soon_threadsafe(task.cancel)
        ended.wait()
        raise
    if raised:
        raise raised[0]
    return result[0]


async def _run(paths: Sequence[Path], seconds: int, on_step: Callable[[str], None]) -> list[Ran]:
    done: list[Ran] = []
    while len(done) < len(paths):
        async with _kernel(paths[0].parent) as (manager, kernel):
            for path in paths[len(done) :]:
                on_step(path.stem)
                ran, kernel_stands = await _run_one(manager, kernel, path, seconds)
                done.append(ran)
                if not kernel_stands:
                    break
                # Answered before the next cell is: a kernel takes its requests one by one.
                kernel.execute(_CLEAN, silent=True)
    return done


@asynccontextmanager
async def _kernel(home: Path) -> AsyncIterator[tuple[AsyncKernelManager, AsyncKernelClient]]:
    manager = AsyncKernelManager(kernel_name="python3", transport_encryption="auto")
    # No module of the lab's folder takes the place of an installed one.
    safe = {**os.environ, "PYTHONSAFEPATH": "1"}
    # A kernel that is stopped needn't say so: the one line on the screen is ours.
    quiet = ["--log-level=40"]
    await manager.start_kernel(cwd=str(home), env=safe, extra_arguments=quiet)
    kernel = manager.client()
    kernel.start_channels()
    try:
        await kernel.wait_for_ready(timeout=120)
        yield manager, kernel
    finally:
        kernel.stop_channels()
        await manager.shutdown_kernel(now=True)


async def _run_one(
    manager: AsyncKernelManager, kernel: AsyncKernelClient, path: Path, seconds: int
) -> tuple[Ran, bool]:
    """The notebook that was run, and whether the kernel is fit for the next one."""
    notebook = _read(path)
    if isinstance(notebook, LabError):
        return Ran(path.stem, nbformat.v4.new_notebook(), notebook), True
    client = NotebookClient(notebook, km=manager, timeout=seconds, store_widget_state=False)
    client.kc = kernel
    try:
        async with asyncio.timeout(seconds * (len(notebook.cells) + 1)):
            await client.async_execute(reset_kc=False)
    except (CellTimeoutError, TimeoutError, DeadKernelError):
        # An endless cell may not heed an interrupt: the notebooks after it get a new kernel.
        message = N_("A cell in {name} took longer than {seconds} seconds and was stopped.")
        return Ran(path.stem, notebook, LabError(message, name=path.name, seconds=seconds)), False
    except CellExecutionError as error:
        message = N_("A cell in {name} stopped: {reason}")
        reason = error.evalue or error.ename
        return Ran(path.stem, notebook, LabError(message, name=path.name, reason=reason)), True
    finally:
        # nbclient wants to end the kernel once more when Python ends, in a loop that is gone then.
        atexit.unregister(client._cleanup_kernel)
    return Ran(path.stem, notebook), True


def _read(path: Path) -> nbformat.NotebookNode | LabError:
    try:
        return nbformat.read(path, as_version=4)
    except Exception:
        return LabError(
            N_("{name} can't be read: it is no whole notebook. The lab's records are safe."),
            name=path.name,
        )
