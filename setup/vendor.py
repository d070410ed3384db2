"""Brings the pinned front-end packages into the tree: `python -m setup.vendor`.

Installs package.json exactly (`npm ci --ignore-scripts`) in a temporary folder, copies the files
named here, builds the symbol fonts and writes `static/vendor/VENDOR.lock`. The result is committed,
so that neither production nor tests need Node.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from setup.fonts import build_symbols

ROOT = Path(__file__).resolve().parent.parent
LICENCES = ROOT / "setup" / "licences"  # of packages that bring none
LOCK = ROOT / "static" / "vendor" / "VENDOR.lock"
OWNED = ("static/vendor", "static/fonts", "tests/browser/vendor")
NEXT, MONO = "atkinson-hyperlegible-next", "atkinson-hyperlegible-mono"
SYMBOL_SOURCES = (
    f"@expo-google-fonts/{NEXT}",
    "@expo-google-fonts/noto-sans",
    "@expo-google-fonts/noto-sans-math",
)


@dataclass(frozen=True)
class Copy:
    """One file of a package and its place here; `{version}` stands for the package's version."""

    package: str
    source: str
    target: str


def _screen_fonts(family: str, *subsets: str) -> list[Copy]:
    package = f"@fontsource-variable/{family}"
    names = [f"{family}-{subset}-wght-normal.woff2" for subset in subsets]
    return [Copy(package, f"files/{name}", f"static/fonts/{name}") for name in names]


def _print_fonts(family: str, face: str) -> list[Copy]:
    package = f"@expo-google-fonts/{family}"
    weights = {"400Regular": "Regular", "700Bold": "Bold"}
    fonts = [
        Copy(package, f"{folder}/{face}_{folder}.ttf", f"static/fonts/print/{face}-{weight}.ttf")
        for folder, weight in weights.items()
    ]
    return [*fonts, Copy(package, "LICENSE_FONT", f"static/fonts/OFL-{family}.txt")]


COPIES = (
    Copy("htmx.org", "dist/htmx.min.js", "static/vendor/htmx-{version}/htmx.min.js"),
    Copy("htmx.org", "LICENSE", "static/vendor/htmx-{version}/LICENSE"),
    Copy("uplot", "dist/uPlot.iife.min.js", "static/vendor/uplot-{version}/uplot.min.js"),
    Copy("uplot", "dist/uPlot.min.css", "static/vendor/uplot-{version}/uplot.min.css"),
    Copy("uplot", "LICENSE", "static/vendor/uplot-{version}/LICENSE"),
    *(
        Copy("@event-calendar/build", source, f"static/vendor/event-calendar-{{version}}/{target}")
        for source, target in (
            ("dist/event-calendar.min.js", "event-calendar.min.js"),
            ("dist/event-calendar.min.css", "event-calendar.min.css"),
        )
    ),
    Copy("axe-core", "axe.min.js", "tests/browser/vendor/axe-core-{version}/axe.min.js"),
    Copy("axe-core", "LICENSE", "tests/browser/vendor/axe-core-{version}/LICENSE"),
    *_screen_fonts(NEXT, "latin", "latin-ext"),
    *_screen_fonts(MONO, "latin"),
    *_print_fonts(NEXT, "AtkinsonHyperlegibleNext"),
    *_print_fonts(MONO, "AtkinsonHyperlegibleMono"),
    *(
        Copy(f"@expo-google-fonts/{family}", "LICENSE_FONT", f"static/fonts/OFL-{family}.txt")
        for family in ("noto-sans", "noto-sans-math")
    ),
)

LICENSED = (("@event-calendar/build", "event-calendar"),)


def main() -> None:
    """Vendors everything anew; a file that is no longer named disappears."""
    with tempfile.TemporaryDirectory() as folder:
        modules = install(Path(folder))
        for owned in OWNED:
            shutil.rmtree(ROOT / owned, ignore_errors=True)
        lines = [_copy(copy, modules) for copy in COPIES]
        lines += [_licence(name, folder, modules) for name, folder in LICENSED]
        lines += _symbols(modules)
    LOCK.write_text(json.dumps(sorted(lines, key=lambda line: line["file"]), indent=1) + "\n")
    sys.stdout.write(f"{len(lines)} files vendored, digests in {LOCK.relative_to(ROOT)}\n")


def install(folder: Path) -> Path:
    """Installs package.json in `folder`, without running any package's scripts."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, folder / name)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=folder, check=True)
    return folder / "node_modules"


def _copy(copy: Copy, modules: Path) -> dict[str, str]:
    about = _about(modules, copy.package)
    target = ROOT / copy.target.format(version=about["version"])
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(modules / copy.package / copy.source, target)
    if target.suffix == ".js":
        _without_source_map(target)
    return _line(target, copy.package, about["version"], about["license"])


def _without_source_map(script: Path) -> None:
    """Its last line may name a map that is not copied; then the hashed storage looks in vain."""
    text = script.read_text(encoding="utf-8")
    body, mark, named = text.rpartition("//# sourceMappingURL=")
    if mark and "\n" not in named.strip():
        script.write_text(body, encoding="utf-8")


def _licence(package: str, name: str, modules: Path) -> dict[str, str]:
    about = _about(modules, package)
    target = ROOT / "static" / "vendor" / f"{name}-{about['version']}" / "LICENSE"
    shutil.copyfile(LICENCES / f"{name}.txt", target)
    return _line(target, package, about["version"], about["license"])


def _symbols(modules: Path) -> list[dict[str, str]]:
    versions = [f"{name} {_about(modules, name)['version']}" for name in SYMBOL_SOURCES]
    atkinson, noto, math = (modules / name for name in SYMBOL_SOURCES)
    made = build_symbols(atkinson, noto, math, ROOT / "static" / "fonts")
    return [_line(path, "CGT-LIMS Symbols", " + ".join(versions), "OFL-1.1") for path in made]


def _about(modules: Path, package: str) -> dict[str, str]:
    about: dict[str, str] = json.loads((modules / package / "package.json").read_text())
    return about


def _line(target: Path, package: str, version: str, licence: str) -> dict[str, str]:
    digest = base64.b64encode(hashlib.sha384(target.read_bytes()).digest()).decode()
    return {
        "file": target.relative_to(ROOT).as_posix(),
        "name": package,
        "version": version,
        "sha384": digest,
        "licence": licence,
    }


if __name__ == "__main__":
    main()
