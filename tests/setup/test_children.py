"""Processes that are started beside us: on a leash, with a log, and gone at the end."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cgtlims.processes import free_port, kill, running
from tests.setup.conftest import ROOT
from tests.together import until

# Holds a lock together with a child of its own that takes no notice of being asked to end.
CHILD = """
import fcntl, os, signal, sys
held = open(sys.argv[1], "w")
fcntl.flock(held, fcntl.LOCK_EX)
signal.alarm(90)
parent = os.fork()
def asked(*_):
    print("bye", flush=True)
    sys.exit()
signal.signal(signal.SIGTERM, asked if parent and "deaf" not in sys.argv else signal.SIG_IGN)
if not parent:
    signal.alarm(90)
    print("ready", flush=True)
while True:
    signal.pause()
"""
STARTER = """
import os, sys
from pathlib import Path
from cgtlims.processes import running
with running(sys.argv[2:], os.environ, Path(sys.argv[1])):
    sys.stdin.read()
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log" / "child.log"


@pytest.fixture
def child(tmp_path: Path) -> list[str]:
    return [sys.executable, "-c", CHILD, str(tmp_path / "lock")]


def says(log: Path, word: str) -> Callable[[], bool]:
    return lambda: log.exists() and word in log.read_text().split()


def all_gone(tmp_path: Path) -> bool:
    """The lock is free only when every process that shares it has ended."""
    with (tmp_path / "lock").open() as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def test_it_has_its_environment_and_a_log_that_goes_on(log: Path) -> None:
    for word in ("first", "second"):
        with running(["/bin/sh", "-c", "echo $WORD $HOME; pwd"], {"WORD": word}, log) as process:
            process.wait()
    assert log.read_text() == f"first\n{ROOT}\nsecond\n{ROOT}\n"


def test_it_is_asked_to_end_and_what_it_started_is_gone_too(
    child: list[str], log: Path, tmp_path: Path
) -> None:
    with running(child, os.environ, log) as process:
        until(says(log, "ready"), "the child")
        assert not all_gone(tmp_path)
    assert process.returncode == 0
    assert says(log, "bye")()
    until(lambda: all_gone(tmp_path), "the end of the child's child")


def test_it_is_killed_when_it_does_not_end(child: list[str], log: Path, tmp_path: Path) -> None:
    with running([*child, "deaf"], os.environ, log, patience=0.1) as process:
        until(says(log, "ready"), "the child")
    assert process.returncode == -signal.SIGKILL
    until(lambda: all_gone(tmp_path), "the end of the child's child")


def test_it_may_be_killed_before_the_end(child: list[str], log: Path, tmp_path: Path) -> None:
    with running(child, os.environ, log) as process:
        until(says(log, "ready"), "the child")
        kill(process)
        assert process.returncode == -signal.SIGKILL
        until(lambda: all_gone(tmp_path), "the end of the child's child")


def test_a_killed_starter_takes_it_along(child: list[str], log: Path, tmp_path: Path) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(log), *child], cwd=ROOT, stdin=subprocess.PIPE
    )
    until(says(log, "ready"), "the child")
    starter.kill()
    starter.communicate()
    until(says(log, "bye"), "the child's end")


def test_the_wanted_port_is_given_when_it_is_free_and_another_when_not() -> None:
    port = free_port()
    assert free_port(port) == port
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        assert free_port(port) not in {port, 0}
