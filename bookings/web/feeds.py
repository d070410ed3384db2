"""Calendar feeds: making and withdrawing their addresses, and what calendar programs read."""

from __future__ import annotations

import uuid
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import (
    conditional_page,
    require_http_methods,
    require_POST,
    require_safe,
)

from bookings.commands.feeds import make_feed, withdraw_feed
from bookings.feed_secrets import digest_of, secret_for
from bookings.icalendars import calendar_of
from bookings.models import Feed
from bookings.web.forms import FeedForm
from integrity.web.forms import CommandForm
from people.models import User
from people.permissions import Permission
from people.web.needs import needs, signed_in


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_BOOKINGS)
def feeds(request: HttpRequest) -> HttpResponse:
    """The own feeds; POST makes one and shows its address this once."""
    user, address = signed_in(request), ""
    form = FeedForm(request.POST or None, initial={"command_id": uuid.uuid4()})
    if not user.is_of_facility:
        del form.fields["room"]
    if request.method == "POST" and form.is_valid():
        key, room = form.cleaned_data["command_id"], form.cleaned_data.get("room")
        secret, at = secret_for(user, key), timezone.now()
        made = form.tried(
            lambda: make_feed.once(key, room=room, digest=digest_of(secret), by=user, at=at)
        )
        if made is not None:
            address = settings.SITE_URL + reverse("booking-feed", args=[secret])
            form = FeedForm(initial={"command_id": uuid.uuid4()})
    rows = Feed.objects.filter(owner=user, withdrawn_at__isnull=True).select_related("room")
    context = {"form": form, "address": address, "feeds": rows, "tab": "feeds",
               "key": uuid.uuid4()}  # fmt: skip
    return render(request, "bookings/feeds.html", context, status=form.status)


@require_POST
@needs(Permission.VIEW_BOOKINGS)
def feed_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Its address shows nothing any more."""
    user, form = signed_in(request), CommandForm(request.POST)
    feed = get_object_or_404(Feed.objects.filter(owner=user), pk=pk)
    if form.is_valid():
        withdraw_feed.once(form.cleaned_data["command_id"], feed=feed, by=user, at=timezone.now())
        messages.success(request, _("The feed is withdrawn."))
    return redirect("feeds")


@require_safe
@cache_control(private=True, no_cache=True)
@conditional_page
def booking_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Without signing in: who has the address reads what its owner may see now."""
    found = Feed.objects.filter(digest=digest_of(secret), withdrawn_at__isnull=True)
    feed = found.select_related("owner", "room").first()
    if feed is None or not may_read(feed.owner, feed):
        raise Http404
    told = calendar_of(feed, timezone.now())
    return HttpResponse(told, content_type="text/calendar; charset=utf-8")


def may_read(owner: User, feed: Feed) -> bool:
    """An account that is closed, or lost its role, shows nothing."""
    may = owner.is_active and owner.may(Permission.VIEW_BOOKINGS)
    return may and (feed.room is None or owner.is_of_facility)
