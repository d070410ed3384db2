from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from measures.units import Unit
from measures.units import unit as unit_of


class Parameter(models.TextChoices):
    """What is measured, always in the one unit that belongs to it."""

    PARTICLES_05 = "PARTICLES_05", _("Particles ≥ 0.5 µm")
    PARTICLES_5 = "PARTICLES_5", _("Particles ≥ 5 µm")
    AIR_CFU = "AIR_CFU", _("Active air")
    SETTLE_CFU = "SETTLE_CFU", _("Settle plate")
    CONTACT_CFU = "CONTACT_CFU", _("Contact plate")
    GLOVE_CFU = "GLOVE_CFU", _("Glove print")
    GARMENT_CFU = "GARMENT_CFU", _("Garment print")
    PRESSURE = "PRESSURE", _("Pressure difference")
    VELOCITY = "VELOCITY", _("Air velocity")
    TEMPERATURE = "TEMPERATURE", _("Temperature")
    HUMIDITY = "HUMIDITY", _("Relative humidity")
    CO2 = "CO2", _("CO2")
    NITROGEN_LEVEL = "NITROGEN_LEVEL", _("Level of liquid nitrogen")

    @property
    def unit(self) -> Unit:
        return unit_of(UNITS[self])

    @property
    def is_counted(self) -> bool:
        """Colonies or particles: whole things, never fewer than none."""
        return self.is_viable or self in {Parameter.PARTICLES_05, Parameter.PARTICLES_5}

    @property
    def is_viable(self) -> bool:
        return self.value.endswith("_CFU")


UNITS: dict[str, str] = {
    Parameter.PARTICLES_05: "{particles}/m3",
    Parameter.PARTICLES_5: "{particles}/m3",
    Parameter.AIR_CFU: "[CFU]/m3",
    Parameter.SETTLE_CFU: "[CFU]/(4.h)",
    Parameter.CONTACT_CFU: "[CFU]/{plate}",
    Parameter.GLOVE_CFU: "[CFU]/{glove}",
    Parameter.GARMENT_CFU: "[CFU]/{plate}",
    Parameter.PRESSURE: "Pa",
    Parameter.VELOCITY: "m/s",
    Parameter.TEMPERATURE: "Cel",
    Parameter.HUMIDITY: "%{RH}",
    Parameter.CO2: "%{v/v}",
    Parameter.NITROGEN_LEVEL: "%",
}


class Occupancy(models.TextChoices):
    """Occupancy states of a cleanroom (Annex 1 4.24)."""

    AT_REST = "AT_REST", _("At rest")
    IN_OPERATION = "IN_OPERATION", _("In operation")


class Purpose(models.TextChoices):
    """What a measurement is judged for; each has tables of its own (Annex 1 4.27, 4.31, 9.15)."""

    CLASSIFICATION = "CLASSIFICATION", _("Classification")
    QUALIFICATION = "QUALIFICATION", _("Qualification")
    MONITORING = "MONITORING", _("Monitoring")


class LevelKind(models.TextChoices):
    ALERT = "ALERT", _("Alert level")
    ACTION = "ACTION", _("Action limit")
