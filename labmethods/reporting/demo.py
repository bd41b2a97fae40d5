"""The demonstration: the four real labs, their notebooks run, their reports and the programme's."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from labmethods.errors import LabError
from labmethods.programme.compose import compose as compose_programme
from labmethods.programme.share import share
from labmethods.reporting.gate import note_told, passed
from labmethods.reporting.run import run_notebooks
from labmethods.reporting.write import write_document, write_report
from labmethods.shipped import REAL_LABS
from labmethods.workbook import folder
from labmethods.workbook.lab import Lab
from labmethods.workbook.opening import new_lab, open_lab


@dataclass(frozen=True)
class Demo:
    """Where the demonstration's reports are, and what went wrong."""

    reports: list[Path]
    programme: Path
    errors: list[LabError] = field(default_factory=list)


def steps() -> int:
    """How many times ``on_step`` is called."""
    return len(REAL_LABS) * (len(folder.templates("sv")) + 2) + 1


def demo(to: Path, on_step: Callable[[str], None] = lambda name: None) -> Demo:
    """Build the four labs from ``data/labs``, run every notebook, write every report.

    A lab that is there already from an earlier demonstration is used as it is.
    """
    homes = []
    for name in REAL_LABS:
        homes.append(_lab(name, to).home)
        on_step(f"{name}: lab")
    # Two kernels at a time: more don't help on a laptop, and each takes some 200 MB.
    with ThreadPoolExecutor(max_workers=2) as pool:
        runs = list(pool.map(lambda home: _run(home, on_step), homes))
    errors = [one.error for run in runs for one in run.values() if one.error]
    labs = [open_lab(home) for home in homes]
    reports = []
    for lab, run in zip(labs, runs, strict=True):
        path, _ = write_report(lab, ran=run)
        reports.append(path)
        on_step(f"{lab.home.name}: report")
    programme = to / "programme.html"
    today = datetime.date.today()
    shares = [share(lab, today) for lab in labs]
    across = compose_programme(shares, made_on=today)
    across = passed(across, labs)
    note_told(across, labs)
    write_document(across, programme)
    on_step("programme")
    for lab in labs:
        lab.close()
    return Demo(reports, programme, errors)


def _lab(name: str, to: Path) -> Lab:
    home = to / name
    if (home / folder.SETTINGS).exists():
        return open_lab(home)
    return new_lab(name, to=to, filled_from=name)


def _run(home: Path, on_step: Callable[[str], None]) -> dict:
    ran = run_notebooks(
        list(folder.notebooks(home)), on_step=lambda step: on_step(f"{home.name}: {step}")
    )
    return {one.name: one for one in ran}
