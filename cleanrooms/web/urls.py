from django.urls import path, register_converter
from django.urls.converters import StringConverter

from cleanrooms.web import board, equipment, neighbours, room, room_deeds, zones


class RoomCode(StringConverter):
    """As painted on the door; without the one character that PostgreSQL cannot hold."""

    regex = r"[^/\x00]{1,20}"


register_converter(RoomCode, "room")
urlpatterns = [
    path("", board.board, name="board"),
    path("now/", board.now, name="board-now"),
    path("rooms/<room:code>/", room.room_page, name="room"),
    path("new-room/", room_deeds.room_new, name="room-new"),
    path("rooms/<room:code>/alter/", room_deeds.room_alter, name="room-alter"),
    path("rooms/<room:code>/zones/", zones.zone_new, name="zone-new"),
    path("zones/<uuid:pk>/alter/", zones.zone_alter, name="zone-alter"),
    path("zones/<uuid:pk>/end/", zones.zone_end, name="zone-end"),
    path("rooms/<room:code>/neighbours/", neighbours.neighbour_new, name="neighbour-new"),
    path("neighbours/<uuid:pk>/alter/", neighbours.neighbour_alter, name="neighbour-alter"),
    path("neighbours/<uuid:pk>/end/", neighbours.neighbour_end, name="neighbour-end"),
    path("equipment/", equipment.equipment_list, name="equipment-list"),
    path("equipment/new/", equipment.equipment_new, name="equipment-new"),
    path("equipment/item/<str:code>/", equipment.equipment_page, name="equipment"),
    path("equipment/item/<str:code>/alter/", equipment.equipment_alter, name="equipment-alter"),
    path("equipment/item/<str:code>/end/", equipment.equipment_end, name="equipment-end"),
]
