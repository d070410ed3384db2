from django.urls import path, register_converter
from django.urls.converters import StringConverter

from cleanrooms.web import board, equipment, room


class RoomCode(StringConverter):
    """As painted on the door; without the one character that PostgreSQL cannot hold."""

    regex = r"[^/\x00]{1,20}"


register_converter(RoomCode, "room")
urlpatterns = [
    path("", board.board, name="board"),
    path("now/", board.now, name="board-now"),
    path("rooms/<room:code>/", room.room_page, name="room"),
    path("equipment/", equipment.equipment_list, name="equipment-list"),
    path("equipment/new/", equipment.equipment_new, name="equipment-new"),
    path("equipment/item/<str:code>/", equipment.equipment_page, name="equipment"),
    path("equipment/item/<str:code>/alter/", equipment.equipment_alter, name="equipment-alter"),
    path("equipment/item/<str:code>/end/", equipment.equipment_end, name="equipment-end"),
]
