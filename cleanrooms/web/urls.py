from django.urls import path, register_converter
from django.urls.converters import StringConverter

from cleanrooms.web import (
    board,
    due,
    equipment,
    equipment_use,
    evidence,
    maintenance,
    neighbours,
    room,
    room_deeds,
    status,
    zones,
)
from cleanrooms.web.subject import Code, Of


class RoomCode(StringConverter):
    """As painted on the door; without the one character that PostgreSQL cannot hold."""

    regex = r"[^/\x00]{1,20}"


register_converter(RoomCode, "room")
register_converter(Of, "of")
register_converter(Code, "code")
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
    path("status/<of:of>/<code:code>/", status.status, name="status"),
    path("status/<of:of>/<code:code>/overrule/", status.status_overrule, name="status-overrule"),
    path("status/<of:of>/<code:code>/evidence/", evidence.evidence_new, name="evidence-new"),
    path("due/", due.status_due, name="status-due"),
    path("evidence/<uuid:pk>/", evidence.evidence, name="evidence"),
    path("evidence/<uuid:pk>/release/", evidence.evidence_release, name="evidence-release"),
    path("evidence/<uuid:pk>/withdraw/", evidence.evidence_withdraw, name="evidence-withdraw"),
    path("use/<code:code>/", equipment_use.equipment_use, name="equipment-use"),
    path("use/<code:code>/<uuid:pk>/", equipment_use.equipment_use_end, name="equipment-use-end"),
    path("needs/<code:code>/", maintenance.equipment_needs, name="equipment-needs"),
    path(
        "maintenance/<code:code>/", maintenance.equipment_maintenance, name="equipment-maintenance"
    ),
]
