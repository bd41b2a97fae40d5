"""Labs in folders and in a PostgreSQL database, read over a real Dask cluster."""

from __future__ import annotations

import pytest

from labmethods.errors import Missing
from labmethods.programme.write import write_programme
from tests.programme.labs import lab

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def scheduler():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


def test_a_lab_in_a_database_is_read_by_the_workers(tmp_path, database, scheduler):
    with lab(tmp_path, 1) as made:
        folder = str(made.home)
    with lab(tmp_path, 2, results=(15, 22), database=database):
        pass
    here, nobody = write_programme([folder, database], out=tmp_path / "here")
    there, missing = write_programme(
        [folder, database], out=tmp_path / "there", scheduler=scheduler
    )
    assert (nobody, missing) == ([], [])
    page = there.read_text(encoding="utf-8")
    assert "Labb 2" in page
    assert page == here.read_text(encoding="utf-8")
    # The database's address, with whom and where, is nobody else's business.
    assert database not in page
    assert "postgresql" not in page


def test_a_lab_that_the_database_does_not_have_is_named_and_the_others_go_through(
    tmp_path, database, scheduler
):
    with lab(tmp_path, 1) as made:
        folder = str(made.home)
    page, missing = write_programme([folder, database], out=tmp_path, scheduler=scheduler)
    assert len(missing) == 1
    assert "Labb 1" in page.read_text(encoding="utf-8")


def test_a_scheduler_that_is_not_there_is_said_in_a_line(tmp_path):
    with lab(tmp_path, 1) as made:
        folder = str(made.home)
    with pytest.raises(Missing, match="svarar inte"):
        write_programme([folder], out=tmp_path, scheduler="tcp://127.0.0.1:1")
