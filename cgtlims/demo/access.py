"""Badges, tablets, qualifications and reviews of the demo facility."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from decimal import Decimal

from django.conf import settings

from cgtlims.demo.pen import Pen
from cgtlims.demo.people import SETUP
from integrity.signatures.meanings import Meaning
from people.commands.access_reviews import (
    complete_access_review,
    judge_access,
    open_access_review,
)
from people.commands.badges import give_badge
from people.commands.delegations import draft_delegation, give_delegation
from people.commands.qualification_kinds import define_qualification
from people.commands.qualifications import record_qualification
from people.commands.tablets import KEY_BYTES, enrol_tablet
from people.lockout import guarded
from people.models import AccessDecision, AccessReview, QualificationKind, Role, User
from people.models.qualification import day_of
from people.qualifications import ASEPTIC, GOWNING, QUALIFICATIONS

OPERATORS = ("jvermaat", "aowusu", "imolenaar", "sdijkhof")
TABLETS = (("TAB-01", "Suite 1, bench 1"), ("TAB-02", "Suite 2, bench 1"))
DAY = timedelta(days=1)


def make_access(users: dict[str, User], pen: Pen, founded: datetime, now: datetime) -> None:
    """What people carry and have shown; the last quarter's review is complete, a new one open."""
    for number, (code, name) in enumerate(TABLETS):
        enrol_tablet(
            code=code, name=name, px_per_mm=Decimal("5.98") + number, by=users["shaas"],
            key=secrets.token_urlsafe(KEY_BYTES), at=founded,
        )  # fmt: skip
    for number, user in enumerate(users.values()):
        give_badge(user=user, serial=f"DEMO-{number:04}", by=users["shaas"], at=founded)
    make_qualifications(users, founded, now)
    drafted = draft_delegation(
        to=users["imolenaar"], role=Role.objects.get(code="production-lead"), valid_from=now,
        valid_until=now + 14 * DAY, reason="Holiday", by=users["kadler"], at=now,
    )  # fmt: skip
    known = pen.attest(drafted, Meaning.DELEGATED, by=users["kadler"], at=now)
    give_delegation(delegation=drafted, by=users["kadler"], at=now, attested=known)
    review_access(users, pen, now - 90 * DAY)
    open_access_review(by=users["mlindqvist"], at=now)


def guess(user: User, at: datetime) -> None:
    """Somebody did not know the password, until the account was locked for a while."""
    for _attempt in range(settings.LOCKOUT_FAILURES):
        guarded(user, at, lambda: False)


def make_qualifications(users: dict[str, User], founded: datetime, now: datetime) -> None:
    """Gowning ends soon for one operator, and aseptic simulation has ended for another."""
    kinds = [define_qualification(**draft, by=SETUP, at=founded) for draft in QUALIFICATIONS]
    for place, username in enumerate(OPERATORS):
        for kind in kinds:
            age = (350, 120, 200, 380 if kind.code == "aseptic-simulation" else 60)[place]
            record_qualification(
                user=users[username], kind=kind, achieved_on=day_of(now - age * DAY),
                evidence=f"Training record {kind.code}", by=users["mlindqvist"], at=now,
            )  # fmt: skip


def qualify_for_first_batch(users: dict[str, User], begun: datetime) -> None:
    """Where the demo is made long after the first batch, its operators were qualified then too."""
    for kind in QualificationKind.objects.filter(code__in=(GOWNING, ASEPTIC)):
        for username in OPERATORS:
            held = users[username].qualifications.filter(kind=kind)
            if held.filter(achieved_on__lte=day_of(begun), expires_on__gte=day_of(begun)).exists():
                continue
            record_qualification(
                user=users[username], kind=kind, achieved_on=day_of(begun - 300 * DAY),
                evidence=f"Training record {kind.code}", by=users["mlindqvist"], at=begun,
            )  # fmt: skip


def review_access(users: dict[str, User], pen: Pen, at: datetime) -> AccessReview:
    """Every account was kept; nobody judged the own one. QA signed it."""
    review = open_access_review(by=users["mlindqvist"], at=at)
    for username in ("mlindqvist", "nbakker"):
        judge = users[username]
        left = review.lines.filter(decision="").exclude(user=judge)
        kept = {line.pk: (AccessDecision.KEEP, "") for line in left}
        judge_access(review=review, judgements=kept, by=judge, at=at)
    signer = users["mlindqvist"]
    attested = pen.attest(review, Meaning.REVIEWED, by=signer, at=at)
    return complete_access_review(review=review, by=signer, at=at, attested=attested)
