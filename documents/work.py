"""What documents ask of people: to train, to write, to review, to approve, to look at again."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.models import DocumentVersion, VersionState
from documents.queries import reviews_due
from documents.trained import open_for
from people.models import User
from people.models.qualification import end_of
from people.permissions import Permission
from people.work import Task, Waiting, contribute_work, waiting


@contribute_work("documents-in-work", gettext_lazy("Documents in work"))
def documents_in_work(user: User, at: datetime, most: int) -> Waiting:
    """Own drafts to finish; what others wrote and submitted, to review and then to approve."""
    asked = Q(pk__in=[])
    if user.may(Permission.WRITE_DOCUMENT):
        asked |= Q(state=VersionState.DRAFT, written_by=user)
    others = Q(state=VersionState.IN_REVIEW) & ~Q(writers__contains=[user.pk])
    if user.may(Permission.REVIEW_DOCUMENT):
        asked |= others & Q(reviewed_at__isnull=True)
    if user.may(Permission.APPROVE_DOCUMENT):
        asked |= others & Q(reviewed_at__isnull=False)
    rows = DocumentVersion.objects.filter(asked).select_related("document").order_by("written_at")
    return waiting(rows, most, _in_work)


@contribute_work(
    "documents-due", gettext_lazy("Periodic reviews"),
    page=lambda: f"{reverse('document-list')}?state=due",
    permission=Permission.REVIEW_DOCUMENT,
)  # fmt: skip
def periodic_reviews(user: User, at: datetime, most: int) -> Waiting:
    """Those due within 30 days that a role of this person answers for, and who did not write it."""
    roles = [held.role_id for held in user.active_memberships]
    rows = reviews_due(at).filter(document__owner__in=roles)
    return waiting(
        rows.exclude(writers__contains=[user.pk]), most, lambda one: _to_look_at(one, at)
    )


@contribute_work("my-trainings", gettext_lazy("My trainings"))
def my_trainings(user: User, at: datetime, most: int) -> Waiting:
    """What a role of this person is to be trained on, before its day; again when one ends."""
    return waiting(open_for(user, at), most, lambda one: _to_train(one, at))


def _to_train(version: DocumentVersion, at: datetime) -> Task:
    ends_on: date | None = version.ends_on  # type: ignore[attr-defined]
    assessed: bool = version.assessed  # type: ignore[attr-defined]
    due = end_of(ends_on or version.effective_on)
    late = due < at
    return Task(
        _("Be assessed on") if assessed else _("Read and sign"), _page(version), str(version),
        line=version.document.title, sign="action" if late else "hold",
        word=_("Blocks your work") if late else _("To do"), due=due,
    )  # fmt: skip


def _in_work(version: DocumentVersion) -> Task:
    since: datetime | None
    if version.state == VersionState.DRAFT:
        asked, since = _("Finish the draft"), version.written_at
    elif version.reviewed_at is None:
        asked, since = _("Review the document"), version.submitted_at
    else:
        asked, since = _("Approve the document"), version.reviewed_at
    return Task(
        asked, _page(version), str(version), line=version.document.title, sign=version.sign,
        word=version.get_state_display(), since=since,
    )  # fmt: skip


def _to_look_at(version: DocumentVersion, at: datetime) -> Task:
    due = end_of(version.next_review_on) if version.next_review_on else None
    late = due is not None and due < at
    return Task(
        _("Review the document again"), _page(version), str(version),
        line=version.document.title, sign="action" if late else "alert",
        word=_("Overdue") if late else _("Due soon"), due=due,
    )  # fmt: skip


def _page(version: DocumentVersion) -> str:
    return reverse("document-version", args=[version.document.code, version.number])
