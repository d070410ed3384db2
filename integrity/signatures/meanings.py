"""What a signature means, and how its signer was known."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Meaning(StrEnum):
    """What the signer takes responsibility for (21 CFR 11.50(a)(3))."""

    PERFORMED = "PERFORMED"
    VERIFIED = "VERIFIED"
    WRITTEN = "WRITTEN"
    REVIEWED = "REVIEWED"
    APPROVED = "APPROVED"
    CERTIFIED = "CERTIFIED"
    REJECTED = "REJECTED"
    OVERRULED = "OVERRULED"
    WITNESSED = "WITNESSED"
    DELEGATED = "DELEGATED"
    READ = "READ"

    @property
    def label(self) -> str | Promise:
        """As printed beside the name: verified by."""
        return LABELS[self]

    @property
    def statement(self) -> str | Promise:
        """What the signer reads before signing."""
        return STATEMENTS[self]


LABELS: dict[Meaning, str | Promise] = {
    Meaning.PERFORMED: _("Performed by"),
    Meaning.VERIFIED: _("Verified by"),
    Meaning.WRITTEN: _("Written by"),
    Meaning.REVIEWED: _("Reviewed by"),
    Meaning.APPROVED: _("Approved by"),
    Meaning.CERTIFIED: _("Certified by"),
    Meaning.REJECTED: _("Rejected by"),
    Meaning.OVERRULED: _("Overruled by"),
    Meaning.WITNESSED: _("Witnessed by"),
    Meaning.DELEGATED: _("Delegated by"),
    Meaning.READ: _("Read and understood by"),
}
STATEMENTS: dict[Meaning, str | Promise] = {
    Meaning.PERFORMED: _("You sign that you performed this."),
    Meaning.VERIFIED: _("You sign that you checked what another person did and recorded."),
    Meaning.WRITTEN: _("You sign that you wrote this."),
    Meaning.REVIEWED: _("You sign that you reviewed this."),
    Meaning.APPROVED: _("You sign that you approve this."),
    Meaning.CERTIFIED: _("You sign that you certify this."),
    Meaning.REJECTED: _("You sign that you reject this."),
    Meaning.OVERRULED: _("You sign that the work goes on in spite of what blocks it."),
    Meaning.WITNESSED: _("You sign that you were there and agree."),
    Meaning.DELEGATED: _("You sign that another person acts for you."),
    Meaning.READ: _("You sign that you have read this and understood it."),
}


class Method(StrEnum):
    """The second component; the first is the user name or the badge (21 CFR 11.200(a))."""

    PASSWORD = "PASSWORD"  # noqa: S105  (a kind of secret, not one)
    PIN = "PIN"
    KEY = "KEY"

    @property
    def label(self) -> str | Promise:
        return METHODS[self]


METHODS: dict[Method, str | Promise] = {
    Method.PASSWORD: _("password"),
    Method.PIN: _("signing PIN on an enrolled tablet"),
    Method.KEY: _("security key"),
}
