"""Any record that has a page, by the code that people read on it."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q

from people.finding.kinds import in_order
from people.models import User
from quality.subjects import Subject


def record_named(user: User, code: str) -> Subject | None:
    """The first record with this code that the person may see, of whatever kind."""
    for kind in in_order():
        named = [Q(**{f"{field}__iexact": code}) for field in kind.codes]
        named += [kind.named(code)] if kind.named else []
        record = kind.rows(user).filter(reduce(or_, named)).first() if named else None
        if record is not None:
            found = kind.show(record)
            return Subject(record._meta.label_lower, record.pk, found.code, found.url)
    return None
