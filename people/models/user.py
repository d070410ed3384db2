from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.db import models
from django.db.models.functions import Lower

from integrity.models import Record
from people.finding.texts import text_indexes
from people.models.authority import Authority
from people.models.organisation import OrganisationKind
from people.permissions import Permission

if TYPE_CHECKING:
    from people.models.organisation import Organisation
    from people.models.role import Membership

TEXTS = ("username", "display_name")


class Users(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        """User names are compared without regard to case."""
        return self.get(username__iexact=username)


class User(Record, AbstractBaseUser):
    """One account for one person, never shared and never given again (21 CFR 11.100)."""

    personal = ("email",)
    secret = ("password", "pin", "reset_code")
    last_login = None  # signing in is an event of its own, not a change of the person

    username = models.CharField(max_length=60, unique=True)
    display_name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    pin = models.CharField(max_length=128, blank=True, default="")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    reset_code = models.CharField(max_length=128, blank=True, default="")
    reset_until = models.DateTimeField(null=True)
    letters_without_alarm = models.BooleanField(default=True)

    objects: ClassVar[Users] = Users()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        ordering = ("display_name",)
        indexes = text_indexes("person", *TEXTS)
        constraints = (models.UniqueConstraint(Lower("username"), name="people_username_once"),)

    def __str__(self) -> str:
        return self.display_name

    def check_password(self, raw_password: str | None) -> bool:
        """Compares only. Django would store a stronger hash on the way, which is a change."""
        return check_password(raw_password, self.password)

    def check_pin(self, typed: str) -> bool:
        """Compares only; an account without a PIN has none that fits."""
        return bool(self.pin) and check_password(typed, self.pin)

    def check_reset_code(self, typed: str, at: datetime) -> bool:
        """Compares only; a code that was used or is too old fits no more."""
        is_open = self.is_active and self.reset_until is not None and at < self.reset_until
        return bool(self.reset_code) and is_open and check_password(typed, self.reset_code)

    @property
    def initials(self) -> str:
        words = self.display_name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words))

    def may(self, permission: StrEnum, subject: Any = None, at: datetime | None = None) -> bool:
        """True when a role of an active user holds the permission, or somebody delegated it.

        Asked of the moment `at`, by default of now. One's own account everybody keeps oneself,
        and nobody else's. Nobody does more than that with a password that another person knows.
        """
        if permission == Permission.KEEP_OWN_ACCOUNT:
            return self.is_active and subject in (None, self)
        if self.must_change_password:
            return False
        held = permission in self.authority.own(at) or self.acting_for(permission, at)
        return self.is_active and bool(held)

    def acting_for(self, permission: str, at: datetime | None = None) -> User | None:
        """Who delegated the permission, when this person does not hold it."""
        if permission in self.authority.own(at):
            return None
        return self.authority.giver(permission, at)

    def acts_as(self, permission: StrEnum, at: datetime) -> str:
        """The printed name beside what this person does with the permission."""
        giver = self.acting_for(permission, at)
        if giver is None:
            return self.display_name
        return f"{self.display_name}, acting for {giver.display_name}"

    @cached_property
    def authority(self) -> Authority:
        """What this person holds, as it was read when first asked for."""
        return Authority(self)

    @property
    def permissions(self) -> frozenset[str]:
        """Everything this person may do now, delegated or not."""
        return self.authority.own() | self.authority.delegated()

    @cached_property
    def active_memberships(self) -> list[Membership]:
        return self.authority.memberships()

    @cached_property
    def role_titles(self) -> str:
        return ", ".join(sorted({held.role.title for held in self.active_memberships}))

    @cached_property
    def is_of_facility(self) -> bool:
        """True with a role in the facility itself; only then is anything seen of all sponsors."""
        kinds = {held.organisation.kind for held in self.active_memberships}
        return OrganisationKind.FACILITY in kinds

    @cached_property
    def organisations(self) -> list[Organisation]:
        """Those in which this person has a role now; of another's nothing is seen."""
        return list(
            {held.organisation_id: held.organisation for held in self.active_memberships}.values()
        )
