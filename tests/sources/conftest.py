"""Recorded answers in the sources' own shape, replayed by a real HTTP server, with its faults."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import duckdb
import pytest

from labmethods.shipped import shipped

KOLADA = shipped("data") / "kolada"


class Answers:
    """A server that answers paths by rules, newest first, and remembers what was asked."""

    def __init__(self) -> None:
        self.rules: list[tuple[re.Pattern, Callable]] = []
        self.asked: list[str] = []
        self.bodies: list[object] = []
        answers = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                answers._answer(self)

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                answers.bodies.append(json.loads(self.rfile.read(length)))
                answers._answer(self)

            def log_message(self, *_args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def on(self, pattern: str, answer: Callable) -> None:
        """Answer paths that match: ``answer(handler, match)`` sends, or returns what to send."""
        self.rules.insert(0, (re.compile(pattern), answer))

    def once(self, pattern: str, answer: Callable) -> None:
        """Answer the next such path so, and later ones as before."""
        left = [answer]

        def first(handler, match):
            return left.pop()(handler, match) if left else self._follow(handler, first)

        self.on(pattern, first)

    def _follow(self, handler, after) -> object:
        rules = [rule for _, rule in self.rules]
        return self._first(handler, self.rules[rules.index(after) + 1 :])

    def _answer(self, handler) -> None:
        path = unquote(handler.path)
        self.asked.append(path)
        answer = self._first(handler, self.rules)
        if answer is not None:
            send(handler, answer)

    def _first(self, handler, rules) -> object:
        path = unquote(handler.path)
        for pattern, rule in rules:
            match = pattern.search(path)
            if match:
                return rule(handler, match)
        return send(handler, {"error": "not found"}, 404)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def send(handler, answer: object, status: int = 200, **headers: str) -> None:
    """Send an answer as JSON, or bytes as they are."""
    body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def busy(handler, _match) -> None:
    send(handler, {"error": "too many"}, 429, Retry_After="0")


def broken(handler, _match) -> None:
    send(handler, b"<html>Internal Server Error</html>", 500)


def cut_short(handler, _match) -> None:
    body = b'{"values": [{"kpi": "N15436", "munic'
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def hung_up(handler, _match) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"values": [')
    handler.close_connection = True


def slow(handler, _match) -> None:
    time.sleep(1.5)
    send(handler, {"values": []})


def circle(handler, _match) -> None:
    send(handler, b"", 302, Location=handler.path)


@pytest.fixture
def answers() -> Iterator[Answers]:
    server = Answers()
    yield server
    server.close()


@lru_cache
def _extract() -> dict[tuple[str, int], dict[str, list[dict]]]:
    """The extract's values by key figure and year, in the shape of Kolada's answers."""
    query = "SELECT kpi, municipality, period, gender, value FROM read_parquet(?)"
    with duckdb.connect() as database:
        rows = database.execute(query, [str(KOLADA / "values.parquet")]).fetchall()
    found: dict[tuple[str, int], dict[str, list[dict]]] = {}
    for kpi, place, period, gender, value in rows:
        found.setdefault((kpi, period), {}).setdefault(place, []).append(
            {"gender": gender, "value": value, "count": 1, "status": "", "isdeleted": False}
        )
    return found


def _values(match, per_page: int = 200) -> list[dict]:
    kpis, years = match["kpi"].split(","), [int(one) for one in match["years"].split(",")]
    return [
        {"kpi": kpi, "municipality": place, "period": year, "values": values}
        for kpi in kpis
        for year in years
        for place, values in sorted(_extract().get((kpi, year), {}).items())
    ]


def _paged(handler, rows: list[dict], next_name: str, per_page: int = 200) -> dict:
    split = urlsplit(handler.path)
    page = int(parse_qs(split.query).get("page", ["1"])[0])
    part = rows[(page - 1) * per_page : page * per_page]
    more = page * per_page < len(rows)
    host = f"http://{handler.headers['Host']}"
    address = f"{host}{split.path}?page={page + 1}" if more else None
    return {"values": part, next_name: address, "count": len(part)}


@pytest.fixture
def kolada_answers(answers: Answers) -> Answers:
    """Kolada's API v3 over the extract's 46,008 values."""
    return answering_as_kolada(answers)


def answering_as_kolada(answers: Answers) -> Answers:
    """Let a server answer as Kolada's API v3 does."""
    import csv

    def listed(name: str) -> list[dict]:
        with (KOLADA / name).open(encoding="utf-8") as file:
            return [
                {key: value for key, value in row.items() if key != "has_values_here"}
                for row in csv.DictReader(file)
            ]

    answers.on(r"^/v3/kpi(\?|$)", lambda h, _: _paged(h, listed("kpis.csv"), "next_url"))
    answers.on(
        r"^/v3/municipality(\?|$)", lambda h, _: _paged(h, listed("municipalities.csv"), "next_url")
    )
    answers.on(
        r"^/v3/data/kpi/(?P<kpi>[^/]+)/year/(?P<years>[\d,]+)",
        lambda h, match: _paged(h, _values(match), "next_url"),
    )
    return answers
