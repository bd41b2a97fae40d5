"""A lab that one of the real commands serves."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import psutil


@dataclass
class Served:
    """A lab, the process that serves it, and how it is reached."""

    home: Path
    process: subprocess.Popen
    server: str
    token: str

    @classmethod
    def by(cls, command: str, home: Path, *options: str, line: str, within: Path | None) -> Self:
        """Run a command, from within a folder, and read its address from the line it says."""
        program = Path(sys.executable).with_name("labmethods")
        arguments = [str(program), command, str(home), "--no-browser", *options]
        process = subprocess.Popen(
            arguments, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=within
        )
        said = process.stdout.readline()
        found = re.search(line, said)
        assert found, said
        return cls(home, process, *found.groups())

    def kernels(self) -> list[psutil.Process]:
        """The kernels behind its pages."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        return [one for one in children if "ipykernel_launcher" in one.cmdline()]

    def stop(self) -> str:
        """End it as Ctrl+C does; what it said last."""
        self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate(timeout=60)
        return said
