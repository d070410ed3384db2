"""The API's list: 100 of 5,000 batches, against model serializers and through row security."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, models
from django.urls import resolve
from django.utils import timezone
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory, force_authenticate

from batches.models import BatchOperation, BatchRecord, BatchStep
from bench.figures import Figure, at_least, at_most
from bench.many import copy_rows, make_batches
from bench.naive_api import NaiveList
from bench.scenes import facility
from bench.timing import median_seconds, ratio
from people.models import User
from tests.deeds import TEST

BATCHES = 5_000
PAGE = 100
ROUNDS = 30
LIST = "/api/v1/batches/"
OPERATIONS = "JOIN batches_batchoperation s ON s.batch_id = %s"
STEPS = (
    "JOIN batches_batchoperation o ON o.batch_id = b.id"
    " JOIN batches_batchoperation p ON p.batch_id = %s AND p.sequence = o.sequence"
    " JOIN batches_batchstep s ON s.operation_id = p.id"
)


def figures() -> Iterator[Figure]:
    scene = facility()
    fill(scene.new_batch("BENCH-API-0000"))
    ours, naive = resolve(LIST).func, NaiveList.as_view()
    lead, partner = scene.people["kadler"], scene.people["pnorth"]
    faster = ratio(asking(naive, lead), asking(ours, lead), ROUNDS)
    yield at_least("api-list-against-serializers", faster, "times", "1.5")
    for name, user in (("facility", lead), ("partner", partner)):
        seconds = median_seconds(asking(ours, user), ROUNDS)
        yield at_most(f"api-list-{name}-median", 1000 * seconds, "ms", "60")


def asking(view: Callable[..., Any], user: User) -> Callable[[], object]:
    """One GET by this person, rendered to bytes; any other answer than a full page is a fault."""

    def ask() -> object:
        request = APIRequestFactory(SERVER_NAME="localhost").get(LIST)
        force_authenticate(request, User.objects.get(pk=user.pk))
        response = view(request)
        if isinstance(response, Response) and not response.is_rendered:
            response.render()
        if response.content.count(b'"number"') != PAGE:
            raise RuntimeError(f"{response.status_code}: {response.content[:500]!r}")
        return response

    return ask


def fill(template: BatchRecord) -> None:
    """Copies of the batch with all its operations and steps; rows, since thousands are needed."""
    make_batches(template, "BENCH-API-{:04}".format, BATCHES)
    copy(BatchOperation, template, "batch_id", "b.id", OPERATIONS)
    copy(BatchStep, template, "operation_id", "o.id", STEPS)


def copy(
    model: type[models.Model], template: BatchRecord, parent: str, its: str, rows: str
) -> None:
    """The template's rows `s` once for every other batch `b`, stored together as freezing does."""
    columns = [str(field.column) for field in model._meta.local_concrete_fields]
    special = {"id": "gen_random_uuid()", parent: its}
    values = ", ".join(special.get(column, f"s.{column}") for column in columns)
    statement = (
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {values}"
        f" FROM batches_batchrecord b {rows} WHERE b.number LIKE 'BENCH-API-%%' AND b.id <> %s"
        " ORDER BY b.id, s.sequence"
    )
    copy_rows(
        template=template, statement=statement, values=[template.pk] * 2, by=TEST,
        at=timezone.now(),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {model._meta.db_table}")
