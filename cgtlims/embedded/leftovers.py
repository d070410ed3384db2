"""Ends servers that a killed starter has left on a data folder.

A starter that is killed takes its servers with it, but they need a moment to close their files;
and a killed postmaster may leave workers behind. Both are found by the folder they work in.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cgtlims.embedded.errors import EmbeddedError

STOP_SECONDS = 30
POLL_SECONDS = 0.01


def end_leftovers(folder: Path, program: str) -> None:
    """Waits for the program's processes in the folder to end, and ends them by force at last."""
    for number in (signal.SIGQUIT, signal.SIGKILL):
        if _gone(folder, program):
            return
        for pid in processes_in(folder, program):
            with suppress(ProcessLookupError):
                os.kill(pid, number)
    if _gone(folder, program):
        return
    raise EmbeddedError(f"Processes of {program} on {folder} cannot be ended: stop them by hand.")


def processes_in(folder: Path, program: str) -> Iterator[int]:
    """Process numbers of the program whose working folder is the given one."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and _works_in(entry, folder, program):
            yield int(entry.name)


def _works_in(entry: Path, folder: Path, program: str) -> bool:
    try:
        runs = Path(os.readlink(entry / "exe")).name.removesuffix(" (deleted)")
        return runs == program and Path(os.readlink(entry / "cwd")) == folder.resolve()
    except OSError:  # ended meanwhile, or somebody else's
        return False


def _gone(folder: Path, program: str) -> bool:
    deadline = time.monotonic() + STOP_SECONDS
    while any(processes_in(folder, program)):
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True
