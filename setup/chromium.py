"""Chromium, which only the browser tests need: without it they are skipped and say why."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from setup import apt, sysroot
from setup.errors import SetupError
from setup.folders import TOOLS, sysroots
from setup.terminal import last_lines, run, say, step

PACKAGES = ("chromium", "fonts-dejavu-core")
NAMES = ("chromium", "chromium-browser", "google-chrome")
RECORD = TOOLS / "chromium.json"
OVERRIDE = "CGTLIMS_CHROMIUM"
HEADLESS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
PROBE_SECONDS = 60


@dataclass(frozen=True)
class Browser:
    """The program to start, or None and the reason why there is none."""

    path: Path | None
    reason: str = ""


def find() -> Browser:
    """For tests: the browser that CGTLIMS_CHROMIUM names, else the one that setup found."""
    named = os.environ.get(OVERRIDE)
    if named:
        path = shutil.which(named)
        return Browser(Path(path)) if path else Browser(None, f"{OVERRIDE}={named} is no program.")
    if not RECORD.exists():
        return Browser(None, "Chromium was not looked for yet: make test does.")
    stored = json.loads(RECORD.read_text(encoding="utf-8"))
    return Browser(Path(stored["path"]) if stored["path"] else None, stored["reason"])


def ensure() -> Browser:
    """Looks for a browser that really starts, brings one when there is none, and records it."""
    with step("Looking for a Chromium that starts"):
        path = next((path for path in _candidates() if not probe(path)), None)
    if path:
        return _record(Browser(path))
    try:
        return _record(Browser(_bring()))
    except SetupError as error:
        say(f"Browser tests will be skipped: {error}")
        return _record(Browser(None, str(error)))


def probe(path: Path) -> str:
    """Empty when the browser took a picture of a page, else the end of what went wrong."""
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "page.png"
        command = [str(path), *HEADLESS, f"--user-data-dir={folder}/profile"]
        command += [f"--screenshot={picture}", "data:text/html,<h1>Batch record</h1>"]
        try:
            done = run(command, timeout=PROBE_SECONDS)
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"  {error}"
        return "" if picture.exists() else last_lines(done.stdout) or "  no picture"


def _candidates() -> list[Path]:
    named = os.environ.get(OVERRIDE)
    found = [shutil.which(name) for name in ([named] if named else NAMES)]
    return [Path(path) for path in (*found, _wrapper()) if path and Path(path).exists()]


def _bring() -> Path:
    if not apt.can_fetch():
        raise SetupError(_advice())
    if os.geteuid() == 0:
        apt.install_as_root(PACKAGES)
        path = shutil.which("chromium")
        problem = probe(Path(path)) if path else "  no program of that name"
    else:
        _write_wrapper(sysroot.fetch("chromium", PACKAGES))
        path = str(_wrapper())
        problem = probe(Path(path))
    if problem or not path:
        raise SetupError(f"Chromium was installed but does not start:\n{problem}")
    return Path(path)


def _wrapper() -> Path:
    return sysroots() / "chromium" / "chromium.sh"


def _write_wrapper(root: Path) -> None:
    """The libraries are for the browser only, not for the tests that start it."""
    program = root / "usr/lib/chromium/chromium"
    lines = ["#!/bin/sh", sysroot.shell_lines(root), f'exec {shlex.quote(str(program))} "$@"', ""]
    _wrapper().write_text("\n".join(lines), encoding="utf-8")
    _wrapper().chmod(0o755)


def _record(browser: Browser) -> Browser:
    stored = {"path": str(browser.path) if browser.path else None, "reason": browser.reason}
    RECORD.write_text(json.dumps(stored, indent=1), encoding="utf-8")
    return browser


def _advice() -> str:
    return f"Chromium is missing. As root, run: {apt.command_for_root(PACKAGES)}"
