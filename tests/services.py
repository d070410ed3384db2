"""Pytest plugin: sets the stage before Django's settings are read.

The process that starts the run starts the services; its xdist workers inherit their addresses.
"""

from __future__ import annotations

import os
from contextlib import ExitStack

import pytest

from tests.databases import forget_scenes
from tests.stage import set_up

stage = ExitStack()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    options = early_config.known_args_namespace
    is_worker = "PYTEST_XDIST_WORKER" in os.environ
    if not (is_worker or options.help or options.version):
        set_up(stage)
        forget_scenes()
        stage.callback(forget_scenes)


def pytest_unconfigure() -> None:
    stage.close()
