"""Runs a command that ends when the process that started it ends.

It runs as a program of its own, between the starter and the command: it drops to another user,
asks the kernel for the signal and becomes the command. Unlike a hook inside the starter it is
safe beside threads. The signal is also sent when the thread that started it ends.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Sequence

PR_SET_PDEATHSIG = 1
NOT_RUNNABLE = 127


def leashed(
    command: Sequence[str],
    *,
    at_end: signal.Signals = signal.SIGTERM,
    uid: int = -1,
    gid: int = -1,
) -> list[str]:
    """The command line that runs `command`, sent `at_end` when the present process ends."""
    own = [sys.executable, "-I", "-S", __file__]
    return [*own, str(os.getpid()), str(int(at_end)), str(uid), str(gid), *command]


def main(arguments: list[str]) -> int:
    parent, at_end, uid, gid = (int(argument) for argument in arguments[:4])
    command = arguments[4:]
    if uid >= 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    # After the change of user, which would clear it.
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, at_end, 0, 0, 0)
    if os.getppid() != parent:
        return 0
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    try:
        os.execvp(command[0], command)  # noqa: S606
    except OSError as error:
        sys.stderr.write(f"{command[0]} cannot be run: {error.strerror}\n")
        return NOT_RUNNABLE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
