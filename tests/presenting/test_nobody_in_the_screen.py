"""The room's screen is for who was given its address: nobody else reads it or runs code."""

from __future__ import annotations

import asyncio
import json
import re
import uuid

import httpx
import psutil
import pytest
import websockets

import labmethods as lm
from tests.loops import run
from tests.presenting.conftest import Presented, serve


@pytest.fixture(scope="module")
def signed_in(presented: Presented) -> httpx.Client:
    client = httpx.Client(base_url=presented.server, follow_redirects=True, timeout=120)
    client.get(f"/?token={presented.token}")
    return client


def test_it_listens_on_this_computer_only(presented):
    server = psutil.Process(presented.process.pid)
    ends = {
        one.laddr.ip
        for process in (server, *server.children(recursive=True))
        for one in process.net_connections("inet")
        if one.status == psutil.CONN_LISTEN
    }
    assert ends
    assert ends <= {"127.0.0.1", "::1"}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?token=fel",
        "/present/start",
        "/present/state",
        "/present/01-stakeholders.ipynb",
        "/labmethods/room",
        "/files/attachments/ab/page.html",
        "/api/kernels/12345678-1234-1234-1234-123456789012",
    ],
)
def test_nobody_gets_in_without_the_token(presented, path):
    answer = httpx.get(presented.server + path)
    to_login = answer.status_code == 302 and "/login" in answer.headers["location"]
    assert to_login or answer.status_code in (403, 404)
    assert "Exempellabbet" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/api/contents",
        "/api/kernels",
        "/api/sessions",
        "/api/terminals",
        "/files/lab.db",
        "/files/lab.toml",
        "/files/01-stakeholders.ipynb",
        "/files/attachments/../lab.db",
        "/files/attachments/%2e%2e/lab.db",
        "/voila/files/lab.db",
        "/voila/files/attachments/x.png",
        "/voila/tree",
        "/voila/render/01-stakeholders.ipynb",
        "/present/09-report.ipynb",
        "/present/..%2f01-stakeholders.ipynb",
        "/present/static/..%2fscreen.html.jinja",
    ],
)
def test_with_the_token_there_are_only_the_pages(signed_in, path):
    assert signed_in.get(path).status_code in (403, 404)


def test_a_name_that_somebody_else_points_here_is_refused(presented):
    answer = httpx.get(presented.address, headers={"Host": "attacker.example"})
    assert answer.status_code == 403


def test_a_page_may_not_be_shown_in_a_strangers_page_nor_ask_elsewhere(signed_in):
    outer = signed_in.get("/").headers["content-security-policy"]
    assert "frame-ancestors 'none'" in outer
    assert "script-src 'self';" in outer
    inner = signed_in.get("/present/00-start.ipynb").headers["content-security-policy"]
    assert "default-src 'none'" in inner
    assert "http" not in inner
    assert "frame-ancestors 'self'" in inner


def kernel_of(signed_in: httpx.Client) -> str:
    page = signed_in.get("/present/00-start.ipynb").text
    return re.search(r'"kernelId": "([\w-]+)"', page)[1]


def test_a_page_cannot_end_or_change_its_kernel(signed_in):
    kernel = kernel_of(signed_in)
    assert signed_in.get(f"/api/kernels/{kernel}").status_code == 200
    for method, path in (("DELETE", ""), ("POST", "/restart"), ("POST", "/interrupt")):
        answer = signed_in.request(method, f"/api/kernels/{kernel}{path}")
        assert answer.status_code in (403, 404, 405)
    assert signed_in.post(f"/voila/api/shutdown/{kernel}").status_code in (403, 404, 405)


