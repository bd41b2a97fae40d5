"""``make fuzz``: atheris looks for bytes that a reader neither reads nor refuses.

``python -m tests.hostile.fuzz READER [SECONDS]``; it is no dependency of labmethods, as it has no
build for every system.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["labmethods"]):
    from tests.hostile.readers import READERS, seeds


def fuzz(reader: str, seconds: int) -> None:
    """Try one reader for so long, from whole files; atheris ends the process."""
    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(seeds(reader)):
            (Path(folder) / str(number)).write_bytes(data)
        limits = [f"-max_total_time={seconds}", "-rss_limit_mb=4000", "-timeout=30"]
        atheris.Setup([sys.argv[0], folder, *limits], READERS[reader])
        atheris.Fuzz()


def all_readers(seconds: int) -> int:
    """Each reader in a process of its own; how many of them failed."""
    failed = 0
    for reader in READERS:
        done = subprocess.run(
            [sys.executable, "-m", "tests.hostile.fuzz", reader, str(seconds)],
            capture_output=True,
            text=True,
        )
        last = [line for line in done.stderr.splitlines() if line.strip()]
        tries = next((line for line in reversed(last) if line.startswith("#")), "").split()
        print(f"{reader}: {'holds' if done.returncode == 0 else 'FAILS'}, {' '.join(tries[:1])}")
        if done.returncode:
            failed += 1
            print("\n".join(last[-15:]))
    return failed


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in READERS:
        fuzz(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60)
    else:
        sys.exit(all_readers(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
