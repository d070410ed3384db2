from django.urls import path, register_converter
from django.urls.converters import StringConverter

from cleanrooms.web import board, room


class RoomCode(StringConverter):
    """As painted on the door; without the one character that PostgreSQL cannot hold."""

    regex = r"[^/\x00]{1,20}"


register_converter(RoomCode, "room")
urlpatterns = [
    path("", board.board, name="board"),
    path("now/", board.now, name="board-now"),
    path("rooms/<room:code>/", room.room_page, name="room"),
]
