import base64
from contextlib import contextmanager
from importlib.resources import files
from io import BytesIO
from types import SimpleNamespace
from urllib.parse import unquote
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from PIL import Image, ImageChops

from labmethods.blocks import Chart
from labmethods.reporting import browser, drawing, stills
from labmethods.reporting.memory import fresh
from labmethods.reporting.stills import Still, draw
from labmethods.reporting.write import write_report
from tests.reporting.conftest import bar_chart, line_chart, need_browser


def test_each_chart_gets_its_picture_with_its_own_words(document, drawn):
    assert len(drawn) == 2
    assert "Jobbintervjuer" in drawn[0].data.decode()
    assert "juli 2018" in drawn[0].data.decode()
    assert "Kommunen" in drawn[1].data.decode()
    assert (drawn[0].width, drawn[0].height) == (800, 460)


def test_the_same_chart_gives_the_same_picture(document, drawn):
    assert draw(list(document.charts()), "sv") == drawn


def test_a_picture_is_drawn_once_and_is_the_same_with_others_beside_it(monkeypatch, tmp_path):
    need_browser()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    first, second = bar_chart(), line_chart()
    alone = draw([second], "sv")
    assert draw([first, second], "sv")[1:] == alone
    with fresh():
        assert draw([first, second, second], "sv")[1:] == alone * 2
    monkeypatch.setattr(browser, "running", None)
    assert draw([second, first], "sv")[0] == alone[0]


def test_drawn_or_remembered_or_drawn_again_a_picture_is_the_same(monkeypatch, tmp_path):
    need_browser()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    chart = bar_chart()
    chart.figure.update_layout(height=324.3)
    drawn = [draw([chart], "sv"), draw([chart], "sv")]
    with fresh():
        drawn += [draw([chart], "sv"), draw([line_chart(), chart], "sv")[1:]]
    assert all(one == drawn[0] for one in drawn)


def test_a_pictures_attributes_stand_in_one_order(drawn):
    for node in ElementTree.fromstring(drawn[0].data).iter():
        names = [name for name in node.attrib if "}" not in name]
        assert names == sorted(names)


def test_without_a_browser_there_are_no_pictures(document, monkeypatch):
    monkeypatch.setenv("LABMETHODS_BROWSER", "")
    assert draw(list(document.charts()), "sv") == [None, None]


