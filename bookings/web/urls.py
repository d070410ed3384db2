from django.urls import path, register_converter
from django.urls.converters import StringConverter

from bookings.web import asking, blackouts, booking, buffers, calendar, deeds, feeds


class Secret(StringConverter):
    """Of a calendar feed."""

    regex = "[0-9a-f]{64}"


register_converter(Secret, "secret")

ONE = "<int:number>/"

urlpatterns = [
    path("", calendar.calendar, name="bookings"),
    path("events/", calendar.calendar_events, name="booking-events"),
    path("list/", calendar.booking_list, name="booking-list"),
    path("of/<str:code>/", calendar.of_room, name="bookings-of-room"),
    path("new/", asking.booking_new, name="booking-new"),
    path("check/", asking.booking_check, name="booking-check"),
    path("blackouts/", blackouts.blackout_list, name="blackouts"),
    path("blackouts/new/", blackouts.blackout_new, name="blackout-new"),
    path("blackouts/<uuid:pk>/lift/", blackouts.blackout_lift, name="blackout-lift"),
    path("maintenance/new/", blackouts.maintenance_plan_new, name="maintenance-plan-new"),
    path("maintenance/<uuid:pk>/end/", blackouts.maintenance_plan_end, name="maintenance-plan-end"),
    path("buffers/", buffers.buffer_list, name="buffers"),
    path("buffers/set/", buffers.buffer_set, name="buffer-set"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/<uuid:pk>/withdraw/", feeds.feed_withdraw, name="feed-withdraw"),
    path("feed/<secret:secret>.ics", feeds.booking_feed, name="booking-feed"),
    path(ONE, booking.booking_page, name="booking"),
    path(f"{ONE}approve/", booking.booking_approve, name="booking-approve"),
    path(f"{ONE}overrule/", booking.booking_overrule, name="booking-overrule"),
    path(f"{ONE}refuse/", deeds.booking_refuse, name="booking-refuse"),
    path(f"{ONE}cancel/", deeds.booking_cancel, name="booking-cancel"),
    path(f"{ONE}move/", deeds.booking_move, name="booking-move"),
    path(f"{ONE}begin/", booking.booking_begin, name="booking-begin"),
    path(f"{ONE}end/", booking.booking_end, name="booking-end"),
    path(f"{ONE}no-show/", deeds.booking_no_show, name="booking-no-show"),
]
