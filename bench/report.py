"""Runs groups of figures, prints a line each, writes them as JSON, says whether all hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from bench.figures import Figure

Group = Callable[[], Iterable[Figure]]
BUILD = Path("build")


def report(title: str, groups: Mapping[str, Group], chosen: list[str]) -> int:
    """0 when every figure holds, 1 when one falls short, 2 for an unknown name."""
    unknown = [name for name in chosen if name not in groups]
    if unknown:
        print(f"{', '.join(unknown)}: not known. Accepted: {', '.join(groups)}.")
        return 2
    figures: list[Figure] = []
    for name in chosen or list(groups):
        for figure in groups[name]():
            print(figure, flush=True)
            figures.append(figure)
    BUILD.mkdir(exist_ok=True)
    content = [figure.as_json() for figure in figures]
    (BUILD / f"{title}.json").write_text(json.dumps(content, indent=1), encoding="utf-8")
    return 0 if all(figure.ok for figure in figures) else 1
