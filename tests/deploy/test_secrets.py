"""Every secret is a file, given only to the services that read it, and made at random."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from deploy.make_secrets import FROM_THE_FACILITY, main
from tests.deploy.composed import ROOT, SECRETS, compose, secret_files, services

SECRET = re.compile(r"PASSWORD|SECRET|KEY|TOKEN")


@pytest.mark.parametrize("name", sorted(services()))
def test_a_service_has_the_secrets_that_it_reads_and_no_others(name):
    service = services()[name]
    values = [*service.get("environment", {}).values(), *service.get("command", [])]
    if name == "proxy":
        values.append((ROOT / "deploy/Caddyfile").read_text("utf-8"))
    assert set(re.findall(rf"{SECRETS}(\w+)", " ".join(values))) == set(service["secrets"])


def test_every_declared_secret_is_a_file_that_is_never_committed_and_that_somebody_reads():
    for name, file in secret_files().items():
        assert file == ROOT / "deploy/secrets" / name
    assert "/secrets/\n" in (ROOT / "deploy/.gitignore").read_text("utf-8")
    given = {name for service in services().values() for name in service["secrets"]}
    assert given == set(compose()["secrets"])


@pytest.mark.parametrize("name", sorted(services()))
def test_no_secret_stands_in_compose_itself(name):
    for variable, value in services()[name].get("environment", {}).items():
        assert urlsplit(value).password is None
        if SECRET.search(variable):
            assert variable.endswith("_FILE")


def test_the_example_of_the_environment_has_no_secret_and_all_that_must_be_given():
    example = (ROOT / "deploy/example.env").read_text("utf-8")
    names = set(re.findall(r"^(\w+)=", example, re.MULTILINE))
    wanted = re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text("utf-8"))
    assert names == set(wanted)
    assert not [name for name in names if SECRET.search(name)]


def test_all_secrets_but_the_facilitys_own_are_made(secrets):
    made = {file.name for file in secrets.iterdir()}
    assert made == set(secret_files()) - set(FROM_THE_FACILITY)
    assert secrets.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in secrets.iterdir()} == {0o444}


def test_two_installations_have_no_word_in_common(secrets, tmp_path, capsys):
    assert main(tmp_path / "other") == 0
    assert "tls_certificate, tls_key" in capsys.readouterr().out
    for file in secrets.iterdir():
        if file.name == "oidc_client_secret":
            continue  # of the facility's sign-in service; empty where there is none
        assert file.read_text() != (tmp_path / "other" / file.name).read_text()


def test_what_is_there_is_never_overwritten(secrets, capsys):
    before = {file.name: file.read_text() for file in secrets.iterdir()}
    assert main(secrets) == 1
    assert "none is ever overwritten" in capsys.readouterr().err
    assert {file.name: file.read_text() for file in secrets.iterdir()} == before


def test_one_password_is_in_the_files_of_both_who_need_it(secrets: Path):
    word = (secrets / "database_admin_password").read_text()
    assert urlsplit((secrets / "database_admin_url").read_text()).password == word


def test_it_needs_nothing_but_the_standard_library(tmp_path):
    command = [
        sys.executable,
        "-I",
        "-S",
        str(ROOT / "deploy/make_secrets.py"),
        str(tmp_path / "s"),
    ]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
