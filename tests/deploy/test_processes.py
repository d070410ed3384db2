"""Commands and health checks of compose, run for real against a database and a broker.

Only what belongs to containers is changed: hosts, ports and the folder of the secrets.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
import redis

from cgtlims.embedded.binaries import binaries
from cgtlims.places import data_dir
from cgtlims.processes import free_port, running
from tests import databases
from tests.deploy.composed import ROOT, SECRETS, filled_in, services
from tests.together import until

VALUES = {"CGTLIMS_ALLOWED_HOSTS": "lims.invalid, other.invalid", "CGTLIMS_TIME_ZONE": "UTC"}
PATIENCE_SECONDS = 120
SAYS_WHEN_READY = {"worker": " ready.", "beat": "beat pidbox: Connected"}
KEPT = ("LD_LIBRARY_PATH", "FONTCONFIG_FILE", "CGTLIMS_STATIC_ROOT")
Start = Callable[[str], AbstractContextManager[subprocess.Popen[bytes]]]


@pytest.fixture
def broker(secrets: Path, tmp_path: Path) -> Iterator[int]:
    """The broker, started by its own command; its port."""
    port = free_port()
    program = str(binaries(data_dir()).valkey)
    ours = {"valkey-server": program, "6379": str(port)}
    command = [ours.get(word, word) for word in services()["valkey"]["command"]]
    command = [word.replace(SECRETS, f"{secrets}/") for word in command]
    command += ["--bind", "127.0.0.1", "--dir", str(tmp_path)]
    with running(command, {}, tmp_path / "valkey.log"):
        until(lambda: answers(port), "the broker answers")
        yield port


@pytest.fixture
def given(
    live_db: str, broker: int, secrets: Path, tmp_path: Path
) -> Callable[[str], dict[str, str]]:
    """The environment of a service as in its container, at this machine's database and broker."""
    for name in ("database_url", "database_partner_url"):
        put(secrets / name, databases.environment(live_db)[name.upper()])
    address = (secrets / "redis_url").read_text()
    put(secrets / "redis_url", address.replace("valkey:6379", f"127.0.0.1:{broker}"))
    (tmp_path / "files").mkdir()

    def environment(name: str) -> dict[str, str]:
        return {
            **{name: os.environ[name] for name in KEPT if name in os.environ},
            **filled_in(services()[name], VALUES, secrets),
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "HOSTNAME": socket.gethostname(),
            "CGTLIMS_FILES_DIR": str(tmp_path / "files"),
        }

    return environment


@pytest.fixture
def start(given: Any, tmp_path: Path) -> Start:
    """Starts a service by its command; `changed` replaces words of it."""

    def started(name: str, **changed: str) -> AbstractContextManager[subprocess.Popen[bytes]]:
        environment = given(name)
        words = [changed.get(f"_{word}", word) for word in services()[name]["command"]]
        words = [re.sub("^/tmp/", f"{tmp_path}/", word) for word in words]
        words[0] = str(Path(sys.executable).parent / words[0])
        return running(words, environment, tmp_path / f"{name}.log")

    return started


def put(file: Path, text: str) -> None:
    file.chmod(0o644)
    file.write_text(text)


def answers(port: int) -> bool:
    try:
        return bool(redis.Redis(port=port).ping())
    except redis.ConnectionError:
        return False


def is_healthy(name: str, environment: Mapping[str, str], **changed: str) -> bool:
    """What the container engine would find; `$$` is compose's way to write `$`."""
    kind, *test = services()[name]["healthcheck"]["test"]
    words = [changed.get(f"_{word}", word) for word in test]
    command = words if kind == "CMD" else ["sh", "-c", words[0].replace("$$", "$")]
    command[0] = sys.executable if command[0] == "python" else command[0]
    done = subprocess.run(
        command, cwd=ROOT, env=dict(environment), capture_output=True, check=False
    )
    return done.returncode == 0


def until_says(words: str, log: Path, process: subprocess.Popen[bytes]) -> None:
    """Waits for a line in the log of a process that must not end meanwhile."""
    end = time.monotonic() + PATIENCE_SECONDS
    while words not in (text := log.read_text()):
        assert process.poll() is None, text
        assert time.monotonic() < end, text
        time.sleep(0.1)


def test_the_web_serves_and_is_found_healthy_while_it_does(start: Any, given: Any, tmp_path: Path):
    port = str(free_port())
    changed = {"_8000": port, "_0.0.0.0": "127.0.0.1"}
    assert not is_healthy("web", given("web"), **changed)
    with start("web", **changed) as process:
        until_says("Started worker-2", tmp_path / "web.log", process)
        until(lambda: is_healthy("web", given("web"), **changed), "the web is healthy")


@pytest.mark.parametrize("name", ["worker", "beat"])
def test_celery_works_with_what_the_broker_allows_and_is_found_healthy(
    name: str, start: Any, given: Any, tmp_path: Path
):
    with start(name) as process:
        until_says(SAYS_WHEN_READY[name], tmp_path / f"{name}.log", process)
        assert is_healthy(name, given(name))
        assert not is_healthy(name, {**given(name), "HOSTNAME": "another"})


def test_without_a_password_the_broker_says_pong_and_nothing_else(broker: int):
    stranger = redis.Redis(port=broker)
    assert stranger.ping()
    for forbidden in (
        lambda: stranger.get("key"),
        lambda: stranger.info(),
        lambda: stranger.keys(),
    ):
        with pytest.raises(redis.exceptions.NoPermissionError):
            forbidden()


def test_the_broker_keeps_what_it_is_told_and_nobody_empties_it(broker: int, secrets: Path):
    address = (secrets / "redis_url").read_text().replace("valkey:6379", f"127.0.0.1:{broker}")
    client = redis.Redis.from_url(address)
    assert client.info("persistence")["aof_enabled"] == 1
    assert client.info("memory")["maxmemory_policy"] == "noeviction"
    with pytest.raises(redis.exceptions.NoPermissionError):
        client.flushall()
