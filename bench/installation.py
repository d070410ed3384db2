"""From a fresh clone to a batch record PDF: what a newcomer waits for."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, at_most
from bench.timing import seconds

ROOT = Path(__file__).resolve().parents[1]
STAGE = ("DATABASE_", "REDIS_URL", "CGTLIMS_")


def figures() -> Iterator[Figure]:
    """`make demo ONCE=1` in a clone, twice: first with everything to install, then again."""
    with tempfile.TemporaryDirectory(prefix="cgtlims-bench-") as folder:
        Path(folder).chmod(0o755)  # the servers of root run as another user and must come in
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(STAGE)
        }
        environment["CGTLIMS_DATA_DIR"] = str(Path(folder) / "data")
        environment["PATH"] = without_this_environment(environment["PATH"])

        def demo() -> None:
            subprocess.run(
                ["make", "demo", "ONCE=1"],
                cwd=clone,
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )

        yield at_most("setup-first", seconds(demo), "s", "120")
        yield at_most("setup-again", seconds(demo), "s", "30")


def without_this_environment(path: str) -> str:
    """PATH as a newcomer has it: the clone must not find the Python of this checkout."""
    ours = str(Path(sys.prefix) / "bin")
    return os.pathsep.join(folder for folder in path.split(os.pathsep) if folder != ours)
