from django.urls import path

from bookings.api.views import BookingList, RoomCalendar

urlpatterns = [
    path("bookings/", BookingList.as_view(), name="api-bookings"),
    path("room-calendar/", RoomCalendar.as_view(), name="api-room-calendar"),
]
