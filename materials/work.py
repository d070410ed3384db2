"""What stock asks of people: lots to decide on, holds to lift, what to account for, to order."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from materials.amounts import amount_of
from materials.models import FAILED, Hold, Issue, Lot, LotStatus, Material, Recall
from materials.queries import below_level
from people.models import User
from people.permissions import Permission
from people.work import Task, Waiting, contribute_work, waiting
from quality.models import Deviation


@contribute_work(
    "release-lot",
    gettext_lazy("Lots to decide on"),
    page=lambda: f"{reverse('lot-list')}?status={LotStatus.QUARANTINE}",
    permission=Permission.RELEASE_LOT,
)
def lots_to_decide(user: User, at: datetime, most: int) -> Waiting:
    """Lots in quarantine that somebody else received or made, oldest first."""
    lots = Lot.objects.filter(status=LotStatus.QUARANTINE).exclude(entered_by=user)
    return waiting(lots.select_related("material", "product").order_by("entered_at"), most, _lot)


@contribute_work(
    "failed-receipt",
    gettext_lazy("Deliveries that may be deviations"),
    permission=Permission.RAISE_DEVIATION,
)
def failed_receipts(user: User, at: datetime, most: int) -> Waiting:
    """Lots in quarantine that came otherwise than agreed, about which no deviation was raised."""
    about = Deviation.objects.filter(subject_kind=Lot._meta.label_lower, subject_id=OuterRef("pk"))
    lots = Lot.objects.filter(
        ~Exists(about), status=LotStatus.QUARANTINE, findings__overlap=sorted(FAILED)
    )
    return waiting(lots.select_related("material", "product").order_by("entered_at"), most, _failed)


@contribute_work(
    "lift-hold",
    gettext_lazy("Holds that stand"),
    page=lambda: reverse("hold-list"),
    permission=Permission.LIFT_HOLD,
)
def standing_holds(user: User, at: datetime, most: int) -> Waiting:
    """Holds that somebody else placed."""
    holds = Hold.objects.standing().exclude(placed_by=user).select_related("lot", "container")
    return waiting(holds.order_by("placed_at"), most, _hold)


@contribute_work(
    "account-for-issue", gettext_lazy("To account for"), permission=Permission.USE_MATERIAL
)
def own_issues(user: User, at: datetime, most: int) -> Waiting:
    """What this person issued, and nobody said what became of it."""
    issues = Issue.objects.filter(issued_by=user, outstanding__gt=0).select_related(
        "container__lot"
    )
    return waiting(issues.order_by("issued_at"), most, _issue)


@contribute_work("recall", gettext_lazy("Recalls that run"), permission=Permission.RECALL)
def running_recalls(user: User, at: datetime, most: int) -> Waiting:
    """Begun, and not signed."""
    recalls = Recall.objects.filter(ended_at__isnull=True).select_related("lot")
    return waiting(recalls.order_by("begun_at"), most, _recall)


@contribute_work(
    "reorder",
    gettext_lazy("To order"),
    page=lambda: reverse("material-list"),
    permission=Permission.MANAGE_MATERIALS,
)
def to_order(user: User, at: datetime, most: int) -> Waiting:
    """Materials below their reorder level of which nothing is on its way."""
    found = below_level(at)
    return Waiting([_order(material, left) for material, left in found[:most]], len(found))


def _lot(lot: Lot) -> Task:
    return Task(
        _("Release or reject the lot"), reverse("lot", args=[lot.number]), lot.number,
        line=lot.what.name, sign=lot.sign, word=str(lot.get_status_display()),
        since=lot.entered_at,
    )  # fmt: skip


def _failed(lot: Lot) -> Task:
    return Task(
        _("Say whether it is a deviation"), reverse("lot", args=[lot.number]), lot.number,
        line=", ".join(str(one.label) for one in lot.found), sign="alert",
        word=_("Found at receipt"), since=lot.entered_at,
    )  # fmt: skip


def _hold(hold: Hold) -> Task:
    return Task(
        _("Decide on the hold"), reverse("hold", args=[hold.number]), str(hold), line=hold.on,
        sign="alert", word=_("Standing"), since=hold.placed_at,
    )  # fmt: skip


def _issue(issue: Issue) -> Task:
    return Task(
        _("Account for what was issued"), reverse("issue-account", args=[issue.pk]),
        issue.container.code, line=issue.purpose, sign="progress",
        word=amount_of(issue.outstanding, issue.container.lot.measured_in), since=issue.issued_at,
    )  # fmt: skip


def _recall(recall: Recall) -> Task:
    return Task(
        _("Conclude the recall"), reverse("recall", args=[recall.number]), str(recall),
        line=recall.lot.number, sign="alert", word=_("Running"), since=recall.begun_at,
    )  # fmt: skip


def _order(material: Material, left: Decimal) -> Task:
    return Task(
        _("Order the material"), reverse("material", args=[material.code]), material.code,
        line=material.name, sign="hold",
        word=_("%(left)s left") % {"left": amount_of(left, material.measured_in)},
    )  # fmt: skip
