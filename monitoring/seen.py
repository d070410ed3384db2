"""Which records of monitoring a person sees, and where."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from monitoring.models import Channel, Excursion, Ingest, Round, Sample, Site
from people.models import User
from people.permissions import Permission


def reads(user: User) -> bool:
    """People of the facility who read what is monitored."""
    return user.is_of_facility and user.may(Permission.VIEW_MONITORING)


def visible_samples(user: User) -> QuerySet[Sample]:
    rows = Sample.objects.select_related("round__room", "site", "person", "container__lot")
    return rows if reads(user) else rows.none()


def visible_rounds(user: User) -> QuerySet[Round]:
    rows = Round.objects.select_related("room", "plan")
    return rows if reads(user) else rows.none()


def visible_sites(user: User) -> QuerySet[Site]:
    rows = Site.objects.select_related("room", "zone")
    return rows if reads(user) else rows.none()


def visible_excursions(user: User) -> QuerySet[Excursion]:
    rows = Excursion.objects.select_related("room", "site", "person", "deviation")
    return rows if reads(user) else rows.none()


def round_page(around: Round) -> str:
    return reverse("sampling-round", args=[around.number])


def sample_page(sample: Sample) -> str:
    return reverse("env-sample", args=[sample.round.number, sample.place])


def site_page(site: Site) -> str:
    return reverse("sampling-site", args=[site.code])


def excursion_page(excursion: Excursion) -> str:
    return reverse("excursion", args=[excursion.number])


def channel_page(channel: Channel) -> str:
    return reverse("channel", args=[channel.code])


def ingest_page(ingest: Ingest) -> str:
    return reverse("ingest", args=[ingest.number])
