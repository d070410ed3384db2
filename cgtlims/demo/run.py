"""`make demo`: starts everything, loads the facility, says where to look, stops cleanly."""

from __future__ import annotations

import argparse
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

from cgtlims.demo.told import Told
from cgtlims.embedded import EmbeddedError, services
from cgtlims.embedded.command import given_from_outside
from cgtlims.places import data_dir
from cgtlims.processes import free_port, manage, running, web, worker
from cgtlims.roles import RolesError, derive_role_urls

FIRST_BATCH = "CART-26-001"
WEB_SECONDS = 60
PORT = 8000


class Stopped(Exception):
    """Somebody asked the demo to stop."""


def main(arguments: list[str]) -> int:
    """0 when it ended as asked; 1 with one line of reason when it could not run."""
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--once", action="store_true", help="make the PDF, print it, stop")
    once = parser.parse_args(arguments).once
    told = Told()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        with environment(told) as variables:
            run(variables, data_dir(), once, told)
    except (Stopped, KeyboardInterrupt):
        told.line("Stopped.")
    except (EmbeddedError, RolesError, subprocess.CalledProcessError, TimeoutError) as error:
        told.problem(str(error))
        return 1
    return 0


def stop(number: int, frame: FrameType | None) -> None:
    for later in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(later, signal.SIG_IGN)
    raise Stopped


@contextmanager
def environment(told: Told) -> Iterator[dict[str, str]]:
    """The variables of every process: embedded services, or those given from outside."""
    with ExitStack() as stack:
        if given_from_outside(os.environ):
            told.step("database and broker", "those of DATABASE_URL and REDIS_URL")
            urls = derive_role_urls(os.environ["DATABASE_URL"], data_dir()).database_environment()
        else:
            told.step("database and broker", "PostgreSQL and Valkey, embedded")
            urls = stack.enter_context(services(data_dir())).environment()
        keys = {
            "CGTLIMS_SECRET_KEY": kept("secret-key", 50),
            "CGTLIMS_AUDIT_KEY": kept("audit-key", 50),
        }
        yield {**os.environ, **urls, **keys}


def run(variables: Mapping[str, str], home: Path, once: bool, told: Told) -> None:
    password = kept("demo-password", 12)
    told.step("tables")
    manage(variables, "migrate", "--verbosity", "0")
    told.step("static files")
    manage(variables, "collectstatic", "--noinput", "--verbosity", "0")
    with ExitStack() as stack:
        told.step("worker")
        log = home / "log"
        start = worker("--beat", "--schedule", str(home / "beat"))
        stack.enter_context(running(start, variables, log / "worker.log"))
        told.step("demo facility")
        manage(variables, "load_demo", "--password", password)
        port = free_port(PORT)
        told.step("web")
        process = stack.enter_context(running(web(port), variables, log / "web.log"))
        await_web(port, process, log / "web.log")
        if once:
            told.step(f"PDF of batch record {FIRST_BATCH}")
            manage(variables, "record_pdf", FIRST_BATCH)
            return
        system = {**variables, "DEMO_PASSWORD": password}
        stack.enter_context(running(sensors(port), system, log / "sensors.log"))
        told.where_to_look(port, password, home)
        process.wait()
        raise TimeoutError(f"The web server ended. Its log: {log / 'web.log'}")


def sensors(port: int) -> list[str]:
    """The building system that sends readings while the demo runs."""
    return [sys.executable, "-m", "cgtlims.demo.sensors.live", f"127.0.0.1:{port}"]


def await_web(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Returns when the web server answers and the database with it."""
    deadline = time.monotonic() + WEB_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except OSError:  # refused, reset, or silent for too long
            time.sleep(0.1)
    raise TimeoutError(f"The web server did not answer. Its log: {log}")


def kept(name: str, size: int) -> str:
    """A random word of this installation, made once and readable by its user only."""
    file = data_dir() / name
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(size))
    return file.read_text(encoding="ascii")
