"""Every export of the corpus is imported whole or refused with one line; nothing is half-done."""

from __future__ import annotations

import pytest

from tests.hostile.case import names
from tests.hostile.conftest import everything
from tests.hostile.polls import EXPORTS

_TABLES = ("workshop_contributions", "workshop_rounds", "workshops")


@pytest.mark.parametrize("case", EXPORTS, ids=names(EXPORTS))
def test_an_export_is_imported_whole_or_refused_with_one_line(case, kept, run, tmp_path):
    path = tmp_path / case.file
    path.write_bytes(case.bytes())
    for one in kept.workshops.all():
        kept.workshops.remove(one)
    version, files = kept.store.version(), everything(kept.home)
    answer = run("import", kept.home, path, "--as", case.file.partition("-")[0])
    if isinstance(case.answer, int):
        assert answer.code == 0, answer.complained
        assert len(kept.workshop_contributions) == case.answer
    else:
        assert answer.refused, answer
        assert case.answer in answer.complained
        assert kept.store.version() == version
        assert everything(kept.home) == files
        assert not any(len(kept[table]) for table in _TABLES)
    assert sorted(tmp_path.iterdir()) == [path]
