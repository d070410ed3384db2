"""What shows that a room or a device may be used, and what each of it shows."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class EvidenceKind(models.TextChoices):
    INSTALLATION = "INSTALLATION", _("Installation qualification (IQ)")
    OPERATION = "OPERATION", _("Operational qualification (OQ)")
    PERFORMANCE = "PERFORMANCE", _("Performance qualification (PQ)")
    REQUALIFICATION = "REQUALIFICATION", _("Requalification")
    CALIBRATION = "CALIBRATION", _("Calibration")
    MAINTENANCE = "MAINTENANCE", _("Planned maintenance")
    REPAIR = "REPAIR", _("Repair")

    @property
    def is_qualification(self) -> bool:
        """Quality assurance releases it."""
        return self in OF_QUALITY


class Need(models.TextChoices):
    """What must stand before a room or a device is used."""

    INSTALLATION = "INSTALLATION", _("Installation qualification")
    OPERATION = "OPERATION", _("Operational qualification")
    PERFORMANCE = "PERFORMANCE", _("Performance qualification")
    CALIBRATION = "CALIBRATION", _("Calibration")
    MAINTENANCE = "MAINTENANCE", _("Maintenance")


class Outcome(models.TextChoices):
    PASSED = "PASSED", _("Passed")
    FAILED = "FAILED", _("Failed")


QUALIFICATIONS = (Need.INSTALLATION, Need.OPERATION, Need.PERFORMANCE)
OF_QUALITY = frozenset(
    {
        EvidenceKind.INSTALLATION, EvidenceKind.OPERATION, EvidenceKind.PERFORMANCE,
        EvidenceKind.REQUALIFICATION,
    }
)  # fmt: skip
# A repair shows nothing that is due again.
SHOWS: dict[str, str] = {
    **{need.value: need.value for need in Need},
    EvidenceKind.REQUALIFICATION: Need.PERFORMANCE,
    EvidenceKind.REPAIR: "",
}


def all_qualifications() -> list[str]:
    return [need.value for need in QUALIFICATIONS]
