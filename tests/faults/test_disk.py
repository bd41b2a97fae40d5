"""Full, read-only and forbidden disks, and a clock set back; the long form is ``make faults``."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from labmethods.errors import StoreUnavailable
from labmethods.workbook.check import check
from tests.faults import disk
from tests.faults.power_cut import compiler

as_root = pytest.mark.skipif(not disk.root(), reason="mounting a disk needs Linux and root")


@as_root
@pytest.mark.parametrize(
    "fault", [lambda place: disk.full(place, 1), disk.read_only, disk.no_permission]
)
def test_a_fault_of_the_disk_is_told_and_loses_nothing(tmp_path, fault):
    figures = fault(tmp_path)
    assert figures.wrong == []
    assert figures.refused > 0


@pytest.mark.skipif(compiler() is None, reason="another clock needs Linux and a C compiler")
def test_the_journal_does_not_depend_on_the_clock(tmp_path: Path):
    assert disk.clock_back(tmp_path).wrong == []


def test_a_store_that_can_grow_no_more_says_so_and_stays_whole(lab):
    """Without root: SQLite itself is told how many pages the file may have."""
    lab.notes.add(key="före")

    @sa.event.listens_for(lab.store.engine, "connect")
    def _small(connection, _record):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    lab.store.engine.dispose()
    with pytest.raises(StoreUnavailable, match="plats"):
        lab.notes.add_many([{"key": f"k{n}", "text": "x" * 5000} for n in range(50)])
    assert [note.key for note in lab.notes.all()] == ["före"]
    assert check(lab) == []
