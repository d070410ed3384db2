"""From accounts to what is printed of them."""

from __future__ import annotations

from datetime import datetime

from batches.record_pdf.content import Deed, Person
from people.models import User


def deed(by: User, at: datetime) -> Deed:
    return Deed(Person(by.username, by.display_name, by.initials), at)


def deed_if(by: User | None, at: datetime | None) -> Deed | None:
    """None when it was not done yet."""
    return deed(by, at) if by and at else None
