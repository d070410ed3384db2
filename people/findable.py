"""What may be found of people: for everybody who may read them."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.finding.kinds import Findable, Found
from people.models import (
    AccessReview,
    Badge,
    Organisation,
    QualificationKind,
    Role,
    Tablet,
    User,
)
from people.models.user import TEXTS
from people.permissions import Permission

M = TypeVar("M", bound=Model)
REVIEW = re.compile(r"AR-?0*([0-9]{1,9})", re.IGNORECASE)


def for_readers(rows: QuerySet[M], user: User) -> QuerySet[M]:
    return rows if user.may(Permission.VIEW_PEOPLE) else rows.none()


def person_shown(person: User) -> Found:
    sign, word = ("ok", _("Open")) if person.is_active else ("neutral", _("Closed"))
    page = reverse("person", args=[person.username])
    return Found(person.username, page, name=person.display_name, sign=sign, word=str(word))


def badge_shown(badge: Badge) -> Found:
    page = reverse("person", args=[badge.user.username])
    return Found(badge.serial, page, name=badge.user.display_name)


def listed(page: str, row: Any, code: str, name: str, line: object = "") -> Found:
    """A record without a page of its own: its row in the list."""
    return Found(code, f"{reverse(page)}#{row.pk}", name=name, line=str(line))


def of_review(code: str) -> Q:
    """By the number as it is printed."""
    printed = REVIEW.fullmatch(code)
    return Q(number=int(printed[1])) if printed else Q(pk__in=[])


def review_shown(review: AccessReview) -> Found:
    done = review.completed_at is not None
    sign, word = ("ok", _("Completed")) if done else ("progress", _("Open"))
    page = reverse("access-review", args=[review.number])
    return Found(str(review), page, sign=sign, word=str(word))


KINDS = (
    Findable(
        "person", _("People"), "user", lambda user: for_readers(User.objects.all(), user),
        person_shown, codes=("username",), texts=TEXTS, place=40,
    ),
    Findable(
        "badge", _("Badges"), "badge",
        lambda user: for_readers(Badge.objects.held().select_related("user"), user),
        badge_shown, codes=("serial",), place=41,
    ),
    Findable(
        "organisation", _("Organisations"), "people",
        lambda user: for_readers(Organisation.objects.all(), user),
        lambda one: listed("organisations", one, one.code, one.name, one.get_kind_display()),
        codes=("code",), texts=("code", "name"), place=42,
    ),
    Findable(
        "role", _("Roles"), "list", lambda user: for_readers(Role.objects.all(), user),
        lambda role: Found(role.code, f"{reverse('people')}?role={role.code}", name=role.title),
        codes=("code",), texts=("code", "title"), place=43,
    ),
    Findable(
        "qualification", _("Qualifications"), "ok",
        lambda user: for_readers(QualificationKind.objects.all(), user),
        lambda kind: listed("qualifications", kind, kind.code, kind.title),
        codes=("code",), texts=("code", "title"), place=44,
    ),
    Findable(
        "tablet", _("Tablets"), "plate",
        lambda user: for_readers(Tablet.objects.all(), user),
        lambda tablet: listed("tablets", tablet, tablet.code, tablet.name),
        codes=("code",), texts=("code", "name"), place=45,
    ),
    Findable(
        "access-review", _("Reviews of access"), "review",
        lambda user: for_readers(AccessReview.objects.all(), user),
        review_shown, named=of_review, place=46,
    ),
)  # fmt: skip
