import base64

from labmethods.reporting import browser, stills
from labmethods.reporting.stills import Still, draw
from tests.reporting.conftest import need_browser


def test_each_chart_gets_its_picture_with_its_own_words(document, drawn):
    assert len(drawn) == 2
    assert "Jobbintervjuer" in drawn[0].data.decode()
    assert "juli 2018" in drawn[0].data.decode()
    assert "Kommunen" in drawn[1].data.decode()
    assert (drawn[0].width, drawn[0].height) == (800, 460)


def test_the_same_chart_gives_the_same_picture(document, drawn):
    assert draw(list(document.charts()), "sv") == drawn


def test_without_a_browser_there_are_no_pictures(document, monkeypatch):
    monkeypatch.setenv("LABMETHODS_BROWSER", "")
    assert draw(list(document.charts()), "sv") == [None, None]


def test_a_browser_that_fails_leaves_the_report_without_pictures(document, monkeypatch):
    monkeypatch.setenv("LABMETHODS_BROWSER", "false")
    assert draw(list(document.charts()), "sv") == [None, None]


def test_a_pictures_address_holds_it():
    address = Still("<svg>å</svg>".encode(), 1, 1).address
    assert base64.b64decode(address.partition(",")[2]).decode() == "<svg>å</svg>"


def test_no_chart_starts_no_browser(monkeypatch):
    monkeypatch.setattr(stills.browser, "run", None)
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
