from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Containment(models.TextChoices):
    """Levels of containment for work with GMOs (Directive 2009/41/EC, Annex IV)."""

    NONE = "NONE", _("No GMO")
    LEVEL_1 = "LEVEL_1", _("Containment level 1")
    LEVEL_2 = "LEVEL_2", _("Containment level 2")
    LEVEL_3 = "LEVEL_3", _("Containment level 3")
    LEVEL_4 = "LEVEL_4", _("Containment level 4")

    def is_at_least(self, needed: str) -> bool:
        """True when this level contains what needs that one."""
        order = list(Containment)
        return order.index(self) >= order.index(Containment(needed))
