"""`make proof`: sets the stage, runs the attacks."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack

from tests.stage import set_up


def main(chosen: list[str]) -> int:
    with ExitStack() as stack:
        set_up(stack)
        os.environ["DJANGO_SETTINGS_MODULE"] = "cgtlims.settings"
        import django

        django.setup()
        from bench.report import report
        from proof.groups import GROUPS

        return report("proof", GROUPS, chosen)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
