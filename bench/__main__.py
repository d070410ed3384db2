"""`make bench`: sets the stage, runs the groups."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack

from tests.stage import set_up


def main(chosen: list[str]) -> int:
    with ExitStack() as stack:
        set_up(stack, waits_for_disk=True)
        os.environ["DJANGO_SETTINGS_MODULE"] = "cgtlims.settings"
        import django

        django.setup()
        from bench.groups import GROUPS
        from bench.report import report

        return report("bench", GROUPS, chosen)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
