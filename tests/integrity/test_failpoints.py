"""A failpoint kills its own process when it is named, and only then."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

REACH = "from integrity.failpoints import failpoint; failpoint('mid-render')"


def reach(**variables: str) -> int:
    environment = {**os.environ, **variables}
    return subprocess.run([sys.executable, "-c", REACH], env=environment, check=False).returncode


def test_it_works():
    assert reach(CGTLIMS_FAILPOINT="mid-render") == -signal.SIGKILL


@pytest.mark.parametrize("named", ["", "after-claim"])
def test_other_points_are_passed(named):
    assert reach(CGTLIMS_FAILPOINT=named) == 0
