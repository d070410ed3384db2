"""One person: memberships, badges, qualifications, delegations, what was changed."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from integrity.models import AuditEvent
from integrity.trail.showing import deed_of
from people.factors import factors_of, named
from people.models import Lockout, User
from people.models.qualification import day_of
from people.permissions import Permission
from people.web.deed import deed_page
from people.web.fetch import user_named
from people.web.needs import needs, signed_in
from people.web.person_deeds import DEEDS

SHOWN = 20


@require_safe
@needs(Permission.VIEW_PEOPLE)
def person_page(request: HttpRequest, username: str) -> HttpResponse:
    """Everything known of one account."""
    user, now = user_named(username), timezone.now()
    reader = signed_in(request)
    context = {
        "person": user,
        "now": now,
        "today": day_of(now),
        "lock": Lockout.objects.filter(user=user, locked_until__gt=now).first(),
        "memberships": user.memberships.select_related("role", "organisation"),
        "badges": user.badges.select_related("given_by", "withdrawn_by"),
        "qualifications": user.qualifications.select_related("kind", "given_by"),
        "delegated": user.delegated.select_related("delegate", "giver", "role"),
        "acts_for": user.acts_for.select_related("delegate", "giver", "role"),
        "changes": [(deed_of(event), event) for event in changes_of(user)[:SHOWN]],
        "factors": [named(one) for one in factors_of(user)],
        "link": SocialAccount.objects.filter(user=user).first(),
        "may_manage": reader.may(Permission.MANAGE_PEOPLE),
        "may_erase": reader.may(Permission.ERASE_PERSONAL),
        "ending": "delegation" if reader.may(Permission.MANAGE_PEOPLE) else "",
        "may_qualify": reader.may(Permission.QUALIFY_PEOPLE),
    }
    return render(request, "people/person.html", context)


def changes_of(user: User) -> QuerySet[AuditEvent]:
    """What was said of the account, its roles, badges and qualifications, newest first."""
    said = Q(subject_type="people.user", subject_id=str(user.pk))
    for held in (user.memberships, user.badges, user.qualifications, user.delegated):
        ids = [str(pk) for pk in held.values_list("pk", flat=True)]
        said |= Q(subject_type=held.model._meta.label_lower, subject_id__in=ids)
    return AuditEvent.objects.filter(said).order_by("-seq")


@require_http_methods(["GET", "POST"])
def person_deed(request: HttpRequest, username: str, name: str) -> HttpResponse:
    """One thing that is done to an account, on its own page."""
    user: User = user_named(username)
    if name not in DEEDS:
        raise Http404
    return deed_page(request, DEEDS[name](user))
