"""A folder of system libraries that were unpacked without root, and how a program finds them."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from setup import apt
from setup.folders import sysroots


def fetch(name: str, packages: Sequence[str]) -> Path:
    """Fetches the packages into the sysroot of that name; a half-made one is never seen."""
    target = sysroots() / name
    draft = target.with_name(f"{name}.{os.getpid()}")
    work = sysroots() / f"work.{os.getpid()}"
    try:
        draft.mkdir(parents=True)
        apt.fetch(packages, draft, work)
        shutil.rmtree(target, ignore_errors=True)
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        shutil.rmtree(work, ignore_errors=True)
    write_fonts_conf(target)
    return target


def environment(root: Path) -> dict[str, str]:
    """The variables by which a program finds the folder's libraries and fonts."""
    folders = [*sorted(root.glob("usr/lib/*-linux-gnu*")), *sorted(root.glob("lib/*-linux-gnu*"))]
    return {
        "LD_LIBRARY_PATH": ":".join(str(folder) for folder in folders),
        "FONTCONFIG_FILE": str(root / "fonts.conf"),
    }


def shell_lines(root: Path) -> str:
    """The same for a shell script to read."""
    lines = [f"{name}={shlex.quote(value)}" for name, value in environment(root).items()]
    return "\n".join([*lines, "export LD_LIBRARY_PATH FONTCONFIG_FILE"])


def write_fonts_conf(root: Path) -> None:
    """The folder's fonts and rules beside the machine's own."""
    rules = sorted(path.name for path in root.glob("etc/fonts/conf.d/*.conf"))
    includes = [root / "usr/share/fontconfig/conf.avail" / name for name in rules]
    lines = [
        '<?xml version="1.0"?>',
        '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
        "<fontconfig>",
        f"  <dir>{escape(str(root / 'usr/share/fonts'))}</dir>",
        "  <dir>/usr/share/fonts</dir>",
        '  <dir prefix="xdg">fonts</dir>',
        *(f'  <include ignore_missing="yes">{escape(str(path))}</include>' for path in includes),
        '  <cachedir prefix="xdg">fontconfig</cachedir>',
        "</fontconfig>",
        "",
    ]
    (root / "fonts.conf").write_text("\n".join(lines), encoding="utf-8")
