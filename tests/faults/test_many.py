"""Several processes write in one lab; the long form is ``make faults``."""

from __future__ import annotations

import sys

import pytest

from tests.faults.many import many

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork is Unix's")


def test_four_processes_write_in_one_file(tmp_path):
    figures = many(tmp_path, processes=4, writes=20)
    assert figures.whole, str(figures)


def test_eight_processes_write_in_one_postgresql_database(tmp_path, database):
    figures = many(tmp_path, processes=8, writes=20, database=database)
    assert figures.whole, str(figures)
