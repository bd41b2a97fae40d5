"""``make audit``: known weaknesses of the locked dependencies, and whether it could look at all.

pip-audit says that it knows of none also when it reached no database; this tells the two apart.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

NOT_LOOKED = 3
"""Exit code when packages couldn't be looked up."""


def main(program: str, lock: str) -> int:
    """Run pip-audit on the lock file and say what it found."""
    options = ["--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off"]
    done = subprocess.run([program, "-r", lock, *options], capture_output=True, text=True)
    try:
        found = json.loads(done.stdout)
    except ValueError:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        print(f"The audit did not run: {last[:300]}")
        print("Nothing was looked up. Is there a network?")
        return NOT_LOOKED
    lines, code = verdict(found)
    print("\n".join(lines))
    return code


def verdict(found: Mapping[str, Any]) -> tuple[list[str], int]:
    """What pip-audit's answer means, in lines, and the exit code."""
    packages = found["dependencies"]
    skipped = [one for one in packages if "skip_reason" in one]
    weak = [one for one in packages if one.get("vulns")]
    lines = [
        f"{one['name']} {one['version']}: {weakness['id']}, mended in "
        f"{', '.join(weakness['fix_versions']) or 'no version yet'}"
        for one in weak
        for weakness in one["vulns"]
    ]
    looked = len(packages) - len(skipped)
    lines.append(
        f"{looked} of {len(packages)} packages looked up; {len(weak)} have a known weakness."
    )
    if weak:
        return lines, 1
    if skipped or not packages:
        lines.append(
            f"{len(skipped)} could NOT be looked up: this is no all-clear. Is there a network?"
        )
        return lines, NOT_LOOKED
    return lines, 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
