"""The scan box among 20,000 batches: a code against its key, words against reading every row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from http import HTTPStatus

import psycopg
from django.db import connection, transaction
from django.test import Client

from batches.models import BatchRecord
from bench.figures import Figure, at_most
from bench.many import make_batches
from bench.scenes import facility
from bench.timing import median_seconds, ratio
from cgtlims.roles import with_database
from people.finding.kinds import KINDS
from people.finding.search import find_exactly, find_words
from people.models import User
from tests.databases import admin_url, current

BATCHES = 20_000
ROUNDS = 30
NUMBER, WORDS, ALL = "BENCH-FIND-17342", "find-17342", "bench-find"


def figures() -> Iterator[Figure]:
    scene = facility()
    fill(scene.new_batch("BENCH-FIND-00000"))
    user, batch = scene.people["kadler"], BatchRecord.objects.get(number=NUMBER)
    kind = KINDS["batch"]

    def by_code() -> object:
        return only(find_exactly(user, (NUMBER.lower(),)))

    def by_key() -> object:
        return kind.show(kind.rows(user).get(pk=batch.pk))

    def by_words() -> object:
        return only(find_words(user, WORDS))

    yield at_most("search-code-to-key", ratio(by_code, by_key, ROUNDS), "times", "15")
    faster = ratio(reading(by_words, "on"), reading(by_words, "off"), ROUNDS)
    yield at_most("search-words-to-every-row", faster, "times", "0.35")
    yield at_most("search-page-median", 1000 * median_seconds(page(scene.people), 15), "ms", "500")


def only(found: Sequence[object]) -> object:
    """What was found; anything but one answer is a fault of the measurement."""
    if len(found) != 1:
        raise RuntimeError(f"{len(found)} found instead of one.")
    return found[0]


def reading(work: Callable[[], object], by_index: str) -> Callable[[], object]:
    """With the indexes of words, or without: PostgreSQL reads those by bitmap and no other way."""

    def read() -> object:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL enable_bitmapscan = {by_index}")
            return work()

    return read


def page(people: dict[str, User]) -> Callable[[], object]:
    """The page of a word that every batch has, through the whole web stack."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(people["kadler"])

    def get() -> object:
        answer = client.get("/search/", {"q": ALL})
        if answer.status_code != HTTPStatus.OK or str(BATCHES) not in answer.text:
            raise RuntimeError(f"The search answered {answer.status_code}.")
        return answer

    return get


def fill(template: BatchRecord) -> None:
    make_batches(template, "BENCH-FIND-{:05}".format, BATCHES)
    with psycopg.connect(with_database(admin_url(), current()), autocommit=True) as superuser:
        superuser.execute("VACUUM (ANALYZE) batches_batchrecord")  # as autovacuum does by itself
