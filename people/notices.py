"""What people themselves can be told of: accounts, delegations, qualifications, reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from integrity.models import AuditEvent
from people.access_review_due import review_due
from people.models import AccessReview, Delegation, Qualification, Severity, User
from people.models.qualification import day_of, end_of
from people.notifications.about import About, Due, of_facility
from people.notifications.kinds import contribute_due, notifies
from people.permissions import Permission

WARN = timedelta(days=2)


def locked_account(event: AuditEvent) -> About:
    user = User.objects.get(pk=event.subject_id)
    return About(code=user.username, link=page_of(user))


def taken_factors(event: AuditEvent) -> About:
    """To the person, of the facility or not."""
    user = User.objects.get(pk=event.subject_id)
    return About(
        code=user.username, link=page_of(user), concerns=(user.pk,),
        sees=lambda reader: reader.pk == user.pk or of_facility(reader),
    )  # fmt: skip


def given_delegation(event: AuditEvent) -> About:
    found = Delegation.objects.select_related("giver", "delegate").get(pk=event.subject_id)
    return about_delegation(found)


def about_delegation(delegation: Delegation) -> About:
    return About(
        code=f"{delegation.giver.display_name} to {delegation.delegate.display_name}",
        link=lambda reader: reverse("account"),
        concerns=(delegation.giver_id, delegation.delegate_id),
    )


def opened_review(event: AuditEvent) -> About | None:
    """Until it is completed."""
    review = AccessReview.objects.get(pk=event.subject_id)
    if review.completed_at:
        return None
    page = reverse("access-review", args=[review.number])
    return About(code=str(review), link=lambda reader: page)


def next_review(at: datetime) -> Iterator[Due]:
    """From 30 days before until one is opened."""
    if due_at := review_due(at):
        page, day = reverse("access-reviews"), day_of(due_at).isoformat()
        yield Due(
            key=day, due_at=due_at, code=day,
            link=lambda reader: page if reader.may(Permission.VIEW_PEOPLE) else "",
        )  # fmt: skip


def ending_qualifications(at: datetime) -> Iterator[Due]:
    """From the warning days of their kind until their last day."""
    for one in Qualification.objects.expiring(at).select_related("user", "kind"):
        if one.expires_on is not None and one.user.is_active:
            yield Due(
                key=f"{one.pk} {one.expires_on}",
                due_at=end_of(one.expires_on),
                code=f"{one.kind.title} · {one.user.display_name}",
                link=page_of(one.user),
                concerns=(one.user_id,),
            )


def ending_delegations(at: datetime) -> Iterator[Due]:
    """Two days before their end."""
    soon = Delegation.objects.given().valid(at).filter(valid_until__lte=at + WARN)
    for one in soon.select_related("giver", "delegate"):
        told = about_delegation(one)
        yield Due(
            key=str(one.pk), due_at=one.valid_until, code=told.code, link=told.link,
            concerns=told.concerns,
        )  # fmt: skip


def page_of(user: User) -> Callable[[User], str]:
    """One's own account, or that person's page for who reads people."""

    def link(reader: User) -> str:
        if reader.pk == user.pk:
            return reverse("account")
        return reverse("person", args=[user.username]) if reader.may(Permission.VIEW_PEOPLE) else ""

    return link


notifies(
    "account.locked", title=_("Account locked after failed attempts"), severity=Severity.ALARM,
    about=locked_account,
)  # fmt: skip
notifies(
    "account.factor_removed", title=_("Second factor taken away by an administrator"),
    severity=Severity.ALARM, about=taken_factors,
)  # fmt: skip
notifies(
    "delegation.given", title=_("Delegation given"), severity=Severity.INFO, about=given_delegation
)
notifies(
    "access_review.opened", title=_("Review of access to be judged"), severity=Severity.DUE,
    about=opened_review,
)  # fmt: skip
contribute_due(
    "access_review.due", title=_("Access is to be reviewed"), severity=Severity.DUE,
    source=next_review,
)  # fmt: skip
contribute_due(
    "qualification.ends", title=_("Qualification ends"), severity=Severity.DUE,
    source=ending_qualifications,
)  # fmt: skip
contribute_due(
    "delegation.ends", title=_("Delegation ends"), severity=Severity.INFO,
    source=ending_delegations,
)  # fmt: skip
