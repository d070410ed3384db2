"""What people's own records ask: access reviews, qualifications, delegations, locked accounts."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Case, Count, F, Q, When
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from integrity.separation import separation_blockers
from integrity.signatures.meanings import Meaning
from people.access_review_due import review_due
from people.gates import completion_blockers
from people.models import AccessReview, Delegation, Lockout, Qualification, User
from people.models.qualification import end_of
from people.permissions import Permission
from people.work import NOTHING, Task, Waiting, contribute_work, waiting

SOON = timedelta(days=30)
NEAR = timedelta(days=7)


@contribute_work("access-review", gettext_lazy("Reviews of access"))
def access_review(user: User, at: datetime, most: int) -> Waiting:
    """Accounts that others hold are to be judged; QA signs when all are."""
    judges, signs = user.may(Permission.REVIEW_ACCESS), user.may(Permission.SIGN_ACCESS_REVIEW)
    if not (judges or signs):
        return NOTHING
    left = Count("lines", filter=Q(lines__decision="") & ~Q(lines__user=user))
    review = AccessReview.objects.filter(completed_at__isnull=True).annotate(left=left).first()
    asked = review and (_to_judge(review.left) if judges else "")
    if review and not asked and signs and _may_sign(review, user):
        asked = _("Sign the review of access")
    if review is None and judges:
        return _review_due(at)
    if not (review and asked):
        return NOTHING
    page = reverse("access-review", args=[review.number])
    task = Task(asked, page, str(review), sign="progress", word=_("Open"), since=review.opened_at)
    return Waiting([task], 1)


def _review_due(at: datetime) -> Waiting:
    due = review_due(at)
    if due is None:
        return NOTHING
    late = due < at
    task = Task(
        _("Open the review of access"), reverse("access-reviews"),
        sign="action" if late else "alert", word=_("Overdue") if late else _("Due soon"),
        due=due,
    )  # fmt: skip
    return Waiting([task], 1)


@contribute_work("own-qualifications", gettext_lazy("My qualifications"))
def own_qualifications(user: User, at: datetime, most: int) -> Waiting:
    """Those that have ended or end within 30 days, unless a later one of the kind is there."""
    held = user.qualifications.to_renew(at, SOON).select_related("kind")
    return waiting(held, most, lambda one: _to_renew(one, at))


@contribute_work(
    "qualifications",
    gettext_lazy("Qualifications ending"),
    page=lambda: reverse("qualifications"),
    permission=Permission.QUALIFY_PEOPLE,
)
def qualifications(user: User, at: datetime, most: int) -> Waiting:
    """Those of others, when their kind warns of the end."""
    soon = Qualification.objects.expiring(at).filter(user__is_active=True).exclude(user=user)
    return waiting(soon.select_related("kind", "user"), most, _to_qualify)


@contribute_work("delegations", gettext_lazy("Delegations"), page=lambda: reverse("account"))
def delegations(user: User, at: datetime, most: int) -> Waiting:
    """Those to or by this person that begin or end within a week."""
    mine = Delegation.objects.given().filter(Q(giver=user) | Q(delegate=user))
    begins = Q(valid_from__gt=at, valid_from__lte=at + NEAR)
    ends = Q(valid_from__lte=at, valid_until__gt=at, valid_until__lte=at + NEAR)
    turns = Case(When(begins, then=F("valid_from")), default=F("valid_until"))
    rows = mine.filter(begins | ends).annotate(turns=turns).order_by("turns")
    return waiting(
        rows.select_related("giver", "delegate", "role"), most, lambda one: _turning(one, user, at)
    )


@contribute_work(
    "delegations-to-sign", gettext_lazy("Delegations to sign"), permission=Permission.DELEGATE
)
def delegations_to_sign(user: User, at: datetime, most: int) -> Waiting:
    """What this person wrote down and has not signed."""
    drafts = user.delegated.filter(
        given_at__isnull=True, revoked_at__isnull=True, valid_until__gt=at
    )
    return waiting(drafts.select_related("giver", "delegate", "role"), most, _to_give)


@contribute_work(
    "locked",
    gettext_lazy("Locked accounts"),
    page=lambda: f"{reverse('people')}?state=locked",
    permission=Permission.MANAGE_PEOPLE,
)
def locked(user: User, at: datetime, most: int) -> Waiting:
    """Who manages people can open an account before its time."""
    rows = Lockout.objects.filter(locked_until__gt=at, user__is_active=True)
    return waiting(rows.select_related("user").order_by("locked_at"), most, _to_unlock)


def _to_judge(left: int) -> str:
    asked = ngettext("Judge %(left)s account", "Judge %(left)s accounts", left)
    return asked % {"left": left} if left else ""


def _may_sign(review: AccessReview, user: User) -> bool:
    apart = separation_blockers(review, by=user, meaning=Meaning.REVIEWED)
    return not (apart or completion_blockers(review))


def _to_renew(held: Qualification, at: datetime) -> Task:
    due = end_of(held.expires_on) if held.expires_on else None
    ended = due is not None and due < at
    return Task(
        _("Renew a qualification of yours"), reverse("account"), line=held.kind.title,
        sign="action" if ended else "alert", word=_("Expired") if ended else _("Ends soon"),
        due=due,
    )  # fmt: skip


def _to_qualify(held: Qualification) -> Task:
    return Task(
        _("Qualify %(user)s anew") % {"user": held.user},
        reverse("person-deed", args=[held.user.username, "qualify"]),
        line=held.kind.title, sign="alert", word=_("Ends soon"),
        due=end_of(held.expires_on) if held.expires_on else None,
    )  # fmt: skip


def _turning(one: Delegation, user: User, at: datetime) -> Task:
    begins = one.valid_from > at
    if one.giver_id == user.pk:
        asked = _("%(who)s acts for you") % {"who": one.delegate}
    else:
        asked = _("You act for %(who)s") % {"who": one.giver}
    return Task(
        asked, reverse("account"), line=one.role.title if one.role else _("Some permissions"),
        sign="info", word=_("Begins") if begins else _("Ends"),
        due=one.valid_from if begins else one.valid_until,
    )  # fmt: skip


def _to_give(one: Delegation) -> Task:
    return Task(
        _("Sign: %(who)s acts for you") % {"who": one.delegate},
        reverse("delegation-sign", args=[one.pk]),
        line=one.role.title if one.role else _("Some permissions"),
        sign="hold", word=_("Not signed yet"), due=one.valid_from,
    )  # fmt: skip


def _to_unlock(lock: Lockout) -> Task:
    opens = date_format(lock.locked_until, "H:i T") if lock.locked_until else ""
    return Task(
        _("Unlock the account"), reverse("person-deed", args=[lock.user.username, "unlock"]),
        lock.user.username,
        line=lock.user.display_name, sign="hold",
        word=_("Opens %(at)s") % {"at": opens}, since=lock.locked_at,
    )  # fmt: skip
