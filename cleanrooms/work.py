"""What rooms ask of people: the second person's look, and personnel plates."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cleanrooms.models import Checklist, Cleaning, PlateDemand, RoomUse, Sharing, UseState
from people.models import User
from people.permissions import Permission
from people.work import Task, Waiting, contribute_work, waiting

CHECK, APPROVE = Permission.CHECK_ROOM, Permission.APPROVE_ROOM_USE


@contribute_work("check-clearance", gettext_lazy("Clearances to check"), permission=CHECK)
def clearances(user: User, at: datetime, most: int) -> Waiting:
    """Signed by somebody else."""
    rows = RoomUse.objects.filter(
        state=UseState.PREPARED, cleared_at__isnull=False, checked_at__isnull=True
    ).exclude(cleared_by=user)
    found = rows.select_related("room", "cleared_by").order_by("cleared_at")
    return waiting(found, most, _clearance)


@contribute_work("check-cleaning", gettext_lazy("Cleanings to check"), permission=CHECK)
def cleanings(user: User, at: datetime, most: int) -> Waiting:
    """Done by somebody else."""
    rows = Cleaning.objects.filter(ended_at__isnull=False, checked_at__isnull=True)
    apart = rows.exclude(begun_by=user).exclude(applied_by=user).exclude(ended_by=user)
    return waiting(apart.select_related("room", "ended_by").order_by("ended_at"), most, _cleaning)


@contribute_work("plates", gettext_lazy("Personnel plates"), permission=Permission.TAKE_SAMPLES)
def plates(user: User, at: datetime, most: int) -> Waiting:
    """Due because this person left a room."""
    rows = PlateDemand.objects.open().filter(presence__person=user)
    return waiting(rows.select_related("presence__room"), most, _plates)


@contribute_work("approve-checklist", gettext_lazy("Checklists to approve"), permission=APPROVE)
def checklists(user: User, at: datetime, most: int) -> Waiting:
    """Written by somebody else."""
    rows = Checklist.objects.filter(approved_at__isnull=True).exclude(written_by=user)
    return waiting(rows.order_by("written_at"), most, _checklist)


@contribute_work("approve-sharing", gettext_lazy("Sharing to approve"), permission=APPROVE)
def sharings(user: User, at: datetime, most: int) -> Waiting:
    """Written by somebody else."""
    rows = Sharing.objects.filter(approved_at__isnull=True, withdrawn_at__isnull=True)
    found = rows.exclude(written_by=user).select_related("room", "product", "other")
    return waiting(found.order_by("written_at"), most, _sharing)


def _clearance(use: RoomUse) -> Task:
    return Task(
        _("Check the clearance"), reverse("use", args=[use.pk]), use.room.code, line=use.label,
        sign="hold", word=_("By %(who)s") % {"who": use.cleared_by}, since=use.cleared_at,
    )  # fmt: skip


def _cleaning(cleaning: Cleaning) -> Task:
    return Task(
        _("Check the cleaning"), reverse("cleaning", args=[cleaning.pk]), cleaning.room.code,
        sign="hold", word=_("By %(who)s") % {"who": cleaning.ended_by}, since=cleaning.ended_at,
    )  # fmt: skip


def _plates(demand: PlateDemand) -> Task:
    return Task(
        _("Take personnel plates"), reverse("plates-taken", args=[demand.pk]),
        demand.presence.room.code, sign="hold", word=_("Due"), since=demand.demanded_at,
    )  # fmt: skip


def _checklist(checklist: Checklist) -> Task:
    return Task(
        _("Approve the checklist"), reverse("checklist", args=[checklist.pk]),
        line=str(checklist), sign="hold", since=checklist.written_at,
    )  # fmt: skip


def _sharing(sharing: Sharing) -> Task:
    return Task(
        _("Approve the assessment"), reverse("sharing", args=[sharing.pk]), line=str(sharing),
        sign="hold", since=sharing.written_at,
    )  # fmt: skip
