"""What the system stands on: disks, database, broker and clocks, as they are now."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

FULL_PERCENT = 80
DRIFT = timedelta(seconds=2)


@dataclass(frozen=True)
class Disk:
    """The disk that a folder lies on."""

    name: str | Promise
    total: int
    free: int

    @property
    def percent(self) -> int:
        return 100 * (self.total - self.free) // self.total

    @property
    def is_nearly_full(self) -> bool:
        return self.percent >= FULL_PERCENT


@dataclass(frozen=True)
class Clock:
    """Two clocks at one moment; `ahead` is how much the other is ahead of PostgreSQL's."""

    at: datetime
    other: datetime

    @property
    def ahead(self) -> timedelta:
        return self.other - self.at

    @property
    def is_off(self) -> bool:
        return abs(self.ahead) > DRIFT

    @property
    def seconds(self) -> str:
        return f"{self.ahead.total_seconds():+.3f}"


def disks() -> list[Disk]:
    """Of the data, the files and the signed heads."""
    folders = {
        _("Data"): settings.DATA_DIR,
        _("Files"): settings.FILES_DIR,
        _("Signed heads"): settings.AUDIT_HEADS_DIR,
    }
    return [disk(name, Path(folder)) for name, folder in folders.items()]


def disk(name: str | Promise, folder: Path) -> Disk:
    """A folder that is not made yet will lie where its nearest parent does."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    used = shutil.disk_usage(there)
    return Disk(name, used.total, used.free)


def database_size() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def clock() -> Clock:
    """PostgreSQL's clock against this process's, read in the middle of the asking."""
    with connection.cursor() as cursor:
        before = timezone.now()
        cursor.execute("SELECT clock_timestamp()")
        (at,) = cursor.fetchone()
        after = timezone.now()
    return Clock(at, before + (after - before) / 2)


def rings_waiting() -> int | None:
    """How many rings the broker holds that no worker took yet; None when it does not answer."""
    try:
        with current_app.connection_for_read() as broker:
            queue = current_app.conf.task_default_queue
            return int(broker.default_channel.client.llen(queue))
    except (OperationalError, RedisError, OSError):
        return None
