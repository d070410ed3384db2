"""The environment that compose gives: every variable is read, production accepts every value."""

from __future__ import annotations

import os
import re
import runpy
import sys
from unittest.mock import patch

import pytest

from cgtlims.env import SettingsError
from tests.deploy.composed import ROOT, filled_in, own, services
from tests.deploy.conftest import run
from tests.deploy.variables import names_in, read_by_the_code

VALUES = {"CGTLIMS_ALLOWED_HOSTS": "lims.invalid", "CGTLIMS_TIME_ZONE": "Europe/Amsterdam"}
OWN = sorted(own())
# Beside the app's own login; who does not sign in so is not given the password.
SIGNS_IN_AS = {"roles": ("owner", "partner"), "migrate": ("owner",), "web": ("partner",)}
# Read by the programs in the images, not by us.
OF_OTHERS = {
    "postgres": {"POSTGRES_PASSWORD_FILE", "POSTGRES_INITDB_ARGS"},
    "worker": {"XDG_CACHE_HOME"},
}


@pytest.mark.parametrize("name", sorted(services()))
def test_every_variable_is_read(name):
    given = set(services()[name].get("environment", {})) - OF_OTHERS.get(name, set())
    assert {variable.removesuffix("_FILE") for variable in given} <= read_by_the_code()


def of_the_sign_in() -> set[str]:
    """What the settings read of the door; secrets come as files."""
    text = (ROOT / "cgtlims/settings.py").read_text("utf-8")
    section = text.partition("# -- Sign-in and sessions")[2].partition("# -- Language")[0]
    found = set(re.findall(r"CGTLIMS_[A-Z_]+", section)) | names_in(ROOT / "cgtlims/oidc.py")
    return found - {"CGTLIMS_ENV"}


def test_every_setting_of_the_sign_in_can_be_given_to_the_web():
    given = {name.removesuffix("_FILE") for name in own()["web"]["environment"]}
    assert len(of_the_sign_in()) > 12
    assert of_the_sign_in() - given == set()
    door = (ROOT / "docs/sign-in.md").read_text("utf-8")
    unsaid = {name for name in of_the_sign_in() if f"`{name}`" not in door}
    assert {name for name in unsaid if "OIDC" not in name} == set()


@pytest.mark.parametrize("name", OWN)
def test_the_settings_accept_what_a_service_is_given(name, secrets):
    with patch.dict(os.environ, filled_in(own()[name], VALUES, secrets), clear=True):
        found = runpy.run_path(str(ROOT / "cgtlims/settings.py"))
    assert found["PRODUCTION"] is True
    assert found["ALLOWED_HOSTS"] == ["lims.invalid"]
    assert found["DATABASES"]["default"]["HOST"] == "postgres"
    assert found["CELERY_BROKER_URL"].startswith("redis://lims:")
    passwords = {alias for alias, one in found["DATABASES"].items() if one["PASSWORD"]}
    assert passwords == {"default", *SIGNS_IN_AS.get(name, ())}


def test_without_the_secrets_every_one_of_them_is_named(tmp_path):
    given = filled_in(own()["roles"], VALUES, tmp_path)
    with patch.dict(os.environ, given, clear=True), pytest.raises(SettingsError) as refused:
        runpy.run_path(str(ROOT / "cgtlims/settings.py"))
    read_by_settings = {name for name in given if name.endswith("_FILE")}
    read_by_settings -= {"DATABASE_ADMIN_URL_FILE", "DATABASE_VERIFY_URL_FILE"}
    named = {problem.split()[0] for problem in refused.value.problems}
    assert {name for name in named if name.endswith("_FILE")} == read_by_settings


def test_djangos_own_check_finds_nothing_to_say(secrets):
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = run(command, filled_in(own()["web"], VALUES, secrets), check=False)
    assert done.returncode == 0, done.stderr


def test_a_process_that_lacks_settings_ends_and_says_which(tmp_path):
    command = [sys.executable, "manage.py", "check"]
    done = run(command, filled_in(own()["web"], {}, tmp_path), check=False)
    assert done.returncode != 0
    for name in ("CGTLIMS_SECRET_KEY_FILE", "DATABASE_URL_FILE", "REDIS_URL_FILE"):
        assert f"  - {name} cannot be read: No such file or directory." in done.stderr
