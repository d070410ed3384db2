"""Rendered sections take bounded room: what nothing used for long goes, then what is too much."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cgtlims.celery import app
from documents import store
from documents.section_files import keep, path_of, read, sweep
from documents.tasks import sweep_sections
from tests.together import until
from tests.workers import environment, new_queue, worker

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
MONTH = timedelta(days=30)
PLENTY = 10**9


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Path:
    settings.FILES_DIR = tmp_path
    return tmp_path


def put(key: str, *, days_ago: int, size: int = 100) -> Path:
    """A section that was last used some days ago."""
    keep(key, b"x" * size)
    return used(path_of(key), days_ago)


def used(path: Path, days_ago: int) -> Path:
    moment = (NOW - timedelta(days=days_ago)).timestamp()
    os.utime(path, (moment, moment))
    return path


def swept(*, most_bytes: int = PLENTY) -> int:
    return sweep(at=NOW, unused_for=MONTH, most_bytes=most_bytes)


def test_what_nothing_used_for_long_is_removed() -> None:
    old, young = put("aa1", days_ago=31), put("bb2", days_ago=29)
    assert swept() == 1
    assert (old.exists(), young.exists()) == (False, True)
    assert swept() == 0


def test_a_section_that_is_read_was_used() -> None:
    path = put("aa1", days_ago=31)
    assert read("aa1") == b"x" * 100
    assert swept() == 0
    assert path.exists()


def test_when_there_is_too_much_the_longest_unused_go_until_the_rest_fits() -> None:
    paths = [put(f"{days}a", days_ago=days) for days in (4, 3, 2, 1)]
    whole = sum(path.stat().st_size for path in paths)
    assert swept(most_bytes=whole) == 0
    assert swept(most_bytes=whole - 1) == 1
    assert swept(most_bytes=whole // 4) == 2
    assert [path.exists() for path in paths] == [False, False, False, True]


def test_what_a_crash_left_half_written_goes_with_age_and_what_is_being_written_stays() -> None:
    folder = put("aa1", days_ago=0).parent
    (folder / "left").write_bytes(b"%PDF-")
    (folder / "writing").write_bytes(b"%PDF-")
    used(folder / "left", 31)
    used(folder / "writing", 1)
    assert swept(most_bytes=0) == 2
    assert [path.name for path in folder.iterdir()] == ["writing"]


def test_renditions_are_never_touched(files: Path) -> None:
    """However old and many, and also where a link among the sections leads to them."""
    sha256 = store.keep(b"%PDF-1.7 a batch record")
    used(store.path_of(sha256), 3650)
    put("aa1", days_ago=31)
    (files / "sections" / "renditions").symlink_to(files / "renditions")
    (files / "sections" / "aa" / "link.pdf").symlink_to(store.path_of(sha256))
    sweep(at=NOW, unused_for=timedelta(), most_bytes=0)
    assert store.read(sha256) == b"%PDF-1.7 a batch record"


def test_without_a_folder_there_is_nothing_to_do() -> None:
    assert swept() == 0


def test_the_task_holds_to_the_settings(settings: Any) -> None:
    keep("aa1", b"x" * 600_000)
    keep("bb2", b"x" * 600_000)
    os.utime(path_of("aa1"), (0, 0))
    settings.SECTION_DAYS, settings.SECTION_MEGABYTES = 100_000, 2
    sweep_sections()
    assert path_of("aa1").exists()
    settings.SECTION_MEGABYTES = 1
    sweep_sections()
    assert not path_of("aa1").exists()
    settings.SECTION_DAYS = 1
    os.utime(path_of("bb2"), (0, 0))
    sweep_sections()
    assert not path_of("bb2").exists()


def test_beat_has_a_worker_do_it(live_db: str, files: Path) -> None:
    """What the schedule names is known to a worker, which does it when asked."""
    (name,) = [
        entry["task"]
        for entry in app.conf.beat_schedule.values()
        if entry["task"].startswith("documents.") and "section" in entry["task"]
    ]
    path = put("aa1", days_ago=10_000)
    queue = new_queue()
    with worker(environment(live_db, queue, CGTLIMS_FILES_DIR=str(files))) as found:
        until(lambda: found.has_swept, "a worker")
        app.send_task(name, queue=queue)
        until(lambda: not path.exists(), "the sweeping of the sections")
