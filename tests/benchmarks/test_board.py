"""How long a note's move takes in the kernel: from the page's message to the saved row's answer."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import labmethods as lm
from labmethods.widgets.board import Board, Numbers, notes_of

NOTES, MOVES = 500, 120


def test_a_move_among_500_notes_is_saved_and_answered_within_100_ms(tmp_path: Path, capsys):
    with lm.new_lab("Stor stad", to=tmp_path) as lab:
        made = lab.actors.add_many(
            {"name": f"Aktör {n}", "kind": "civil society", "interest": 1 + n % 5, "power": 3}
            for n in range(NOTES)
        )

        def notes() -> list[dict]:
            return notes_of(lab.actors.frame(), x="interest", y="power")

        def move(actor: str, interest: int, power: int) -> None:
            lab.actors.change(actor, interest=interest, power=power)
            board.notes = notes()

        board = Board(
            notes(),
            x=Numbers("Intresse"),
            y=Numbers("Makt"),
            title="Aktörer",
            language="sv",
            on_move=move,
        )
        answers = []
        board.send = answers.append
        times, computing = [], time.process_time()
        for n in range(MOVES):
            actor = made[(n * 37) % NOTES]
            message = {"event": "moved", "ticket": str(n), "id": actor.id}
            begin = time.perf_counter()
            board.receive({**message, "x": 1 + (n + 1) % 5, "y": 1 + n % 5})
            times.append(1000 * (time.perf_counter() - begin))
            assert answers[-1]["ok"]
            assert lab.actors.get(actor.id).power == 1 + n % 5
        computing = 1000 * (time.process_time() - computing) / MOVES
    p95 = statistics.quantiles(times, n=20)[-1]
    with capsys.disabled():
        print(f"\na move among {NOTES} notes: median {statistics.median(times):.1f} ms, ", end="")
        print(f"p95 {p95:.1f} ms (under 100); {computing:.1f} ms of it computing")
    assert p95 < 100
