"""Where a checkout keeps its data and sockets."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from cgtlims import places

LONGEST_SOCKET_PATH = 107


@pytest.fixture(autouse=True)
def nothing_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CGTLIMS_DATA_DIR", raising=False)


def test_two_checkouts_of_one_name_never_share_their_data(tmp_path: Path) -> None:
    here, there = tmp_path / "here/cgt-lims", tmp_path / "there/cgt-lims"
    assert places.checkout_key(here).startswith("cgt-lims-")
    assert places.data_dir(here) != places.data_dir(there)


def test_a_link_to_a_checkout_is_the_same_checkout(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert places.data_dir(tmp_path / "link") == places.data_dir(tmp_path / "real")


def test_root_keeps_data_where_other_accounts_can_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert places.user_data_dir() == Path("/var/lib/cgt-lims")


def test_others_keep_data_in_their_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert places.user_data_dir() == tmp_path / ".local/share/cgt-lims"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert places.user_data_dir() == tmp_path / "data/cgt-lims"


def test_a_chosen_folder_is_used_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CGTLIMS_DATA_DIR", str(tmp_path))
    assert places.data_dir() == tmp_path


def test_socket_paths_fit_the_kernel_however_long_the_temporary_folder_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", f"/{'long' * 30}")
    socket = places.runtime_dir(tmp_path) / "valkey" / "valkey.sock"
    assert len(os.fsencode(socket)) <= LONGEST_SOCKET_PATH


def test_each_data_folder_has_sockets_of_its_own(tmp_path: Path) -> None:
    assert places.runtime_dir(tmp_path / "a") != places.runtime_dir(tmp_path / "b")
