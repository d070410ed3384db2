"""`python -m cgtlims.embedded exec`: a command with the services beside it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cgtlims.embedded import EmbeddedError, services
from cgtlims.embedded.command import given_from_outside
from cgtlims.embedded.home import Home
from cgtlims.embedded.throwaway import PREFIX, remove_abandoned
from tests.setup.conftest import Exec

ASKS_THE_SERVICES = """
import os, psycopg, sys
from cgtlims.embedded.urls import redis_client_url
import redis
roles = []
for name in sorted(name for name in os.environ if name.startswith("DATABASE_")):
    with psycopg.connect(os.environ[name]) as connection:
        roles.append(connection.info.user)
redis.Redis.from_url(redis_client_url(os.environ["REDIS_URL"])).ping()
print(*roles)
sys.exit(3)
"""
STOPS_WITH_SEVEN = """
import signal, sys
signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
print("ready", flush=True)
signal.pause()
"""
WAITS = """
import signal, sys
signal.signal(signal.SIGALRM, lambda *_: print("nobody ended me", flush=True))
signal.alarm(20)
print("ready", flush=True)
signal.pause()
"""


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline()


def test_the_command_gets_every_address_and_its_exit_code_is_ours(start_exec: Exec) -> None:
    process = start_exec("--", sys.executable, "-c", ASKS_THE_SERVICES)
    output, errors = process.communicate()
    assert errors == ""
    assert output.split() == [
        "postgres",
        "lims_owner",
        "lims_partner",
        "lims_app",
        "lims_verify",
    ]
    assert process.returncode == 3


def test_a_signal_is_handed_on_and_then_everything_stops(start_exec: Exec, kept: Path) -> None:
    process = start_exec("--", sys.executable, "-c", STOPS_WITH_SEVEN)
    assert line_of(process) == "ready\n"
    process.send_signal(signal.SIGTERM)
    assert process.wait() == 7
    assert not Home(kept).runtime.exists()


def test_a_command_ended_by_a_signal_counts_as_shells_count_it(start_exec: Exec) -> None:
    process = start_exec("--", "sh", "-c", "kill -KILL $$")
    assert process.wait() == 128 + signal.SIGKILL


def test_a_missing_command_is_named(start_exec: Exec) -> None:
    process = start_exec("--", "no-such-command")
    assert "no-such-command cannot be run" in process.communicate()[1]
    assert process.returncode == 127


def test_a_killed_starter_takes_command_and_servers_along(start_exec: Exec, kept: Path) -> None:
    process = start_exec("--", sys.executable, "-c", WAITS)
    assert line_of(process) == "ready\n"
    process.kill()
    assert line_of(process) == ""  # the end: the command, which held the other side, is gone
    with services(kept):
        pass
    assert not Home(kept).runtime.exists()


def test_the_folder_of_a_killed_throwaway_run_is_removed_by_the_next(start_exec: Exec) -> None:
    command = "import os; print(os.environ['DATABASE_ADMIN_URL'].partition('host=')[2], flush=True)"
    process = start_exec("--ephemeral", "--", sys.executable, "-c", f"{command}\n{WAITS}")
    sockets = Path(line_of(process).strip()).parent
    assert line_of(process) == "ready\n"
    folders = set(sockets.parent.glob(f"{PREFIX}{process.pid}-*"))
    assert len(folders) == 1
    process.kill()
    process.wait()
    remove_abandoned()
    assert not sockets.exists()
    assert not folders.pop().exists()


def test_servers_from_outside_are_used_and_none_is_started(start_exec: Exec) -> None:
    command = "echo $DATABASE_URL $REDIS_URL"
    outside = {"DATABASE_URL": "a", "REDIS_URL": "b", "CGTLIMS_DATA_DIR": "/nonexistent"}
    process = start_exec("--", "sh", "-c", command, **outside)
    assert process.communicate()[0] == "a b\n"


def test_one_address_without_the_other_is_a_mistake() -> None:
    with pytest.raises(EmbeddedError, match="DATABASE_URL is set and REDIS_URL is not"):
        given_from_outside({"DATABASE_URL": "postgresql:///lims"})


def test_production_refuses(start_exec: Exec) -> None:
    process = start_exec("--", "true", CGTLIMS_ENV="production")
    assert "the embedded PostgreSQL and Valkey are refused" in process.communicate()[1]
    assert process.returncode == 1
