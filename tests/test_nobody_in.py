"""A lab from somebody else, opened by the real program: it runs nothing, and nobody gets in."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest
from playwright.sync_api import expect

import labmethods as lm
from labmethods.workbook import jupyter
from tests.jupyterlab import SHOWN, InJupyterLab, serve, start

# Jupyter and Python look for files of these names; each says that it was run.
PLANTED = (
    "jupyter_config.py",
    "jupyter_server_config.py",
    "jupyter_lab_config.py",
    "jupyter_notebook_config.py",
    "ipython_config.py",
    "ipython_kernel_config.py",
    "ipython_startup.py",
    "sitecustomize.py",
    "usercustomize.py",
    "labmethods.py",
    "pandas.py",
    "json.py",
    "jupyterlab.py",
    "ipykernel.py",
    "conftest.py",
    ".ipython/profile_default/startup/00-first.py",
    ".jupyter/jupyter_server_config.py",
    "etc/jupyter/jupyter_server_config.py",
)
RUN_IN_PAGE = "window.stranger = (window.stranger || []).concat('{}')"


@pytest.fixture(scope="module")
def marks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where planted code leaves a mark when it is run."""
    return tmp_path_factory.mktemp("marks")


@pytest.fixture(scope="module")
def strangers(tmp_path_factory: pytest.TempPathFactory, marks: Path) -> Path:
    """A lab's folder with everything in it that could be run by itself."""
    with lm.new_lab("Främmande labb", to=tmp_path_factory.mktemp("strangers")) as lab:
        home = lab.home
    for name in PLANTED:
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        mark = str(marks / name.replace("/", "-"))
        path.write_text(f"open({mark!r}, 'w').close()\n", encoding="utf-8")
    pth = f"import pathlib; pathlib.Path({str(marks / 'pth')!r}).touch()\n"
    (home / "stranger.pth").write_text(pth, encoding="utf-8")
    config = {
        "ServerApp": {"token": "", "password": "", "ip": "0.0.0.0", "disable_check_xsrf": True}
    }
    for name in ("jupyter_config", "jupyter_server_config", "jupyter_lab_config"):
        (home / f"{name}.json").write_text(json.dumps(config), encoding="utf-8")
    _plant_in_notebook(home / "01-stakeholders.ipynb", marks)
    attached = home / "attachments" / "ab"
    attached.mkdir(parents=True)
    (attached / "drawing.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=\'run\'"/>'
    )
    (attached / "page.html").write_text("<script>document.title='run'</script>")
    return home


