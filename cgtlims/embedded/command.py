"""Runs a command with the services: embedded ones, or those that the environment names."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from cgtlims.embedded.errors import EmbeddedError
from cgtlims.embedded.leash import leashed
from cgtlims.embedded.services import services

FORWARDED = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT}
SENT_BY_THE_TERMINAL = 0x80  # si_code SI_KERNEL: the command has had it from the terminal already


def run_command(command: Sequence[str], data_dir: Path, *, ephemeral: bool) -> int:
    """The command's exit code; with services from outside this process becomes the command."""
    if given_from_outside(os.environ):
        os.execvp(command[0], list(command))  # noqa: S606
    watched = FORWARDED | {signal.SIGCHLD}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, watched)
    try:
        with services(data_dir, ephemeral=ephemeral) as urls:
            process = subprocess.Popen(  # noqa: S603
                leashed(command), env={**os.environ, **urls.environment()}
            )
            return _wait(process, watched)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def given_from_outside(environment: Mapping[str, str]) -> bool:
    """True with both addresses set, False with none; one alone is a mistake worth saying."""
    given = [name for name in ("DATABASE_URL", "REDIS_URL") if environment.get(name)]
    if len(given) == 1:
        missing = {"DATABASE_URL": "REDIS_URL", "REDIS_URL": "DATABASE_URL"}[given[0]]
        raise EmbeddedError(
            f"{given[0]} is set and {missing} is not. Set both to use your own servers, "
            "or neither to use the embedded ones."
        )
    return bool(given)


def _wait(process: subprocess.Popen[bytes], watched: set[signal.Signals]) -> int:
    """Hands signals on until the command has ended; a signalled command ends as shells count it."""
    while process.poll() is None:
        received = signal.sigwaitinfo(watched)
        if received.si_signo in FORWARDED and received.si_code != SENT_BY_THE_TERMINAL:
            process.send_signal(received.si_signo)
    return process.returncode if process.returncode >= 0 else 128 - process.returncode
