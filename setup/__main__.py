"""`python3 -m setup [--chromium]`, called by make.

This file stays readable for every older Python, so that one of them gets a sentence.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "CGT-LIMS needs Python 3.11 or newer, and %s is %d.%d. "  # noqa: UP031
        "Name a newer one, for example: make PYTHON=python3.12 ..."
        % ((sys.executable,) + tuple(sys.version_info[:2]))  # noqa: RUF005
    )

from setup.install import main

sys.exit(main())
