"""Addresses of sources are asked by a real server with recorded answers."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from labmethods.sources.links import Offline, Reply, _is_inside, ask


class Pages(BaseHTTPRequestHandler):
    """What servers of today answer to HEAD and GET."""

    protocol_version = "HTTP/1.1"
    asked: Counter[tuple[str, str]] = Counter()

    def do_HEAD(self) -> None:
        self._answer(head=True)

    def do_GET(self) -> None:
        self._answer(head=False)

    def _answer(self, *, head: bool) -> None:
        self.asked[self.command, self.path] += 1
        name = self.path.strip("/")
        if name == "tyst":
            time.sleep(1.5)
        if name == "upptagen" and self.asked["GET", self.path] == 1:
            return self._send(503)
        if head and name in ("bara-get", "upptagen"):
            return self._send(405)
        if name in ("301", "302", "308"):
            return self._send(int(name), "/ny")
        if name == "stroke":
            return self._send(301, "/stroke/") if not self.path.endswith("/") else self._send(200)
        if name == "runt":
            return self._send(302, "/runt")
        if name == "inat":
            return self._send(302, "http://169.254.169.254/latest")
        return self._send(int(name) if name.isdigit() else 200)

    def _send(self, code: int, to: str = "") -> None:
        body = b"" if self.command == "HEAD" else b"<p>En sida</p>"
        self.send_response(code)
        if to:
            self.send_header("Location", to)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def pages() -> Iterator[str]:
    Pages.asked = Counter()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def one(address: str, **how) -> Reply:
    (reply,) = ask([address], inside=True, **how)
    return reply


@pytest.mark.parametrize(
    ("path", "state", "code"),
    [
        ("sida", "answers", 200),
        ("bara-get", "answers", 200),
        ("upptagen", "answers", 200),
        ("stroke", "answers", 200),
        ("302", "answers", 200),
        ("301", "moved", 301),
        ("308", "moved", 308),
        ("404", "gone", 404),
        ("410", "gone", 410),
        ("403", "closed", 403),
        ("500", "silent", 500),
        ("runt", "silent", None),
    ],
)
def test_what_a_server_answers_is_told_as_what_it_means(pages, path, state, code):
    reply = one(f"{pages}/{path}", attempts=2)
    assert (reply.state, reply.code) == (state, code)
    assert reply.to == (f"{pages}/ny" if state == "moved" else "")


def test_a_server_that_does_not_answer_in_time_is_silent_and_not_dead(pages):
    assert one(f"{pages}/tyst", timeout=0.3, attempts=1).state == "silent"


def test_each_address_is_asked_once_with_head_and_its_content_is_not_fetched(pages):
    replies = ask([f"{pages}/a", f"{pages}/a", f"{pages}/b"], inside=True)
    assert [one.state for one in replies] == ["answers", "answers"]
    assert Pages.asked == {("HEAD", "/a"): 1, ("HEAD", "/b"): 1}


def test_four_addresses_take_no_wait_and_more_are_spread_out(pages):
    started = time.perf_counter()
    ask([f"{pages}/{n}x" for n in range(6)], inside=True)
    assert time.perf_counter() - started >= 1.9


def test_addresses_inside_the_own_network_are_not_asked(pages):
    (reply,) = ask([f"{pages}/sida"])
    assert (reply.state, reply.code) == ("closed", None)
    assert Pages.asked == {}
    assert _is_inside("localhost")
    assert _is_inside("192.168.1.1")
    assert _is_inside("::1")


def test_a_page_that_leads_into_the_own_network_is_not_followed(pages, monkeypatch):
    from labmethods.sources import links

    monkeypatch.setattr(links, "_is_inside", lambda host: host.startswith("169.254"))
    assert one_outside(f"{pages}/inat").state == "closed"


def one_outside(address: str) -> Reply:
    (reply,) = ask([address])
    return reply


def test_without_a_network_one_sentence_says_so():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = [f"http://{host}:{free.getsockname()[1]}/" for host in ("127.0.0.1", "localhost")]
        with pytest.raises(Offline) as error:
            ask(closed, inside=True, attempts=1)
    assert "inte finnas något nätverk" in error.value.text("sv")


def test_one_place_that_is_down_is_no_missing_network(pages):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        down = f"http://localhost:{free.getsockname()[1]}/"
        replies = ask([f"{pages}/sida", down], inside=True, attempts=1)
    assert [one.state for one in replies] == ["answers", "silent"]


def test_what_is_no_web_address_is_left_out():
    assert ask(["Årsberättelse 2019", "javascript:alert(1)", "http://", "ftp://a.se/b"]) == []


def test_it_can_be_stopped_between_two_addresses(pages):
    def stop() -> None:
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        ask([f"{pages}/a"], inside=True, before=stop)
    assert Pages.asked == {}
