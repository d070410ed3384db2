"""Starting and stopping PostgreSQL and Valkey, and what is left when something was killed."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import psycopg
import pytest
import redis

from cgtlims.embedded import EmbeddedError, ServiceUrls, expected_urls, services
from cgtlims.embedded.account import make_folder, make_parents, server_account
from cgtlims.embedded.home import Home
from cgtlims.embedded.leash import leashed
from cgtlims.embedded.leftovers import processes_in
from cgtlims.passwords import new_passwords
from tests.setup.conftest import run


def broker(urls: ServiceUrls) -> redis.Redis:
    return redis.Redis.from_url(urls.redis_client, decode_responses=True)


def remains(home: Home) -> list[object]:
    """Processes, sockets and locks that belong to the data folder."""
    processes = [*processes_in(home.postgres, "postgres")]
    processes += processes_in(home.valkey, "valkey-server")
    files = [home.runtime, home.root / "running.pid", home.postgres / "postmaster.pid"]
    return [*processes, *(file for file in files if file.exists())]


def make_files(data_dir: Path, version: str = "18") -> Home:
    """A data folder with a database that has nothing but its version."""
    home = Home(data_dir)
    make_parents(home.root, server_account())
    make_folder(home.postgres, server_account())
    (home.postgres / "PG_VERSION").write_text(f"{version}\n")
    return home


def assert_kept(urls: ServiceUrls) -> None:
    assert run(urls.app, "SELECT word FROM kept") == [("row",)]
    with broker(urls) as client:
        assert client.get("kept") == "key"


def test_data_stay_and_nothing_else_does(kept: Path) -> None:
    assert remains(Home(kept)) == []
    with services(kept) as urls:
        assert_kept(urls)
    assert remains(Home(kept)) == []


def test_the_addresses_are_known_from_the_first_start_on(data_dir: Path, kept: Path) -> None:
    assert expected_urls(data_dir.with_name("never started")) is None
    with services(kept) as urls:
        assert expected_urls(kept) == urls
    assert Home(kept).credentials.stat().st_mode & 0o777 == 0o600


def test_nothing_listens_on_the_network_and_the_broker_keeps_what_it_is_told(
    throwaway: ServiceUrls,
) -> None:
    assert run(throwaway.app, "SHOW listen_addresses") == [("",)]
    with broker(throwaway) as client:
        settings = client.config_get("port", "appendonly", "appendfsync", "maxmemory-policy")
    assert settings == {
        "port": "0",
        "appendonly": "yes",
        "appendfsync": "everysec",
        "maxmemory-policy": "noeviction",
    }


def test_the_database_counts_characters_and_checks_its_pages(throwaway: ServiceUrls) -> None:
    assert run(throwaway.app, "SHOW server_encoding") == [("UTF8",)]
    assert run(throwaway.app, "SHOW data_checksums") == [("on",)]
    locale = "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = current_database()"
    assert run(throwaway.app, locale) == [("b", "C.UTF-8")]


def test_a_wrong_password_is_refused(throwaway: ServiceUrls) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(throwaway.app, password="wrong")


def test_one_user_at_a_time(kept: Path) -> None:
    with services(kept) as urls:
        message = f"already run on {kept}, started by process {os.getpid()}"
        with pytest.raises(EmbeddedError, match=message), services(kept):
            pass
        assert_kept(urls)


def test_throwaway_services_leave_no_folder(data_dir: Path) -> None:
    with services(data_dir, ephemeral=True) as urls:
        found = run(urls.admin, "SHOW data_directory")
        home = Home(Path(str(found[0][0])).parent)
        assert home.postgres.exists()
    assert not home.root.exists()
    assert remains(home) == []


def test_a_killed_postmaster_leaves_nothing_and_loses_nothing(kept: Path) -> None:
    home = Home(kept)
    with services(kept) as urls:
        run(urls.owner, "CREATE TABLE before_the_kill AS SELECT 'row' AS word")
        postmaster = (home.postgres / "postmaster.pid").read_text().split()[0]
        os.kill(int(postmaster), signal.SIGKILL)
    assert remains(home) == []
    with services(kept) as urls:
        assert run(urls.app, "SELECT word FROM before_the_kill") == [("row",)]
        run(urls.owner, "DROP TABLE before_the_kill")


def test_a_dead_postmasters_number_may_belong_to_another_process(kept: Path) -> None:
    account = server_account()
    uid, gid = (account.uid, account.gid) if account else (-1, -1)
    with subprocess.Popen(leashed(["cat"], uid=uid, gid=gid), stdin=subprocess.PIPE) as other:
        lock = kept / "postgres" / "postmaster.pid"
        lock.write_text(f"{other.pid}\n{kept}/postgres\n1\n5432\n\n\n0 0\nready\n")
        with services(kept) as urls:
            assert_kept(urls)


def test_a_half_made_database_is_made_anew(data_dir: Path) -> None:
    home = make_files(data_dir)
    draft = home.postgres.rename(home.root / "postgres.new")
    with services(data_dir) as urls:
        assert run(urls.app, "SELECT 1") == [(1,)]
    assert not draft.exists()


def test_a_database_without_its_passwords_is_not_overwritten(data_dir: Path) -> None:
    make_files(data_dir)
    with pytest.raises(EmbeddedError, match="Put the file back"), services(data_dir):
        pass


def test_a_database_of_another_version_is_refused(data_dir: Path) -> None:
    home = make_files(data_dir, version="17")
    new_passwords(home.credentials, ["postgres"])
    with pytest.raises(EmbeddedError, match="made by PostgreSQL 17"), services(data_dir):
        pass


def test_a_server_that_cannot_start_says_why(data_dir: Path) -> None:
    home = make_files(data_dir)
    new_passwords(home.credentials, ["postgres"])
    said = r"(?s)PostgreSQL did not start.*could not access the server configuration file"
    with pytest.raises(EmbeddedError, match=said), services(data_dir):
        pass
    assert remains(home) == []


def test_production_is_refused(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CGTLIMS_ENV", "production")
    with pytest.raises(EmbeddedError, match="Set DATABASE_URL and REDIS_URL"), services(data_dir):
        pass
    assert not data_dir.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the servers to another account")
def test_root_is_told_when_the_servers_could_not_enter_and_opens_nothing(data_dir: Path) -> None:
    data_dir.parent.chmod(0o700)
    with pytest.raises(EmbeddedError, match="who cannot enter"), services(data_dir):
        pass
    assert data_dir.parent.stat().st_mode & 0o777 == 0o700
