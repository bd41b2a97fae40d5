"""JupyterLab's settings and language: they fit the JupyterLab that is installed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jupyter_server.serverapp import list_running_servers

from labmethods.language import jupyterlab as language
from labmethods.workbook import jupyter

LAB = Path(sys.prefix) / "share" / "jupyter" / "lab"
SETTINGS = Path(jupyter.__file__).parent / "settings"


def overrides() -> list[tuple[str, dict]]:
    return [
        (plugin, values)
        for path in sorted(SETTINGS.glob("*/labconfig/default_setting_overrides.json"))
        for plugin, values in json.loads(path.read_text(encoding="utf-8")).items()
    ]


@pytest.mark.parametrize(("plugin", "values"), overrides())
def test_each_setting_is_one_that_jupyterlab_has(plugin, values):
    package, name = plugin.split(":")
    schema = json.loads((LAB / "schemas" / package / f"{name}.json").read_text(encoding="utf-8"))
    assert values.keys() <= schema["properties"].keys()


def test_both_languages_have_the_same_tool_bar():
    bars = {}
    for name in ("sv", "en"):
        path = SETTINGS / name / "labconfig" / "default_setting_overrides.json"
        values = json.loads(path.read_text(encoding="utf-8"))
        items = values["@jupyterlab/notebook-extension:panel"]["toolbar"]
        bars[name] = [
            {key: value for key, value in item.items() if key not in ("label", "caption")}
            for item in items
        ]
    assert bars["sv"] == bars["en"]


def test_the_browser_fetches_a_changed_extension_anew():
    """JupyterLab tells browsers to keep an extension's files for a year."""
    folder = SETTINGS.parent / "extension" / "labmethods"
    files = (folder / "static" / "face.js", folder / "static" / "face.css")
    mark = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    assert package["jupyterlab"]["_build"]["load"] == f"static/face.js?v={mark}"


def test_the_language_pack_holds_what_its_catalogues_say():
    stale = [path.name for path, text in language.packs() if path.read_text("utf-8") != text]
    assert stale == [], "run python -m labmethods.language.jupyterlab"


def test_jupyterlab_finds_the_language_pack():
    from jupyterlab_server.translation_utils import get_language_pack

    words, problem = get_language_pack("sv_SE")
    assert problem == ""
    assert words["jupyterlab"]["Save"] == ["Spara"]
    assert words["jupyterlab"]["menu\4File"] == ["Arkiv"]
    assert words["jupyterlab"][""]["language"] == "sv-SE"


def test_each_translated_word_is_one_that_jupyterlab_says():
    said = "".join(path.read_text("utf-8") for path in (LAB / "static").glob("*.js"))
    said += "".join(path.read_text("utf-8") for path in (LAB / "schemas").glob("**/*.json"))
    with (language.FOLDER / "jupyterlab.po").open("rb") as file:
        messages = [message.id for message in read_po(file) if message.id]
    ids = [
        one for message in messages for one in ([message] if isinstance(message, str) else message)
    ]
    unknown = [one for one in ids if not any(form in said for form in _forms(one))]
    assert unknown == []


def _forms(text: str) -> list[str]:
    """How a text may stand in JavaScript or JSON."""
    quoted = json.dumps(text, ensure_ascii=False)[1:-1]
    return [quoted, quoted.replace('\\"', '"'), text.replace("'", "\\'"), text]


def test_the_users_own_jupyterlab_stays_as_it_is(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "egen")
    one = jupyter.environment(tmp_path / "ett", "sv")
    other = jupyter.environment(tmp_path / "annat", "sv")
    assert one["JUPYTER_CONFIG_PATH"].endswith("egen")
    assert one["JUPYTERLAB_WORKSPACES_DIR"] != other["JUPYTERLAB_WORKSPACES_DIR"]
    assert "labmethods" in one["JUPYTERLAB_SETTINGS_DIR"]


def test_a_port_that_is_taken_gives_one_clear_error(lab, monkeypatch, tmp_path):
    import socket

    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(jupyter.NotOpened, match=r"jupyterlab\.log"):
            jupyter.open_workbook(lab.home, "sv", browser=False, port=port, on_open=print)


def written(folder: Path, name: str, **values: object) -> Path:
    path = folder / f"jpserver-{name}.json"
    path.write_text(json.dumps(values), encoding="utf-8")
    return path


def test_a_lab_that_is_served_already_is_found_among_other_servers(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    home = tmp_path / "labb"
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    dead = written(tmp_path, "1", pid=ended.pid, root_dir=str(home), url="x", token="y")
    (tmp_path / "jpserver-2.json").write_text('{"pid": ', encoding="utf-8")
    own = {"pid": os.getpid(), "token": "abc"}
    written(tmp_path, "3", root_dir=str(tmp_path / "annat"), url="http://127.0.0.1:1/", **own)
    assert jupyter._address(home) is None
    assert not dead.exists()
    written(tmp_path, "4", root_dir=str(home), url="http://127.0.0.1:2/", **own)
    assert jupyter._address(home) == "http://127.0.0.1:2/lab/tree/00-start.ipynb?token=abc"
    # As Jupyter's own reader has it.
    assert {one["url"] for one in jupyter._running()} == {
        one["url"] for one in list_running_servers(str(tmp_path))
    }


def test_jupyter_starts_without_the_grammars_that_it_has_no_use_for():
    code = (
        "import sys; from labmethods import grammars; grammars.skip();"
        "import jupyterlab.labapp, voila.app, jsonschema;"
        "assert 'lark' not in sys.modules;"
        "assert not set(jsonschema.FormatChecker().checkers) & {'iri', 'iri-reference'};"
        "assert 'uri' in jsonschema.FormatChecker().checkers"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_no_schema_of_jupyters_names_a_format_that_is_left_unchecked():
    """What ``grammars.skip`` leaves out stays without a use."""
    packages = ("jupyter_events", "jupyter_server", "jupyterlab", "jupyterlab_server", "nbformat")
    schemas = [
        path
        for folder in [LAB, *(Path(find_spec(name).origin).parent for name in packages)]
        for pattern in ("*.json", "*.yml", "*.yaml")
        for path in folder.rglob(pattern)
        if "static" not in path.parts
    ]
    assert len(schemas) > 100
    naming = re.compile(rb"""format["']?\s*:\s*["']?iri""")
    assert [path for path in schemas if naming.search(path.read_bytes())] == []
