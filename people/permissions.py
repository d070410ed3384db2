"""Everything a person may be allowed to do, in one enum (21 CFR 11.10(d), (g))."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    MANAGE_PEOPLE = "people.manage"
    OVERRULE = "people.overrule"
    ERASE_PERSONAL = "people.erase"
    MANAGE_TABLETS = "people.manage_tablets"
    VIEW_PEOPLE = "people.view"
    QUALIFY_PEOPLE = "people.qualify"
    DELEGATE = "people.delegate"
    REVIEW_ACCESS = "people.review_access"
    SIGN_ACCESS_REVIEW = "people.sign_access_review"
    KEEP_OWN_ACCOUNT = "people.keep_own_account"
    LOCK_ACCOUNT = "people.lock_account"
    WATCH_DOOR = "people.watch_door"
    FOLLOW_REVIEW = "people.follow_review"
    MANAGE_NOTIFICATIONS = "people.manage_notifications"
    NOTIFY = "people.notify"
    VIEW_QUALITY = "quality.view"
    VIEW_IMPACTS = "quality.view_impacts"
    RAISE_DEVIATION = "quality.raise_deviation"
    MANAGE_QUALITY = "quality.manage"
    DRAFT_AGREEMENT = "quality.draft_agreement"
    FOLLOW_OVERRULING = "quality.follow_overruling"
    OPEN_INVESTIGATION = "quality.open_investigation"
    MANAGE_PRODUCTS = "materials.manage_products"
    VIEW_MATERIALS = "materials.view"
    MANAGE_MATERIALS = "materials.manage"
    RECEIVE_MATERIAL = "materials.receive"
    USE_MATERIAL = "materials.use"
    COUNT_STOCK = "materials.count"
    RELEASE_LOT = "materials.release_lot"
    PLACE_HOLD = "materials.place_hold"
    LIFT_HOLD = "materials.lift_hold"
    RECALL = "materials.recall"
    TAKE_OVER_STOCK = "materials.take_over"
    MANAGE_ROOMS = "cleanrooms.manage"
    CHANGE_ROOM_STATE = "cleanrooms.change_state"
    RELEASE_STATUS = "cleanrooms.release_status"
    USE_EQUIPMENT = "cleanrooms.use_equipment"
    VIEW_EXPOSURES = "cleanrooms.view_exposures"
    VIEW_MONITORING = "monitoring.view"
    MANAGE_MONITORING = "monitoring.manage"
    DECIDE_LEVELS = "monitoring.decide_levels"
    TAKE_SAMPLES = "monitoring.take_samples"
    ADD_READINGS = "monitoring.add_readings"
    COUNT_PLATES = "monitoring.count_plates"
    ACKNOWLEDGE_EXCURSION = "monitoring.acknowledge"
    REVIEW_MONITORING = "monitoring.review"
    FOLLOW_MONITORING = "monitoring.follow"
    USE_ROOM = "cleanrooms.use"
    CHECK_ROOM = "cleanrooms.check"
    APPROVE_ROOM_USE = "cleanrooms.approve"
    KEEP_ROOM_TIMES = "cleanrooms.keep_times"
    VIEW_BOOKINGS = "bookings.view"
    REQUEST_BOOKING = "bookings.request"
    APPROVE_BOOKING = "bookings.approve"
    MANAGE_BOOKINGS = "bookings.manage"
    KEEP_BOOKINGS = "bookings.keep_times"
    WRITE_MASTER = "batches.write_master"
    APPROVE_MASTER = "batches.approve_master"
    CREATE_BATCH = "batches.create"
    EXECUTE_STEP = "batches.execute_step"
    VERIFY_STEP = "batches.verify_step"
    FINISH_EXECUTION = "batches.finish_execution"
    FOLLOW_RESULTS = "batches.follow_results"
    VIEW_BATCHES = "batches.view"
    MAKE_RENDITION = "documents.make_rendition"
    ATTACH_FILE = "documents.attach_file"
    VIEW_DOCUMENTS = "documents.view"
    WRITE_DOCUMENT = "documents.write"
    REVIEW_DOCUMENT = "documents.review"
    APPROVE_DOCUMENT = "documents.approve"
    TRAIN_PEOPLE = "documents.train"
    PRINT_LABEL = "documents.print_label"
    MANAGE_PRINTERS = "documents.manage_printers"
    ISSUE_FORM = "documents.issue_form"
    SEND_LABEL = "documents.send_label"
    MAKE_EFFECTIVE = "documents.make_effective"
    WRITE_SPECIFICATION = "qc.write_specification"
    RECORD_RESULT = "qc.record_result"
    VIEW_RESULTS = "qc.view"
    VIEW_TRAIL = "trail.view"
    EXPORT_TRAIL = "trail.export"
    REVIEW_TRAIL = "trail.review"
    VIEW_JOBS = "jobs.view"
    RETRY_JOBS = "jobs.retry"
    LOAD_FACILITY = "facility.load"

    @property
    def label(self) -> str | Promise:
        return LABELS[self]

    @property
    def needs_person(self) -> bool:
        """Only people may hold it: a judgement, or something that is signed (Annex 22 draft)."""
        return self in OF_PEOPLE

    @property
    def is_for_outsiders(self) -> bool:
        """May be held by a role in another organisation than the facility."""
        return self in OF_OUTSIDERS

    @property
    def is_given(self) -> bool:
        """Roles give it; the others belong to everybody, or to the system alone."""
        return self is not Permission.KEEP_OWN_ACCOUNT and self not in OF_THE_SYSTEM


OF_PEOPLE = {
    Permission.KEEP_OWN_ACCOUNT, Permission.DELEGATE, Permission.REVIEW_ACCESS,
    Permission.SIGN_ACCESS_REVIEW, Permission.REVIEW_TRAIL, Permission.ERASE_PERSONAL,
    Permission.OVERRULE,
    Permission.USE_ROOM, Permission.CHECK_ROOM, Permission.APPROVE_ROOM_USE,
    Permission.APPROVE_BOOKING,
    Permission.WRITE_MASTER, Permission.APPROVE_MASTER, Permission.CREATE_BATCH,
    Permission.EXECUTE_STEP, Permission.VERIFY_STEP, Permission.RECORD_RESULT,
    Permission.WRITE_DOCUMENT, Permission.REVIEW_DOCUMENT, Permission.APPROVE_DOCUMENT,
    Permission.TRAIN_PEOPLE, Permission.PRINT_LABEL, Permission.ISSUE_FORM,
    Permission.RAISE_DEVIATION, Permission.MANAGE_QUALITY, Permission.DRAFT_AGREEMENT,
    Permission.MANAGE_MATERIALS, Permission.RECEIVE_MATERIAL, Permission.USE_MATERIAL,
    Permission.COUNT_STOCK,
    Permission.RELEASE_LOT, Permission.PLACE_HOLD, Permission.LIFT_HOLD, Permission.RECALL,
    Permission.TAKE_OVER_STOCK, Permission.LOAD_FACILITY,
    Permission.RELEASE_STATUS, Permission.USE_EQUIPMENT,
    Permission.DECIDE_LEVELS, Permission.TAKE_SAMPLES, Permission.COUNT_PLATES,
    Permission.ACKNOWLEDGE_EXCURSION, Permission.REVIEW_MONITORING,
}  # fmt: skip
OF_OUTSIDERS = {
    Permission.VIEW_BATCHES, Permission.VIEW_RESULTS, Permission.MAKE_RENDITION,
    Permission.VIEW_IMPACTS, Permission.VIEW_MATERIALS,
    Permission.VIEW_BOOKINGS, Permission.REQUEST_BOOKING,
}  # fmt: skip
OF_THE_SYSTEM = {
    Permission.LOCK_ACCOUNT, Permission.WATCH_DOOR, Permission.FOLLOW_REVIEW,
    Permission.NOTIFY,
    Permission.FINISH_EXECUTION, Permission.FOLLOW_RESULTS, Permission.FOLLOW_OVERRULING,
    Permission.MAKE_EFFECTIVE, Permission.SEND_LABEL, Permission.FOLLOW_MONITORING,
    Permission.KEEP_ROOM_TIMES, Permission.OPEN_INVESTIGATION, Permission.KEEP_BOOKINGS,
}  # fmt: skip

LABELS: dict[Permission, str | Promise] = {
    Permission.MANAGE_PEOPLE: _("manage people and roles"),
    Permission.ERASE_PERSONAL: _("decide on the erasure of personal data"),
    Permission.OVERRULE: _("overrule what blocks work at the bench"),
    Permission.MANAGE_TABLETS: _("enrol and revoke tablets"),
    Permission.VIEW_PEOPLE: _("read people, roles and qualifications"),
    Permission.QUALIFY_PEOPLE: _("record personal qualifications"),
    Permission.DELEGATE: _("delegate to others"),
    Permission.REVIEW_ACCESS: _("review who has access"),
    Permission.SIGN_ACCESS_REVIEW: _("sign reviews of access"),
    Permission.KEEP_OWN_ACCOUNT: _("keep the own account"),
    Permission.WATCH_DOOR: _("note who could not come in, and end what was left open"),
    Permission.LOCK_ACCOUNT: _("lock accounts after failed attempts"),
    Permission.FOLLOW_REVIEW: _("end roles that a review withdrew"),
    Permission.MANAGE_NOTIFICATIONS: _("say who is notified of what"),
    Permission.NOTIFY: _("tell people what happened or comes due"),
    Permission.VIEW_QUALITY: _("read deviations, CAPA, changes, complaints and agreements"),
    Permission.VIEW_IMPACTS: _("read what deviations mean for the own batches"),
    Permission.RAISE_DEVIATION: _("raise deviations, and work on those one owns"),
    Permission.MANAGE_QUALITY: _("classify, conclude and close for quality assurance"),
    Permission.DRAFT_AGREEMENT: _("draft agreements and approvals of suppliers"),
    Permission.FOLLOW_OVERRULING: _("open a deviation for what was overruled"),
    Permission.OPEN_INVESTIGATION: _("open a deviation for what was beyond a limit"),
    Permission.MANAGE_PRODUCTS: _("manage products"),
    Permission.VIEW_MATERIALS: _("read products, materials and stock"),
    Permission.MANAGE_MATERIALS: _("manage materials, their sources and orders"),
    Permission.RECEIVE_MATERIAL: _("receive deliveries"),
    Permission.USE_MATERIAL: _("open, issue and use material"),
    Permission.COUNT_STOCK: _("correct stock to what was counted"),
    Permission.RELEASE_LOT: _("release or reject lots"),
    Permission.PLACE_HOLD: _("hold lots, containers and donors"),
    Permission.LIFT_HOLD: _("lift holds"),
    Permission.RECALL: _("recall lots"),
    Permission.TAKE_OVER_STOCK: _("take stock over from before this system"),
    Permission.MANAGE_ROOMS: _("manage rooms"),
    Permission.CHANGE_ROOM_STATE: _("set a room's state by hand"),
    Permission.USE_ROOM: _("enter, use and clean rooms"),
    Permission.CHECK_ROOM: _("check clearances and cleanings of rooms"),
    Permission.APPROVE_ROOM_USE: _("approve checklists and the sharing of rooms"),
    Permission.KEEP_ROOM_TIMES: _("end a room's clean hold time"),
    Permission.VIEW_BOOKINGS: _("read bookings of rooms"),
    Permission.REQUEST_BOOKING: _("request bookings, and cancel the own ones"),
    Permission.APPROVE_BOOKING: _("approve, refuse and move bookings"),
    Permission.MANAGE_BOOKINGS: _("keep buffers, blackouts and recurring maintenance"),
    Permission.KEEP_BOOKINGS: _("follow bookings as time passes and rooms are used"),
    Permission.RELEASE_STATUS: _("release or withdraw evidence of status of rooms and equipment"),
    Permission.USE_EQUIPMENT: _("log the use of equipment"),
    Permission.VIEW_EXPOSURES: _("ask what was exposed in rooms and devices"),
    Permission.VIEW_MONITORING: _("read what is monitored in the rooms"),
    Permission.MANAGE_MONITORING: _("manage sampling sites and plans, draft limit sets"),
    Permission.DECIDE_LEVELS: _("adopt limit sets and set alert and action levels"),
    Permission.TAKE_SAMPLES: _("take environmental samples"),
    Permission.COUNT_PLATES: _("incubate and count plates, identify isolates"),
    Permission.ACKNOWLEDGE_EXCURSION: _("acknowledge excursions"),
    Permission.ADD_READINGS: _("add readings of sensors"),
    Permission.REVIEW_MONITORING: _("close sampling rounds and excursions"),
    Permission.FOLLOW_MONITORING: _("open excursions and what follows from them"),
    Permission.WRITE_MASTER: _("write master batch records"),
    Permission.APPROVE_MASTER: _("approve master batch records"),
    Permission.CREATE_BATCH: _("create batches"),
    Permission.EXECUTE_STEP: _("execute batch steps"),
    Permission.VERIFY_STEP: _("verify batch steps"),
    Permission.FINISH_EXECUTION: _("close an execution with its last step"),
    Permission.FOLLOW_RESULTS: _("take results over into the batch"),
    Permission.VIEW_BATCHES: _("read batches"),
    Permission.MAKE_RENDITION: _("make batch record PDFs"),
    Permission.ATTACH_FILE: _("attach files and photos to records"),
    Permission.VIEW_DOCUMENTS: _("read controlled documents and be trained on them"),
    Permission.WRITE_DOCUMENT: _("write controlled documents"),
    Permission.REVIEW_DOCUMENT: _("review controlled documents"),
    Permission.APPROVE_DOCUMENT: _("approve and retire controlled documents"),
    Permission.TRAIN_PEOPLE: _("say who is trained on which document, and assess people"),
    Permission.PRINT_LABEL: _("print labels, and account for them"),
    Permission.MANAGE_PRINTERS: _("manage label printers"),
    Permission.ISSUE_FORM: _("issue numbered forms on paper, and take them back"),
    Permission.SEND_LABEL: _("send labels to printers"),
    Permission.MAKE_EFFECTIVE: _("make documents effective on their day"),
    Permission.WRITE_SPECIFICATION: _("write specifications"),
    Permission.RECORD_RESULT: _("record test results"),
    Permission.VIEW_RESULTS: _("read test results"),
    Permission.VIEW_TRAIL: _("read the audit trail"),
    Permission.EXPORT_TRAIL: _("export the audit trail"),
    Permission.REVIEW_TRAIL: _("review the audit trail"),
    Permission.VIEW_JOBS: _("see jobs, disks and clocks"),
    Permission.RETRY_JOBS: _("try failed jobs again"),
    Permission.LOAD_FACILITY: _("load a facility from files, each row with its own permission"),
}
