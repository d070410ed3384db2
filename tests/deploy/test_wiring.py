"""What one service offers is what another one uses: ports, folders, networks."""

from __future__ import annotations

import re
from ipaddress import ip_address

import pytest

from tests.deploy.composed import ROOT, compose, health, mounts, option, own, services

ALL = sorted(services())


def text_of(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def test_one_port_of_the_web_is_bound_offered_watched_and_proxied():
    web = services()["web"]
    port = option(web, "--port")
    assert ip_address(option(web, "--host")).is_unspecified
    assert web["expose"] == [port]
    assert health(web) == f"python deploy/web_answers.py {port}"
    assert f"reverse_proxy web:{port}\n" in text_of("deploy/Caddyfile")
    assert f"EXPOSE {port}\n" in text_of("Dockerfile")


def test_one_port_of_the_broker_is_bound_offered_watched_and_addressed():
    valkey = services()["valkey"]
    port = option(valkey, "--port")
    assert valkey["expose"] == [port]
    assert f"-p {port} " in health(valkey)
    assert f'BROKER = "valkey:{port}"' in text_of("deploy/make_secrets.py")


def test_one_port_of_the_database_is_offered_watched_and_addressed():
    postgres = services()["postgres"]
    (port,) = postgres["expose"]
    assert f"--port {port} " in health(postgres)
    assert f'DATABASE = "postgres:{port}"' in text_of("deploy/make_secrets.py")
    for service in own().values():
        for variable in ("DATABASE_OWNER_URL", "DATABASE_PARTNER_URL"):
            assert f"@postgres:{port}/lims" in service["environment"][variable]


def test_the_proxy_listens_where_its_ports_lead_and_where_it_is_watched():
    proxy, caddyfile = services()["proxy"], text_of("deploy/Caddyfile")
    listening = re.findall(r"^:(\d+) \{$", caddyfile, re.MULTILINE)
    assert listening == [line.split(":")[1] for line in proxy["ports"]]
    assert f"http://127.0.0.1:{listening[0]}/proxy-is-up" in health(proxy)
    assert "handle /proxy-is-up {" in caddyfile
    assert option(proxy, "--config") in [target for _source, target, _mode in mounts(proxy)]


@pytest.mark.parametrize("name", ["worker", "beat"])
def test_celery_is_asked_by_the_name_that_it_has(name):
    node = option(services()[name], "--hostname")
    assert f"--destination {node.replace('%h', '$$HOSTNAME')} " in health(services()[name])


@pytest.mark.parametrize("name", ALL)
def test_a_volume_is_declared_or_a_file_of_the_project(name):
    for source, _target, mode in mounts(services()[name]):
        if source.startswith("./"):
            assert (ROOT / source).exists()
            assert mode == "ro"
        else:
            assert source in compose()["volumes"]


def test_every_declared_volume_and_network_is_used():
    used = {source for one in services().values() for source, _target, _mode in mounts(one)}
    assert set(compose()["volumes"]) <= used
    joined = {network for one in services().values() for network in one["networks"]}
    assert set(compose()["networks"]) == joined


@pytest.mark.parametrize(
    ("volume", "setting", "modes"),
    [
        ("files", "CGTLIMS_FILES_DIR", {"web": "ro", "worker": "rw"}),
        ("heads", "CGTLIMS_HEADS_DIR", {"worker": "rw"}),
    ],
)
def test_files_lie_where_the_settings_look_and_only_the_worker_writes_them(volume, setting, modes):
    found = {}
    for name, service in own().items():
        for source, target, mode in mounts(service):
            if source == volume:
                assert target == service["environment"][setting]
                found[name] = mode
    assert found == modes


def test_only_the_proxy_reaches_out_or_is_reached_from_outside():
    networks = compose()["networks"]
    for name in set(ALL) - {"proxy"}:
        joined = services()[name]["networks"]
        assert [networks[network] for network in joined] == [{"internal": True}] * len(joined)
    assert "data" not in services()["proxy"]["networks"]
    for name in ("postgres", "valkey"):
        assert services()[name]["networks"] == ["data"]


def test_the_broker_keeps_what_it_is_told_and_throws_nothing_out():
    valkey = services()["valkey"]
    assert option(valkey, "--appendonly") == "yes"
    assert option(valkey, "--maxmemory-policy") == "noeviction"
