"""What may be wrong with a delivery, and what is known of a donor."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Finding(models.TextChoices):
    """What a receipt was not as it should be; QA judges it before release (Part IV 7)."""

    DAMAGED = "DAMAGED", _("The delivery is damaged")
    TOO_COLD = "TOO_COLD", _("Colder than accepted on the way")
    TOO_WARM = "TOO_WARM", _("Warmer than accepted on the way")
    NO_TEMPERATURE = "NO_TEMPERATURE", _("No temperature of the transport is known")
    TOO_OLD = "TOO_OLD", _("Longer on the way since collection than accepted")
    TOO_MUCH = "TOO_MUCH", _("More than was ordered")
    NOT_ORDERED = "NOT_ORDERED", _("It was not ordered")
    DONOR_REACTIVE = "DONOR_REACTIVE", _("A test of the donor is reactive")


# What departs from what was agreed of a delivery, so that it may be a deviation.
FAILED = frozenset({
    Finding.DAMAGED, Finding.TOO_COLD, Finding.TOO_WARM, Finding.NO_TEMPERATURE, Finding.TOO_OLD,
    Finding.TOO_MUCH,
})  # fmt: skip


class DonorTests(models.TextChoices):
    """The donor's tests (Directive 2006/17/EC, Annex II)."""

    PENDING = "PENDING", _("Pending")
    CLEAR = "CLEAR", _("All tests negative")
    REACTIVE = "REACTIVE", _("A test is reactive")
