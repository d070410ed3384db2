"""The states in which pages are looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import psycopg
from django.utils import timezone

from cgtlims.demo.facility import load_facility
from integrity.outbox.relay import relay
from people.notifications.sweep import sweep
from tests import cast, databases
from tests.browser.scene_chain import load_chain
from tests.browser.scene_documents import load_documents
from tests.browser.scene_first_run import load_first_run
from tests.browser.scene_jobs import load_jobs
from tests.browser.scene_long import load_long, make_long_batch
from tests.browser.scene_paper import load_paper
from tests.browser.scene_papers import load_papers
from tests.browser.scene_quality import load_quality
from tests.browser.scene_signing import load_signing
from tests.browser.scene_stock import load_stock
from tests.browser.scene_trail import load_trail


@dataclass(frozen=True)
class Scene:
    """What is in the database, and whether a worker runs beside the web server."""

    load: Callable[[], None]
    worker: bool = False


def load_full() -> None:
    """The demo facility, and a batch that has the longest of everything in it."""
    load_facility(cast.PASSWORD, timezone.now(), lambda part: None)
    relay()
    sweep(timezone.now())
    make_long_batch()


def load_empty() -> None:
    """A facility with people, and nothing made yet."""
    cast.make_people(cast.make_facility())


def load_bare() -> None:
    """Migrated, and nobody was there yet."""


def load_story() -> None:
    """A facility with people, rooms and the short master: the story makes the rest by hand."""
    people = cast.make_people(cast.make_facility())
    cast.make_small_master(people)
    cast.make_room()


def load_broken() -> None:
    """People can sign in, and everything that reads batches fails."""
    load_empty()
    with psycopg.connect(databases.admin_url(), dbname=databases.current()) as server:
        server.execute("DROP TABLE batches_batchrecord CASCADE")


SCENES = {
    "full": Scene(load_full, worker=True),
    "empty": Scene(load_empty),
    "bare": Scene(load_bare),
    "story": Scene(load_story, worker=True),
    "long": Scene(load_long),
    "papers": Scene(load_papers),
    "trail": Scene(load_trail),
    "jobs": Scene(load_jobs),
    "broken": Scene(load_broken),
    "signing": Scene(load_signing),
    "documents": Scene(load_documents),
    "stock": Scene(load_stock),
    "quality": Scene(load_quality),
    "procedure": Scene(load_quality),
    "chain": Scene(load_chain),
    "paper": Scene(load_paper),
    "first-run": Scene(load_first_run),
}
