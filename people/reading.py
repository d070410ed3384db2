"""Reading on behalf of a person: a partner's reads go through row-level security."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from people.models import User

PARTNER = "partner"


@contextmanager
def reading_as(user: User) -> Iterator[str]:
    """Yields the database alias to read with for this person.

    Who is not of the facility reads as the login `lims_partner`, in one transaction that names
    their organisations and forgets them at its end; PostgreSQL shows that login nothing else.
    """
    if user.is_of_facility:
        yield DEFAULT_DB_ALIAS
        return
    named = ",".join(str(one.pk) for one in user.organisations)
    with transaction.atomic(using=PARTNER), connections[PARTNER].cursor() as cursor:
        cursor.execute("SELECT set_config('lims.sponsors', %s, true)", [f"{{{named}}}"])
        yield PARTNER
