"""Settings name everything that is missing, bad or weak in one error."""

from __future__ import annotations

import os
import runpy
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from cgtlims.embedded import EmbeddedError, services
from cgtlims.env import Env, SettingsError
from tests.deploy.composed import ROOT

STRONG = "4b9be3b7c0f84f4e9d1d4c5e8c0a7b21d7c3f6a5"
GOOD = {
    "CGTLIMS_ENV": "production",
    "CGTLIMS_SECRET_KEY": STRONG,
    "CGTLIMS_AUDIT_KEY": STRONG,
    "CGTLIMS_ALLOWED_HOSTS": "lims.invalid",
    "DATABASE_URL": "postgresql://lims_app@db.invalid/lims",
    "DATABASE_OWNER_URL": "postgresql://lims_owner@db.invalid/lims",
    "DATABASE_PARTNER_URL": "postgresql://lims_partner@db.invalid/lims",
    "REDIS_URL": "redis://broker.invalid/0",
}


def settings(environment: dict[str, str]) -> dict[str, Any]:
    """The settings as a process with this environment and no other reads them."""
    with patch.dict(os.environ, environment, clear=True):
        return runpy.run_path(str(ROOT / "cgtlims/settings.py"))


def problems(**changed: str) -> list[str]:
    """What the settings say is wrong; empty when they can be used. An empty value is left out."""
    environment = {name: value for name, value in {**GOOD, **changed}.items() if value}
    try:
        settings(environment)
    except SettingsError as error:
        return error.problems
    return []


def test_it_works():
    assert problems() == []


@pytest.mark.parametrize("name", sorted(set(GOOD) - {"CGTLIMS_ENV"}))
def test_a_missing_setting_is_named(name):
    (problem,) = problems(**{name: ""})
    assert problem.startswith(name)
    assert problem.endswith("is missing.")


@pytest.mark.parametrize(
    "key", ["short", "a" * 39, "changeme-" + "x" * 40, "My-Secret-" + "y" * 40]
)
def test_a_weak_secret_is_named_and_not_shown(key):
    (problem,) = problems(CGTLIMS_SECRET_KEY=key)
    assert problem == "CGTLIMS_SECRET_KEY is weak: at least 40 random characters are accepted."


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DATABASE_URL", "mysql://db/lims", "must start with postgresql:// or postgres://"),
        ("DATABASE_URL", "postgresql://db/lims?colour=red", "is not a PostgreSQL address"),
        ("REDIS_URL", "http://broker/0", "must start with redis:// or rediss://"),
        ("CGTLIMS_DEBUG", "maybe", "must be one of 1, 0, true, false, yes, no"),
        ("CGTLIMS_SESSION_MINUTES", "an hour", "must be a whole number, for example 15"),
        ("CGTLIMS_SESSION_MINUTES", "2", "must be at least CGTLIMS_LOCK_MINUTES"),
        ("CGTLIMS_FACILITY_NETWORKS", "10.1.0.0/33", "accepted are networks like 10.1.0.0/16"),
        ("CGTLIMS_MFA_REQUIRED", "never", "accepted are always, off, remote"),
        ("CGTLIMS_LOCK_MINUTES", "0", "must be at least 1"),
        ("CGTLIMS_JOB_ATTEMPTS", "0", "must be at least 1"),
        ("CGTLIMS_DEBUG", "1", "must be off in production"),
        ("CGTLIMS_FAILPOINT", "before-commit", "production refuses it"),
    ],
)
def test_a_bad_value_is_named_with_what_is_accepted(name, value, said):
    found = problems(**{name: value})
    assert {problem.split()[0] for problem in found} == {name}
    assert said in found[0]


def test_a_sign_in_service_is_given_whole():
    assert problems(CGTLIMS_OIDC_ISSUER="http://id.invalid") == [
        "CGTLIMS_OIDC_ISSUER must start with https://.",
        "CGTLIMS_OIDC_CLIENT_ID is missing.",
        "CGTLIMS_OIDC_CLIENT_SECRET is missing.",
    ]


def test_forms_are_taken_from_every_name_that_browsers_may_use():
    """A leading point stands for the name itself and for all names below it."""
    found = settings({**GOOD, "CGTLIMS_ALLOWED_HOSTS": "lims.invalid,.lims.example,[2001:db8::1]"})
    assert found["ALLOWED_HOSTS"] == ["lims.invalid", ".lims.example", "[2001:db8::1]"]
    assert found["CSRF_TRUSTED_ORIGINS"] == [
        "https://lims.invalid",
        "https://*.lims.example",
        "https://lims.example",
        "https://[2001:db8::1]",
    ]


def test_everything_that_is_wrong_is_in_one_error():
    found = problems(
        CGTLIMS_SECRET_KEY="weak", CGTLIMS_ALLOWED_HOSTS="", DATABASE_URL="mysql://db/lims",
        DATABASE_OWNER_URL="", REDIS_URL="", CGTLIMS_DEBUG="1", CGTLIMS_FAILPOINT="after-claim",
    )  # fmt: skip
    assert {problem.split()[0] for problem in found} == {
        "CGTLIMS_SECRET_KEY", "CGTLIMS_ALLOWED_HOSTS", "DATABASE_URL", "DATABASE_OWNER_URL",
        "REDIS_URL", "CGTLIMS_DEBUG", "CGTLIMS_FAILPOINT",
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(GOOD) - {"CGTLIMS_ENV"}))
def test_every_setting_may_be_a_file(name, tmp_path: Path):
    (tmp_path / "given").write_text(f"{GOOD[name]}\n")
    assert problems(**{name: "", f"{name}_FILE": str(tmp_path / "given")}) == []


def test_a_file_comes_before_a_value(tmp_path: Path):
    (tmp_path / "given").write_text(GOOD["DATABASE_URL"].replace("@", ":from-file@"))
    named = {"DATABASE_URL_FILE": str(tmp_path / "given")}
    assert settings({**GOOD, **named})["DATABASES"]["default"]["PASSWORD"] == "from-file"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path):
    found = problems(REDIS_URL="", REDIS_URL_FILE=str(tmp_path / "gone"))
    assert found == [
        "REDIS_URL_FILE cannot be read: No such file or directory.",
        "REDIS_URL is missing.",
    ]


def test_what_development_may_do_without_is_not_asked_for(tmp_path: Path):
    found = settings({"CGTLIMS_DATA_DIR": str(tmp_path)})
    assert found["PRODUCTION"] is False
    assert found["CELERY_BROKER_URL"] == "redis+socket:///nonexistent"


def test_the_embedded_services_are_refused_in_production(tmp_path, monkeypatch):
    monkeypatch.setenv("CGTLIMS_ENV", "production")
    with pytest.raises(EmbeddedError, match="refused"), services(tmp_path / "data"):
        pass
    assert not (tmp_path / "data").exists()


def test_a_reader_collects_and_raises_once():
    env = Env({"SECONDS": "soon", "WORDS": " a , ,b "})
    assert env.words("WORDS") == ["a", "b"]
    env.seconds("SECONDS", "1.5")
    env.text("GONE")
    with pytest.raises(SettingsError) as refused:
        env.refuse_if_problems()
    assert refused.value.problems == [
        "SECONDS must be a number of seconds, for example 1.5.",
        "GONE is missing.",
    ]