def _plant_in_notebook(path: Path, marks: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    outputs = [
        {"text/html": f"<script>{RUN_IN_PAGE.format('script')}</script>"},
        {"text/html": f'<img src=x onerror="{RUN_IN_PAGE.format("image")}">'},
        {"application/javascript": RUN_IN_PAGE.format("javascript")},
        {"image/svg+xml": f'<svg onload="{RUN_IN_PAGE.format("svg")}"></svg>'},
        {"text/markdown": f'<img src=x onerror="{RUN_IN_PAGE.format("markdown")}">'},
        {"application/vnd.jupyter.widget-view+json": {"model_id": "b" * 32, "version_major": 2}},
    ]
    cell = {
        "cell_type": "code",
        "id": "planted",
        "metadata": {"trusted": True},
        "execution_count": 1,
        "source": f"open({str(marks / 'cell')!r}, 'w')\n%load_ext stranger",
        "outputs": [
            {"output_type": "display_data", "metadata": {}, "data": one} for one in outputs
        ],
    }
    words = {
        "cell_type": "markdown",
        "id": "planted-words",
        "metadata": {},
        "source": f'Hej <img src=x onerror="{RUN_IN_PAGE.format("words")}">'
        f" [x](javascript:{RUN_IN_PAGE.format('link')})",
    }
    notebook["cells"] += [cell, words]
    state = {
        "_esm": f"{RUN_IN_PAGE.format('module')}; export default {{}}",
        "_anywidget_id": "x",
        "_model_module": "anywidget",
        "_model_module_version": "~0.11.0",
        "_model_name": "AnyModel",
        "_view_module": "anywidget",
        "_view_module_version": "~0.11.0",
        "_view_name": "AnyView",
    }
    model = {"model_name": "AnyModel", "model_module": "anywidget", "state": state}
    model["model_module_version"] = "~0.11.0"
    widgets = {"version_major": 2, "version_minor": 0, "state": {"b" * 32: model}}
    notebook["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": widgets}
    path.write_text(json.dumps(notebook), encoding="utf-8")


@pytest.fixture(scope="module")
def opened(strangers: Path) -> Iterator[InJupyterLab]:
    """The stranger's lab, opened from within its own folder."""
    served = serve(strangers, within=strangers)
    yield served
    served.stop()


def test_the_server_listens_on_this_computer_only(opened):
    server = psutil.Process(opened.process.pid)
    ends = [
        one.laddr.ip
        for process in (server, *server.children(recursive=True))
        for one in process.net_connections("inet")
        if one.status == psutil.CONN_LISTEN
    ]
    assert ends
    assert set(ends) <= {"127.0.0.1", "::1"}


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/api/contents", {}),
        ("/api/contents?token=fel", {}),
        ("/api/contents", {"Authorization": "token fel"}),
        ("/api/contents/lab.db?content=1", {}),
        ("/api/kernels", {}),
        ("/api/sessions", {}),
        ("/api/terminals", {}),
        ("/files/attachments/ab/page.html", {}),
        ("/files/01-stakeholders.ipynb", {}),
        ("/lab", {}),
    ],
)
def test_nobody_gets_in_without_the_token(opened, path, headers):
    answer = httpx.get(opened.server + path, headers=headers)
    to_login = answer.status_code == 302 and "/login" in answer.headers["location"]
    assert to_login or answer.status_code in (403, 404, 405)
    assert "Biblioteket" not in answer.text


def test_nobody_starts_a_kernel_without_the_token(opened):
    assert httpx.post(opened.server + "/api/kernels", json={}).status_code == 403
    with_cookie = httpx.get(f"{opened.server}/lab?token={opened.token}").cookies
    # Another page in the same browser has the cookie, but not what proves that it asks itself.
    answer = httpx.post(opened.server + "/api/kernels", json={}, cookies=with_cookie)
    assert answer.status_code == 403


def test_a_name_that_somebody_else_points_here_is_refused(opened):
    """An attacker's page may let its own name lead to 127.0.0.1 (DNS rebinding)."""
    address = f"{opened.server}/api/contents?token={opened.token}"
    assert httpx.get(address).status_code == 200
    assert httpx.get(address, headers={"Host": "attacker.example"}).status_code == 403


@pytest.mark.parametrize("name", ["drawing.svg", "page.html"])
def test_an_attachment_cannot_act_in_the_labs_name(opened, name):
    address = f"{opened.server}/files/attachments/ab/{name}?token={opened.token}"
    policy = httpx.get(address).headers["content-security-policy"]
    sandbox = next(one for one in policy.split(";") if "sandbox" in one)
    assert "allow-same-origin" not in sandbox


def test_the_stores_file_is_not_served(opened):
    listed = httpx.get(f"{opened.server}/api/contents?token={opened.token}").json()
    names = [one["name"] for one in listed["content"]]
    assert "lab.db" not in names
    assert "lab.toml" not in names


def test_a_strangers_notebook_is_shown_and_nothing_of_it_is_run(opened, page, marks):
    page.goto(opened.address("01-stakeholders"))
    expect(page.locator(f"{SHOWN} .jp-Cell").last).to_be_attached()
    page.wait_for_timeout(3000)
    assert page.evaluate("window.stranger") is None
    assert sorted(one.name for one in marks.iterdir()) == []


def test_the_labs_folder_lends_no_module_to_a_cell_that_is_run(opened, page, marks):
    page.goto(opened.address("00-start"))
    start(page)
    expect(page.get_by_text("Börja så här").first).to_be_visible()
    assert sorted(one.name for one in marks.iterdir()) == []


def test_the_servers_log_is_for_its_owner_alone(opened, strangers):
    log = jupyter.state(strangers) / "jupyterlab.log"
    assert log.stat().st_size > 0
    if os.name == "posix":
        assert stat.S_IMODE(log.stat().st_mode) == 0o600
