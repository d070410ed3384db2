"""Deviations about people, and about the records of quality itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.models import Qualification, User
from people.permissions import Permission
from quality.models import (
    Agreement,
    Capa,
    ChangeControl,
    Complaint,
    Outsourcing,
    SupplierApproval,
)
from quality.parts.cases import address
from quality.parts.engagements import address as agreed_at
from quality.subjects import Context, Field, Subject, contribute_context, contribute_subject

PERSON = User._meta.label_lower


@contribute_subject(PERSON, Permission.VIEW_PEOPLE)
def person(key: UUID) -> Subject | None:
    found = User.objects.filter(pk=key).first()
    if found is None:
        return None
    return Subject(PERSON, key, found.display_name, reverse("person", args=[found.username]))


@contribute_context(PERSON)
def of_person(key: UUID) -> Context:
    """The last of each qualification, with its days and its evidence."""
    given = Qualification.objects.filter(user=key).select_related("kind", "given_by")
    held = given.order_by("achieved_on", "given_at")
    return Context(fields=tuple({one.kind.title: of_qualification(one) for one in held}.values()))


def of_qualification(one: Qualification) -> Field:
    until = _("until %(day)s") % {"day": day(one.expires_on)} if one.expires_on else _("for good")
    state = _("withdrawn") if one.withdrawn_at else until
    value = _("achieved %(day)s, %(state)s") % {"day": day(one.achieved_on), "state": state}
    return Field(
        one.kind.title, f"{value}, {one.evidence}", by=one.given_by.display_name, at=one.given_at
    )


def reader_of(model: Any, page: Callable[[Any], str]) -> None:
    """Records of quality: known by their number, on a page of their own."""
    kind = model._meta.label_lower

    @contribute_subject(kind, Permission.VIEW_QUALITY)
    def read(key: UUID) -> Subject | None:
        found = model.objects.filter(pk=key).first()
        if found is None:
            return None
        product = getattr(found, "product_code", "")
        return Subject(kind, key, found.number, page(found), product=product)

    @contribute_context(kind)
    def of_record(key: UUID) -> Context:
        found = model.objects.get(pk=key)
        return Context(facts=((_("Title"), found.title), (_("State"), found.get_state_display())))


def day(on: Any) -> str:
    return date_format(on, "j M Y")


for cases in (Capa, ChangeControl, Complaint, Outsourcing):
    reader_of(cases, address)
for engagements in (Agreement, SupplierApproval):
    reader_of(engagements, agreed_at)
