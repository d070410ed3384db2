"""`python -m cgtlims.embedded exec [--ephemeral] -- COMMAND ...`"""

from __future__ import annotations

import argparse
import sys

from cgtlims import places
from cgtlims.embedded.command import run_command
from cgtlims.embedded.errors import EmbeddedError


def main() -> int:
    arguments = _parser().parse_args()
    try:
        return run_command(arguments.command, places.data_dir(), ephemeral=arguments.ephemeral)
    except EmbeddedError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m cgtlims.embedded", description=__doc__)
    verbs = parser.add_subparsers(required=True)
    verb = verbs.add_parser("exec", help="run a command with PostgreSQL and Valkey beside it")
    verb.add_argument("--ephemeral", action="store_true", help="with data that are thrown away")
    verb.add_argument("command", nargs="+", metavar="COMMAND")
    return parser


if __name__ == "__main__":
    sys.exit(main())
