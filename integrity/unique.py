"""What is there only once: PostgreSQL says when it is there already."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from psycopg.errors import ExclusionViolation, UniqueViolation

from integrity.refusals import Refused


@contextmanager
def unique(refusal: Refused) -> Iterator[None]:
    """Writing a row that would be there twice is refused so, and the transaction can go on.

    Looking beforehand cannot do it: two at the same moment would both find nothing.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation | ExclusionViolation):
            raise refusal from error
        raise