def test_a_page_cannot_run_code_in_its_kernel(signed_in, presented, tmp_path):
    mark = tmp_path / "run"
    kernel = kernel_of(signed_in)
    cookies = "; ".join(f"{name}={value}" for name, value in signed_in.cookies.items())

    def message(kind: str, content: dict) -> str:
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": "x", "username": "x"}
        header |= {"version": "5.3", "date": "2026-11-24T12:00:00Z"}
        whole = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        return json.dumps(whole | {"channel": "shell", "buffers": []})

    async def attempt() -> list[str]:
        address = f"{presented.server.replace('http', 'ws')}/api/kernels/{kernel}/channels"
        heard = []
        async with websockets.connect(
            address, additional_headers={"Cookie": cookies}, origin=presented.server
        ) as socket:
            code = {"code": f"open({str(mark)!r}, 'w').close()", "silent": False}
            await socket.send(message("execute_request", code))
            await socket.send(message("kernel_info_request", {}))
            while "kernel_info_reply" not in heard:
                heard.append(json.loads(await asyncio.wait_for(socket.recv(), 60))["msg_type"])
        return heard

    heard = run(attempt())
    assert "execute_reply" not in heard
    assert not mark.exists()


def test_a_strangers_page_cannot_speak_with_a_kernel(signed_in, presented):
    kernel = kernel_of(signed_in)
    cookies = "; ".join(f"{name}={value}" for name, value in signed_in.cookies.items())
    address = f"{presented.server.replace('http', 'ws')}/api/kernels/{kernel}/channels"

    async def attempt(**who: object) -> None:
        async with websockets.connect(address, **who):
            pass

    with pytest.raises(websockets.InvalidStatus):
        run(attempt())
    with pytest.raises(websockets.InvalidStatus):
        run(attempt(additional_headers={"Cookie": cookies}, origin="http://attacker.example"))


PLANTED = (
    "jupyter_config.py",
    "jupyter_server_config.py",
    "voila.py",
    "ipython_config.py",
    "sitecustomize.py",
    "labmethods.py",
    "pandas.py",
    "json.py",
    "ipykernel.py",
    "templates/index.html.j2",
    "voila/templates/lab/index.html.j2",
    "share/jupyter/voila/templates/lab/index.html.j2",
)
MARKER = "planted-by-a-stranger"


def test_a_strangers_folder_lends_neither_settings_nor_templates_nor_modules(tmp_path):
    """It runs the notebooks' own cells, and nothing else of the folder."""
    with lm.new_lab("Främmande labb", to=tmp_path) as lab:
        home = lab.home
    marks = tmp_path / "marks"
    marks.mkdir()
    for name in PLANTED:
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        mark = str(marks / name.replace("/", "-"))
        code = f"open({mark!r}, 'w').close()\n"
        path.write_text(MARKER if name.endswith("j2") else code, encoding="utf-8")
    open_doors = {"Voila": {"ip": "0.0.0.0", "token": ""}, "VoilaConfiguration": {"template": "x"}}
    (home / "voila.json").write_text(json.dumps(open_doors), encoding="utf-8")
    path = home / "00-start.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"] |= {
        "voila": {"template": "planted", "theme": "dark"},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {MARKER: {}}}},
    }
    notebook["cells"].append(
        {
            "cell_type": "code",
            "id": "planted",
            "metadata": {"tags": ["facilitator"]},
            "execution_count": 1,
            "source": "1 + 1",
            "outputs": [
                {"output_type": "display_data", "metadata": {}, "data": {"text/html": MARKER}}
            ],
        }
    )
    path.write_text(json.dumps(notebook), encoding="utf-8")
    served = serve(home, within=home)
    try:
        with httpx.Client(base_url=served.server, follow_redirects=True, timeout=180) as client:
            start = client.get(f"/?token={served.token}").text
            page = client.get("/present/00-start.ipynb").text
        assert "Främmande labb" in start
        assert "lm-page-title" in page
        assert MARKER not in start + page
        assert sorted(one.name for one in marks.iterdir()) == []
        assert httpx.get(served.server + "/present/state").status_code in (302, 403)
    finally:
        served.stop()


def test_an_attachment_cannot_act_in_the_labs_name(signed_in, presented):
    folder = presented.home / "attachments" / "ab"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "page.html").write_text("<script>document.title='run'</script>", encoding="utf-8")
    # A browser says which page a picture is asked from; a stranger's page gets nothing.
    assert signed_in.get("/files/attachments/ab/page.html").status_code == 403
    own = {"Referer": f"{presented.server}/present/01-stakeholders.ipynb"}
    answer = signed_in.get("/files/attachments/ab/page.html", headers=own)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    sandbox = next(one for one in policy.split(";") if "sandbox" in one)
    assert "allow-same-origin" not in sandbox
