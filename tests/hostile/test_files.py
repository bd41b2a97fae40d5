"""Every file of the corpus is imported whole or refused with one line; nothing is half-done."""

from __future__ import annotations

import pytest

from labmethods.errors import Refused
from labmethods.sources import spreadsheets
from tests.hostile import sheets
from tests.hostile.case import names
from tests.hostile.conftest import everything

ALL = [*sheets.FILES, *sheets.NAMES]


@pytest.mark.parametrize("case", ALL, ids=names(ALL))
def test_a_file_is_imported_whole_or_refused_with_one_line(case, kept, run, tmp_path):
    path = tmp_path / case.file
    path.write_bytes(case.bytes())
    for actor in kept.actors.all():
        kept.actors.remove(actor)
    version, files = kept.store.version(), everything(kept.home)
    answer = run("import", kept.home, path, "--as", "actors")
    if isinstance(case.answer, int):
        assert answer.code == 0, answer.complained
        assert len(kept.actors) == case.answer
    else:
        assert answer.refused, answer
        assert case.answer in answer.complained
        assert kept.store.version() == version
        assert everything(kept.home) == files
    assert sorted(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("case", ALL, ids=names(ALL))
def test_the_reader_of_observations_reads_or_refuses_the_same_file(case, tmp_path):
    """It finds several tables on a sheet, so it may read what an import refuses."""
    path = tmp_path / case.file
    path.write_bytes(case.bytes())
    try:
        found = spreadsheets.read(path)
    except Refused:
        return
    assert all(len(table.frame) for table in found)
