"""The inbox: what this person was told, and acknowledging it."""

from __future__ import annotations

import uuid
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from integrity.web.forms import CommandForm
from people.commands.letters import choose_letters
from people.commands.notifications import acknowledge
from people.models import Notification
from people.notifications.inbox import inbox, rows
from people.permissions import Permission
from people.web.needs import needs, signed_in

ROWS = 50
ALL, ALARMS = "all", "alarms"


class LettersForm(CommandForm):
    """Pressed as one of two buttons."""

    letters = forms.ChoiceField(choices=[(ALL, ALL), (ALARMS, ALARMS)])


@require_safe
@needs(Permission.KEEP_OWN_ACCOUNT)
def notifications(request: HttpRequest) -> HttpResponse:
    """What is not acknowledged yet, alarms first; or everything."""
    only_open = request.GET.get("show") != "all"
    page = Paginator(inbox(signed_in(request), only_open=only_open), ROWS).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "rows": rows(list(page)),
        "only_open": only_open,
        "form": CommandForm(initial={"command_id": uuid.uuid4()}),
        "letters": LettersForm(initial={"command_id": uuid.uuid4()}, auto_id="letters_%s"),
    }
    return render(request, "people/notifications.html", context)


@require_POST
@needs(Permission.KEEP_OWN_ACCOUNT)
def notifications_acknowledge(request: HttpRequest) -> HttpResponse:
    """One of them, or all that were shown; somebody else's are not there."""
    user, form = signed_in(request), CommandForm(request.POST)
    keys = _asked(request.POST)
    found = list(Notification.objects.filter(pk__in=keys, user=user).select_related("matter"))
    if not form.is_valid() or not keys or len(found) != len(keys):
        raise Http404
    command_id = form.cleaned_data["command_id"]
    acknowledge.once(command_id, user=user, notifications=found, by=user, at=timezone.now())
    done = ngettext("%(n)s acknowledged.", "%(n)s acknowledged.", len(found))
    messages.success(request, done % {"n": len(found)})
    return redirect("notifications")


@require_POST
@needs(Permission.KEEP_OWN_ACCOUNT)
def notifications_letters(request: HttpRequest) -> HttpResponse:
    """Which e-mail the person gets from now on."""
    user, form = signed_in(request), LettersForm(request.POST)
    if not form.is_valid():
        raise Http404
    typed = form.cleaned_data
    choose_letters.once(
        typed["command_id"], user=user, without_alarm=typed["letters"] == ALL, by=user,
        at=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Your e-mail is as you chose."))
    return redirect("notifications")


def _asked(posted: QueryDict) -> set[UUID]:
    """The one whose button was pressed, else all that were shown."""
    try:
        return {UUID(one) for one in posted.getlist("one") or posted.getlist("shown")}
    except ValueError as error:
        raise Http404 from error
