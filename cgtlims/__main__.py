"""`python -m cgtlims verify ARCHIVE --keys KEYS [--heads HEADS]`: the independent verifier.

It is handed over to a Python of its own that sees neither Django nor any other package.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

VERIFIER = Path(__file__).resolve().parents[1] / "integrity" / "verify.py"
USAGE = "usage: python -m cgtlims verify ARCHIVE --keys KEYS [--heads HEADS]"


def main(arguments: list[str]) -> int:
    if arguments[:1] != ["verify"]:
        print(USAGE, file=sys.stderr)  # noqa: T201
        return 2
    alone = [sys.executable, "-I", "-S", str(VERIFIER), *arguments[1:]]
    os.execv(sys.executable, alone)  # noqa: S606


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
