"""`python -m tests.access`: adds what tests/access.yaml lacks and writes docs/access.md.

What is there stays as it is: only routes, methods and roles that are missing are put in, as the
running system answers now. A person then reviews the difference.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack

from tests.stage import set_up


def main() -> int:
    with ExitStack() as stack:
        set_up(stack)
        os.environ["ACCESS_MATRIX"] = "whole"  # what is written down is what everybody is answered
        os.environ["DJANGO_SETTINGS_MODULE"] = "cgtlims.settings"
        import django
        from django.test.utils import setup_test_environment

        django.setup()
        setup_test_environment()
        from tests.access.proposal import write

        write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
