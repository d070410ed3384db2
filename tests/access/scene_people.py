"""Accounts and what is done to them, organisations, roles, tablets, the review of access."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.utils import timezone

from integrity.signatures.content import content_hash
from integrity.signatures.meanings import Meaning
from people.commands.access_reviews import complete_access_review, judge_access, open_access_review
from people.commands.accounts import register_user
from people.commands.closing import close_account
from people.commands.delegations import draft_delegation
from people.commands.lockout import lock_account
from people.commands.memberships import give_role
from people.commands.qualification_kinds import define_qualification
from people.commands.qualifications import record_qualification
from people.commands.single_sign_on import link_account
from people.lockout import attempt
from people.models import Delegation, Organisation, OrganisationKind, Role, User
from people.permissions import Permission
from people.qualifications import QUALIFICATIONS
from people.services import LOCKOUT
from tests import cast
from tests.passwords import PASSWORD
from tests.signing import attested, delegate

NEW_KEY = "n" * 43
DAY = timedelta(days=1)
WHY = {"reason": "As agreed"}
WITH_PIN = {"strong_signature": "any"}
LENT = ("delegation", "own-delegation")
ENDED = ("unlock", "unlink", "clear-pin", "close", "reopen", "take-factors")
READS = [Permission.VIEW_BATCHES.value]  # everybody who may delegate holds it


@dataclass
class People:
    """Joris Vermaat and what he has; an account that is closed, one that is locked."""

    people: dict[str, User]
    users: dict[str, User | None]
    drafts: dict[Any, Delegation] = field(default_factory=dict)

    def __post_init__(self) -> None:
        quality, now = self.people["mlindqvist"], timezone.now()
        self.facility = Organisation.objects.get(kind=OrganisationKind.FACILITY)
        self.joris = self.people["jvermaat"]
        self.kind = define_qualification(**QUALIFICATIONS[0], by=cast.SETUP, at=cast.NOW)
        self.qualification = record_qualification(
            user=self.joris, kind=self.kind, achieved_on=cast.NOW.date(), evidence="TR-0042",
            by=quality, at=cast.NOW,
        )  # fmt: skip
        self.qp = self.person("second-qp")
        give_role(
            user=self.qp, role=Role.objects.get(code="qualified-person"), by=cast.SETUP,
            organisation=self.facility, at=cast.FOUNDED,
        )  # fmt: skip
        closed, locked = self.person("closed"), self.person("locked")
        close_account(user=closed, **WHY, by=self.people["shaas"], at=cast.NOW)
        attempt(locked, now)
        lock_account(user=locked, until=now + DAY, by=LOCKOUT, at=now)
        self.delegation = self.delegated(self.people["kadler"])
        self.review = open_access_review(by=quality, at=now)
        self.judge(self.people["nbakker"], self.people["mlindqvist"])

    def person(self, username: str) -> User:
        return register_user(
            username=username, display_name=username, password=PASSWORD, by=cast.SETUP,
            at=cast.FOUNDED,
        )  # fmt: skip

    def delegated(self, giver: User) -> Delegation:
        return delegate(**self.lent(giver))

    def lent(self, giver: User) -> dict[str, Any]:
        now = timezone.now()
        return {
            "to": self.qp, "permissions": READS, "valid_from": now, "valid_until": now + DAY,
            **WHY, "by": giver, "at": now,
        }  # fmt: skip

    def judge(self, *judges: User) -> None:
        """Every account is kept; nobody judges the own one."""
        for judge in judges:
            lines = self.review.lines.exclude(user=judge)
            kept = {line.pk: ("KEEP", "") for line in lines}
            judge_access(review=self.review, judgements=kept, by=judge, at=timezone.now())

    @cached_property
    def places(self) -> dict[str, dict[str, object]]:
        joris: dict[str, object] = {"username": "jvermaat"}
        deeds = (
            "change", "give-role", "give-badge", "qualify", "clear-pin", "close", "link", "unlink",
            "take-factors",
        )  # fmt: skip
        review: dict[str, object] = {"number": self.review.number}
        delegation: dict[str, object] = {"pk": self.delegation.pk}
        return {
            "person": joris,
            **{f"person-deed/{deed}": joris for deed in deeds},
            "password-reset": joris,
            "person-deed/unlock": {"username": "locked"},
            "person-deed/reopen": {"username": "closed"},
            "person-deed/erase": {"username": "closed"},
            "people-ending/role": {"pk": self.joris.memberships.get().pk},
            "people-ending/qualification": {"pk": self.qualification.pk},
            "people-ending/delegation": delegation,
            "people-ending/own-delegation": delegation,
            "delegation-sign": {"pk": draft_delegation(**self.lent(self.people["kadler"])).pk},
            "role-alter": {"code": "planner"},
            "organisation-alter": {"pk": Organisation.objects.get(code="HALDEN").pk},
            "qualification-alter": {"code": self.kind.code},
            "access-review": review,
            "access-review-complete": review,
        }

    @cached_property
    def own(self) -> dict[tuple[str, str], dict[str, object]]:
        """Who may delegate has delegated; to all others somebody else's delegation is shown."""
        places: dict[tuple[str, str], dict[str, object]] = {}
        for caller, user in self.users.items():
            if user is not None and user.may(Permission.DELEGATE):
                places["people-ending/own-delegation", caller] = {"pk": self.delegated(user).pk}
                self.drafts[user.pk] = draft_delegation(**self.lent(user))
                places["delegation-sign", caller] = {"pk": self.drafts[user.pk].pk}
        return places

    @property
    def cookies(self) -> dict[str, dict[str, str]]:
        return {"tablet-new": {settings.TABLET_COOKIE: NEW_KEY}}

    @property
    def before(self) -> dict[str, Any]:
        return {
            "access-reviews": self.completed, "delegation-sign": self.drafted,
            "person-deed/unlink": self.linked, "person-deed/take-factors": self.with_a_factor,
        }  # fmt: skip

    def drafted(self, client: Client, user: User | None) -> dict[str, Any]:
        """What the own delegation says, as its giver was shown it."""
        draft = self.drafts.get(user.pk) if user else None
        return {"shown": content_hash(draft)} if draft else {}

    def linked(self, client: Client, user: User | None) -> dict[str, Any]:
        link_account(user=self.joris, subject="7f3a", **WHY, by=cast.SETUP, at=cast.NOW)
        return {}

    def with_a_factor(self, client: Client, user: User | None) -> dict[str, Any]:
        app = Authenticator.objects.create(user=self.joris, type=Authenticator.Type.TOTP, data={})
        return {"factors": [app.pk]}

    def completed(self, client: Client, user: User | None) -> dict[str, Any]:
        """One review is open at a time."""
        quality, now = self.people["mlindqvist"], timezone.now()
        known = attested(quality, self.review, Meaning.REVIEWED, now)
        complete_access_review(review=self.review, by=quality, at=now, attested=known)
        return {}

    @cached_property
    def bodies(self) -> dict[tuple[str, str], dict[str, Any]]:
        line = self.review.lines.get(user=self.joris)
        planner = Role.objects.get(code="planner")
        until = timezone.localtime(timezone.now() + DAY)
        sent: dict[str, dict[str, Any]] = {
            "person-new": {"username": "new", "display_name": "New", "password": PASSWORD},
            "password-reset": WHY,
            "person-deed/link": {"subject": "7f3a", **WHY},
            "person-deed/change": {
                "display_name": "Joris de Boer", **WHY,
                "version": User.objects.get(pk=self.joris.pk).version,
            },
            "person-deed/give-role": {"role": planner.pk, "organisation": self.facility.pk},
            "person-deed/give-badge": {"serial": "B-04A3"},
            "person-deed/qualify": {
                "kind": self.kind.pk, "achieved_on": "2026-10-05", "evidence": "TR-0043",
            },
            "person-deed/erase": {"decision": "KEEP", **WHY},
            "organisation-new": {"code": "NEW", "name": "New", "kind": OrganisationKind.SPONSOR},
            "role-new": {
                "code": "sampler", "title": "Sampler", "permissions": READS, **WITH_PIN,
            },
            "role-alter": {
                "title": "Planner", "permissions": READS, "version": planner.version, **WITH_PIN,
                **WHY,
            },
            "organisation-alter": {
                "name": "Halden", "kind": OrganisationKind.SPONSOR, "version": 1, **WHY,
            },
            "qualification-alter": {
                "title": "Gowning", "months": "6", "warning_days": "14", "version": 1, **WHY,
            },
            "qualification-new": {
                "code": "new", "title": "New", "months": "12", "warning_days": "30",
            },
            "access-review-complete": {
                "who": "as-{caller}", "secret": PASSWORD, "shown": content_hash(self.review),
            },
            "delegation-sign": {"who": "as-{caller}", "secret": PASSWORD},
            "tablet-new": {"code": "TAB-02", "name": "Bench 2", "px_per_mm": "5.98"},
            "access-review": {f"decision-{line.pk}": "WITHDRAW", f"note-{line.pk}": "Left"},
            "account-pin": {"password": PASSWORD, "pin": "492817", "again": "492817"},
            "delegation-new": {
                "to": self.qp.pk, "permissions": READS, **WHY,
                "valid_until": until.strftime("%Y-%m-%dT%H:%M"),
            },
            **{f"person-deed/{deed}": WHY for deed in ENDED},
            **{
                f"people-ending/{name}": {**WHY, "version": 1}
                for name in ("role", "qualification", "badge", "tablet")
            },
            # Drafted, and given.
            **{f"people-ending/{name}": {**WHY, "version": 2} for name in LENT},
        }  # fmt: skip
        return {(name, "POST"): body for name, body in sent.items()}
