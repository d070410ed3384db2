"""The order of installation: Python packages, then Pango, then for tests a browser."""

from __future__ import annotations

import argparse
import sys

from setup import chromium, pango, stamp, uv
from setup.errors import SetupError
from setup.folders import RUN_ENVIRONMENT, TOOLS, VENV_PYTHON, sysroots
from setup.terminal import say

PACKAGES, BROWSER = "packages", "browser"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 -m setup", description=__doc__)
    parser.add_argument("--chromium", action="store_true", help="bring a browser for the tests")
    arguments = parser.parse_args()
    try:
        install(with_chromium=arguments.chromium)
    except SetupError as error:
        sys.stderr.write(f"setup: {error}\n")
        return 1
    return 0


def install(*, with_chromium: bool) -> None:
    """Does what is not done yet. A browser that could not be had is tried for again next time."""
    TOOLS.mkdir(exist_ok=True)
    if not (stamp.is_installed(PACKAGES) and VENV_PYTHON.exists() and _libraries_are_there()):
        uv.sync()
        pango.ensure()
        stamp.remember(PACKAGES)
        say("Everything is installed.")
    if with_chromium and not (stamp.is_installed(BROWSER) and _browser_is_there()):
        browser = chromium.ensure()
        if browser.path:
            stamp.remember(BROWSER)


def _libraries_are_there() -> bool:
    """The user may have cleaned the data folder that ./run points at."""
    if not RUN_ENVIRONMENT.exists():
        return True
    return (sysroots() / "pango").exists()


def _browser_is_there() -> bool:
    path = chromium.find().path
    return path is not None and path.exists()
