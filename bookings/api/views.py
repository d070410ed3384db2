"""Reading bookings, asking for one, and when rooms are free."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from bookings.api.resource import (
    COLUMNS,
    AskSerializer,
    BookingSerializer,
    CalendarSerializer,
    bookings_out,
)
from bookings.calendar_events import events, rows_of
from bookings.commands.requests import Asked, request_booking
from bookings.models import Booking, BookingState, Purpose
from bookings.resources import Resource
from bookings.tenancy import bookable_equipment, bookable_rooms
from integrity.refusals import Blocker, NotPermitted, Refused
from integrity.web.idempotency import KEY, key_of
from people.models import User
from people.permissions import Permission
from people.reading import reading_as

LONGEST = timedelta(days=92)


class BookingFilters(serializers.Serializer[Any]):
    """`source` is the lookup each stands for."""

    state = serializers.ChoiceField(BookingState.choices, required=False)
    lot = serializers.CharField(source="lot_number__iexact", max_length=40, required=False)


class PeriodSerializer(serializers.Serializer[Any]):
    until = serializers.DateTimeField(
        required=False, help_text="at most 92 days later; a week later when it is not said"
    )

    def get_fields(self) -> dict[str, Any]:
        """`from` is no name of Python’s."""
        since = serializers.DateTimeField(required=False, help_text="now when it is not said")
        return {"from": since, **super().get_fields()}


class Viewing(GenericAPIView[Any]):
    """For those who may read bookings; a tenant reads its own."""

    permission = Permission.VIEW_BOOKINGS

    @property
    def user(self) -> User:
        return cast(User, self.request.user)


class BookingList(Viewing):
    http_method_names = ("get", "head", "post")
    filters = BookingFilters
    newest_by = "id"

    @extend_schema(
        operation_id="list_bookings",
        summary="Bookings, those requested last first",
        parameters=[BookingFilters],
        responses=BookingSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """All to the facility’s own systems; to a tenant its own."""
        with reading_as(self.user) as database:
            found = Booking.objects.using(database).visible_to(self.user)
            rows = self.paginate_queryset(self.filter_queryset(found.values(*COLUMNS))) or []
            return self.get_paginated_response(bookings_out(rows, database))

    @extend_schema(
        operation_id="request_booking",
        summary="Request a booking",
        parameters=[KEY],
        request=AskSerializer,
        responses={201: BookingSerializer},
    )
    def post(self, request: Request) -> Response:
        """Refused with the reasons when it cannot be; it takes its slot when it is approved.

        Sent again under its key, it is the same booking.
        """
        user, at = self.user, timezone.now()
        if not user.may(Permission.REQUEST_BOOKING):
            raise NotPermitted(user.display_name, Permission.REQUEST_BOOKING)
        key, sent = key_of(request.headers), AskSerializer(data=request.data)
        if not sent.is_valid():
            raise Refused(_faults(sent.errors))
        given = sent.validated_data
        asked = Asked(
            purpose=Purpose(given["purpose"]), begins_at=given["begins_at"],
            ends_at=given["ends_at"], resources=_named(user, given, at), title=given["title"],
            lot_number=given["lot"],
        )  # fmt: skip
        booking = request_booking.once(key, asked=asked, by=user, at=at)
        rows = Booking.objects.filter(pk=booking.pk).values(*COLUMNS)
        return Response(bookings_out(list(rows), "default")[0], status=201)


class RoomCalendar(Viewing):
    http_method_names = ("get", "head")
    pagination_class = None
    filter_backends = ()

    @extend_schema(
        operation_id="room_calendar",
        summary="When rooms are free or busy",
        parameters=[PeriodSerializer],
        responses=CalendarSerializer,
    )
    def get(self, request: Request) -> Response:
        """Rooms that you may book, from a moment until another; at most 92 days."""
        begins_at, ends_at = _period(request)
        now = timezone.now()
        rows = rows_of(self.user, now)
        found = sorted(
            events(self.user, rows, begins_at, ends_at),
            key=lambda one: (one.code, one.begins_at, one.ends_at),
        )
        told = [
            {
                "room": one.code, "begins_at": one.begins_at, "ends_at": one.ends_at,
                "state": one.state, "title": one.title or None,
                "booking": f"BKG-{one.number:04}" if one.number else None,
            }
            for one in found
        ]  # fmt: skip
        return Response({"rooms": [one.code for one in rows], "events": told})


def _period(request: Request) -> Any:
    query = request.query_params
    unknown = {name for name in query if name not in ("from", "until")}
    errors = {
        name: [ErrorDetail(_("Accepted are: from, until."), "unknown_parameter")]
        for name in sorted(unknown)
    }
    period = PeriodSerializer(data={name: query[name] for name in query if name not in unknown})
    if not period.is_valid() or errors:
        raise ValidationError({**period.errors, **errors})
    begins_at = period.validated_data.get("from") or timezone.now()
    ends_at = period.validated_data.get("until") or begins_at + timedelta(days=7)
    if not timedelta(0) < ends_at - begins_at <= LONGEST:
        message = _("Accepted: up to 92 days after `from`.")
        raise ValidationError({"until": [message]}, "out_of_range")
    return begins_at, ends_at


def _named(user: User, given: dict[str, Any], at: Any) -> tuple[Resource, ...]:
    """By code; what one may not book is answered as what is not there."""
    known: dict[str, dict[str, Resource]] = {
        "rooms": {one.code: one for one in bookable_rooms(user, at)},
        "equipment": {one.code: one for one in bookable_equipment(user, at)},
    }
    unknown = [
        Blocker(
            "UNKNOWN", _("There is no %(code)s that you may book.") % {"code": code},
            clears=_("Accepted: a code of the room calendar."), field=name,
        )
        for name in known
        for code in given[name]
        if code not in known[name]
    ]  # fmt: skip
    if unknown:
        raise Refused(unknown)
    return tuple(known[name][code] for name in known for code in dict.fromkeys(given[name]))


def _faults(errors: Any) -> list[Blocker]:
    return [
        Blocker(str(one.code).upper(), str(one), field=name)
        for name, found in errors.items()
        for one in (found if isinstance(found, list) else [found])
        if isinstance(one, ErrorDetail)
    ] or [Blocker("INVALID", _("The request is not of the form that is described."))]
