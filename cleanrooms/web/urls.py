from django.urls import path, register_converter
from django.urls.converters import StringConverter

from cleanrooms.web import (
    agents,
    board,
    cleanings,
    due,
    equipment,
    equipment_use,
    evidence,
    handovers,
    maintenance,
    neighbours,
    plates,
    presences,
    room,
    room_deeds,
    room_tablet,
    rules,
    sharings,
    status,
    use_signing,
    uses,
    what_if,
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
    path("rooms/<room:code>/tablet/", room_tablet.room_tablet, name="room-tablet"),
    path("rooms/<room:code>/enter/", presences.enter, name="room-enter"),
    path("rooms/<room:code>/enter-badge/", presences.enter_by_badge, name="room-enter-badge"),
    path("rooms/<room:code>/enter-other/", presences.enter_other, name="room-enter-other"),
    path("rooms/<room:code>/let-in/", presences.overrule_entry, name="room-let-in"),
    path("presences/<uuid:pk>/leave/", presences.leave, name="presence-leave"),
    path("plates/<uuid:pk>/", plates.plates_taken, name="plates-taken"),
    path("rooms/<room:code>/use/", uses.use_new, name="use-new"),
    path("uses/<uuid:pk>/", uses.use_page, name="use"),
    path("clearance-lines/<uuid:pk>/", uses.use_line, name="use-line"),
    path("uses/<uuid:pk>/sign/", use_signing.use_sign, name="use-sign"),
    path("uses/<uuid:pk>/overrule/", use_signing.use_overrule, name="use-overrule"),
    path("uses/<uuid:pk>/begin/", uses.use_begin, name="use-begin"),
    path("uses/<uuid:pk>/end/", uses.use_end, name="use-end"),
    path("uses/<uuid:pk>/cancel/", uses.use_cancel, name="use-cancel"),
    path("rooms/<room:code>/cleaning/", cleanings.cleaning_new, name="cleaning-new"),
    path("cleanings/<uuid:pk>/", cleanings.cleaning_page, name="cleaning"),
    path("cleanings/<uuid:pk>/applied/", cleanings.cleaning_applied, name="cleaning-applied"),
    path("cleanings/<uuid:pk>/end/", cleanings.cleaning_end, name="cleaning-end"),
    path("cleanings/<uuid:pk>/check/", cleanings.cleaning_check, name="cleaning-check"),
    path("rooms/<room:code>/handover/", handovers.handover_new, name="handover-new"),
    path("handovers/<uuid:pk>/", handovers.handover_page, name="handover"),
    path("handovers/<uuid:pk>/sign/", handovers.handover_sign, name="handover-sign"),
    path("what-if/", what_if.what_if_page, name="what-if"),
    path("rules/", rules.rules, name="room-rules"),
    path("rules/new-checklist/", rules.checklist_new, name="checklist-new"),
    path("checklists/<uuid:pk>/", rules.checklist_page, name="checklist"),
    path("checklists/<uuid:pk>/sign/", rules.checklist_sign, name="checklist-sign"),
    path("rules/new-sharing/", sharings.sharing_new, name="sharing-new"),
    path("sharings/<uuid:pk>/", sharings.sharing_page, name="sharing"),
    path("sharings/<uuid:pk>/sign/", sharings.sharing_sign, name="sharing-sign"),
    path("sharings/<uuid:pk>/withdraw/", sharings.sharing_withdraw, name="sharing-withdraw"),
    path("rules/new-disinfectant/", agents.disinfectant_new, name="disinfectant-new"),
    path("rooms/<room:code>/rotation/", agents.rotation_set, name="rotation-set"),
]
