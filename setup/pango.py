"""Pango and a font, without which no PDF can be made and which no Python package brings."""

from __future__ import annotations

import os
from pathlib import Path

from setup import apt, sysroot
from setup.errors import SetupError
from setup.folders import RUN_ENVIRONMENT, VENV_PYTHON, sysroots
from setup.terminal import last_lines, run, say, step

# What WeasyPrint opens by name: GObject, Pango, HarfBuzz and fontconfig come with these.
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core")
PROBE = Path(__file__).with_name("pango_probe.py")
SUBSET_MISSING = "error:HarfBuzz-Subset will be required:DeprecationWarning"


def ensure() -> None:
    """Makes PDF rendering work, and says in one line what to do where it cannot."""
    RUN_ENVIRONMENT.unlink(missing_ok=True)
    with step("Making a PDF with the machine's Pango and fonts"):
        problem = probe({})
    if not problem:
        return
    say("Pango or a font is missing here.")
    if os.geteuid() == 0:
        _install()
    else:
        _fetch()


def probe(extra: dict[str, str]) -> str:
    """Empty when a page was rendered, else the end of what went wrong."""
    done = run([VENV_PYTHON, "-W", SUBSET_MISSING, PROBE], env={**os.environ, **extra})
    return last_lines(done.stdout) or "  no output" if done.returncode else ""


def _install() -> None:
    if not apt.can_fetch():
        raise SetupError(_advice())
    apt.install_as_root(PACKAGES)
    problem = probe({})
    if problem:
        raise SetupError(f"PDFs still cannot be made after installing Pango:\n{problem}")


def _fetch() -> None:
    root = sysroots() / "pango"
    if not (root.exists() and not probe(sysroot.environment(root))):
        if not apt.can_fetch():
            raise SetupError(_advice())
        try:
            root = sysroot.fetch("pango", PACKAGES)
        except SetupError as error:
            raise SetupError(f"{_advice()}\n{error}") from error
        problem = probe(sysroot.environment(root))
        if problem:
            raise SetupError(f"{_advice()}\n{problem}")
    RUN_ENVIRONMENT.write_text(f"{sysroot.shell_lines(root)}\n", encoding="utf-8")
    say(f"Using Pango from {root}")


def _advice() -> str:
    return (
        "Pango, HarfBuzz-subset and DejaVu fonts are needed to make PDFs. As root, run: "
        f"{apt.command_for_root(PACKAGES)} (elsewhere than on Debian and Ubuntu, the same "
        "libraries from your system's packages)."
    )
