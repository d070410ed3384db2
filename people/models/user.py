from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.db import models
from django.db.models.functions import Lower

from integrity.models import Record
from people.models.organisation import OrganisationKind
from people.permissions import Permission

if TYPE_CHECKING:
    from people.models.organisation import Organisation
    from people.models.role import Membership


class Users(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        """User names are compared without regard to case."""
        return self.get(username__iexact=username)


class User(Record, AbstractBaseUser):
    """One account for one person, never shared and never given again (21 CFR 11.100)."""

    personal = ("email",)
    secret = ("password", "pin")
    last_login = None  # signing in is an event of its own, not a change of the person

    username = models.CharField(max_length=60, unique=True)
    display_name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    pin = models.CharField(max_length=128, blank=True, default="")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[Users] = Users()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        ordering = ("display_name",)
        constraints = (models.UniqueConstraint(Lower("username"), name="people_username_once"),)

    def __str__(self) -> str:
        return self.display_name

    def check_password(self, raw_password: str | None) -> bool:
        """Compares only. Django would store a stronger hash on the way, which is a change."""
        return check_password(raw_password, self.password)

    def check_pin(self, typed: str) -> bool:
        """Compares only; an account without a PIN has none that fits."""
        return bool(self.pin) and check_password(typed, self.pin)

    @property
    def initials(self) -> str:
        words = self.display_name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words))

    def may(self, permission: StrEnum, subject: Any = None) -> bool:
        """True when a role of an active user holds the permission.

        One's own account everybody keeps oneself, and nobody else's.
        """
        if permission == Permission.KEEP_OWN_ACCOUNT:
            return self.is_active and subject in (None, self)
        return self.is_active and permission in self.permissions

    @cached_property
    def active_memberships(self) -> list[Membership]:
        return list(self.memberships.select_related("role", "organisation"))

    @cached_property
    def permissions(self) -> frozenset[str]:
        return frozenset(code for held in self.active_memberships for code in held.role.permissions)

    @cached_property
    def role_titles(self) -> str:
        return ", ".join(sorted({held.role.title for held in self.active_memberships}))

    @cached_property
    def is_of_facility(self) -> bool:
        """True with a role in the facility itself; only then is anything seen of all sponsors."""
        kinds = {held.organisation.kind for held in self.active_memberships}
        return OrganisationKind.FACILITY in kinds

    @cached_property
    def sponsor(self) -> Organisation | None:
        """The sponsor a partner's user belongs to; None for people of the facility."""
        if self.is_of_facility:
            return None
        return next((held.organisation for held in self.active_memberships), None)