def test_a_browser_that_fails_leaves_the_report_without_pictures(document, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LABMETHODS_BROWSER", "false")
    assert draw(list(document.charts()), "sv") == [None, None]


def test_a_pictures_address_holds_it():
    source = """<svg id="a" style="fill:#fff;x:'y'"><text>å 95 % "b" 'c' &amp; #1</text></svg>"""
    address = Still(source.encode(), 1, 1).address
    kind, _, held = address.partition(",")
    assert kind == "data:image/svg+xml"
    assert "#" not in held
    found = ElementTree.fromstring(unquote(held))
    assert found.attrib == {"id": "a", "style": "fill:#fff;x:'y'"}
    assert found[0].text == """å 95 % "b" 'c' & #1"""


def test_a_picture_for_word_is_held_as_base64():
    address = Still(b"\x89PNG", 1, 1, "png").address
    assert base64.b64decode(address.partition("base64,")[2]) == b"\x89PNG"


def test_a_small_picture_looks_as_the_one_that_plotly_draws(chromium, monkeypatch):
    need_browser()
    figure = go.Figure()
    figure.add_bar(x=["a", "b"], y=[2, 3], marker_pattern_shape=["/", "x"], name="  inryckt")
    figure.add_scatter(x=["a", "b"], y=[1, 3], line_dash="dot", text=["  ett", "två"])
    figure.update_traces(mode="lines+markers+text", selector={"type": "scatter"})
    figure.add_vline(x=0.5, annotation_text="Start")
    flows = {"source": [0, 0], "target": [1, 2], "value": [3, 1]}
    sankey = go.Figure(go.Sankey(node={"label": ["<b>a</b>", "b", "c"]}, link=flows))
    heat = go.Figure(go.Heatmap(z=[[1, 2], [3, None]], texttemplate="%{z}"))
    charts = [Chart(one, "Fynd", "alt") for one in (figure, sankey, heat)]
    small = draw(charts, "sv")
    monkeypatch.setattr(drawing, "files", lambda _package: _Untouched())
    with fresh():
        large = draw(charts, "sv")
    page = chromium.new_page(viewport={"width": 800, "height": 460})
    for one, other in zip(small, large, strict=True):
        assert len(one.data) < 0.6 * len(other.data)
        shots = []
        for still in (one, other):
            page.set_content('<style>body { margin: 0 }</style><img alt="" src="">')
            page.evaluate(
                "async (address) => { const [image] = document.images; image.src = address;"
                " await image.decode(); }",
                still.address,
            )
            shots.append(Image.open(BytesIO(page.screenshot())).convert("L"))
        apart = ImageChops.difference(*shots).histogram()
        assert sum(apart[80:]) / sum(apart) < 0.0005
    page.close()


class _Untouched:
    """The package's files, where the script that makes pictures small leaves them as they are."""

    def __truediv__(self, name):
        path = files("labmethods") / "reporting" / name
        return SimpleNamespace(
            read_bytes=lambda: (
                b"const slim = (source) => source;" if name == "slim.js" else path.read_bytes()
            )
        )


@pytest.fixture
def browsers(monkeypatch, tmp_path) -> list[drawing.Drawing]:
    """The browsers that draw from now on, with nothing remembered."""
    need_browser()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    started: list[drawing.Drawing] = []
    real = stills.drawing

    @contextmanager
    def noted(*arguments):
        with real(*arguments) as one:
            started.append(one)
            yield one

    monkeypatch.setattr(stills, "drawing", noted)
    return started


def test_what_is_drawn_beside_other_work_is_drawn_once_and_is_the_same(browsers):
    chart, later = bar_chart(), line_chart()
    with stills.beside("svg"):
        stills._beside.get().begin(None)
        stills._beside.get().take([chart, "Text"], "sv")
        beside = draw([later, chart], "sv")
    assert len(browsers) == 1
    with fresh():
        assert draw([later, chart], "sv") == beside
    assert len(browsers) == 2
    assert draw([later, chart], "sv") == beside
    assert len(browsers) == 2


def test_a_browser_that_goes_away_beside_other_work_is_followed_by_another(browsers):
    chart = bar_chart()
    with stills.beside("svg"):
        stills._beside.get().begin(None)
        browsers[0]._running._process.kill()
        stills._beside.get().take([chart], "sv")
        assert draw([chart], "sv")[0].data.startswith(b"<svg")
    assert len(browsers) == 2


def test_what_never_held_a_chart_starts_no_browser(browsers):
    with stills.beside("svg"):
        stills._beside.get().begin(["Text"])
        assert not browsers
        stills._beside.get().begin([bar_chart()])
        assert len(browsers) == 1


def test_only_charts_that_changed_are_drawn_for_a_second_report(browsers, lab):
    lab.actors.add(name="Kyrkan", kind="civil society", power=3, interest=5)
    indicator = lab.indicators.add(name="Jobbintervjuer", unit="count")
    for month in range(1, 9):
        lab.observations.add(indicator=indicator, period=f"2019-0{month}", value=month)
    write_report(lab)
    lab.actors.change(lab.actors.all()[0], name="Rotary")
    path, document = write_report(lab)
    first, second = browsers
    assert 0 < len(second._handed) < len(first._handed) == len(list(document.charts()))
    page = path.read_bytes()
    assert write_report(lab, anew=True)[0].read_bytes() == page


def test_no_chart_starts_no_browser(monkeypatch):
    monkeypatch.setattr(browser, "running", None)
    assert draw([], "sv") == []


def test_the_browsers_profile_is_gone_afterwards(tmp_path, monkeypatch):
    need_browser()
    monkeypatch.setattr(browser.tempfile, "tempdir", str(tmp_path))
    page = tmp_path / "page.html"
    page.write_text("<p>Hej</p>", encoding="utf-8")
    assert "Hej" in browser.run(browser.find(), page, "--dump-dom")
    assert list(tmp_path.iterdir()) == [page]


def test_word_gets_its_pictures_sharp_enough_to_print(document):
    need_browser()
    first = draw(list(document.charts()), "sv", kind="png")[0]
    assert first.data.startswith(b"\x89PNG")
    assert int.from_bytes(first.data[16:20]) == 2 * first.width
