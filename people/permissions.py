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
    MANAGE_PRODUCTS = "materials.manage_products"
    MANAGE_ROOMS = "cleanrooms.manage"
    CHANGE_ROOM_STATE = "cleanrooms.change_state"
    WRITE_MASTER = "batches.write_master"
    APPROVE_MASTER = "batches.approve_master"
    CREATE_BATCH = "batches.create"
    EXECUTE_STEP = "batches.execute_step"
    VERIFY_STEP = "batches.verify_step"
    FINISH_EXECUTION = "batches.finish_execution"
    FOLLOW_RESULTS = "batches.follow_results"
    VIEW_BATCHES = "batches.view"
    MAKE_RENDITION = "documents.make_rendition"
    WRITE_SPECIFICATION = "qc.write_specification"
    RECORD_RESULT = "qc.record_result"
    VIEW_RESULTS = "qc.view"
    VIEW_TRAIL = "trail.view"
    EXPORT_TRAIL = "trail.export"
    REVIEW_TRAIL = "trail.review"
    VIEW_JOBS = "jobs.view"
    RETRY_JOBS = "jobs.retry"

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
    Permission.WRITE_MASTER, Permission.APPROVE_MASTER, Permission.CREATE_BATCH,
    Permission.EXECUTE_STEP, Permission.VERIFY_STEP, Permission.RECORD_RESULT,
}  # fmt: skip
OF_OUTSIDERS = {Permission.VIEW_BATCHES, Permission.VIEW_RESULTS, Permission.MAKE_RENDITION}
OF_THE_SYSTEM = {
    Permission.LOCK_ACCOUNT, Permission.WATCH_DOOR, Permission.FOLLOW_REVIEW,
    Permission.NOTIFY,
    Permission.FINISH_EXECUTION, Permission.FOLLOW_RESULTS,
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
    Permission.MANAGE_PRODUCTS: _("manage products"),
    Permission.MANAGE_ROOMS: _("manage rooms"),
    Permission.CHANGE_ROOM_STATE: _("change a room's state"),
    Permission.WRITE_MASTER: _("write master batch records"),
    Permission.APPROVE_MASTER: _("approve master batch records"),
    Permission.CREATE_BATCH: _("create batches"),
    Permission.EXECUTE_STEP: _("execute batch steps"),
    Permission.VERIFY_STEP: _("verify batch steps"),
    Permission.FINISH_EXECUTION: _("close an execution with its last step"),
    Permission.FOLLOW_RESULTS: _("take results over into the batch"),
    Permission.VIEW_BATCHES: _("read batches"),
    Permission.MAKE_RENDITION: _("make batch record PDFs"),
    Permission.WRITE_SPECIFICATION: _("write specifications"),
    Permission.RECORD_RESULT: _("record test results"),
    Permission.VIEW_RESULTS: _("read test results"),
    Permission.VIEW_TRAIL: _("read the audit trail"),
    Permission.EXPORT_TRAIL: _("export the audit trail"),
    Permission.REVIEW_TRAIL: _("review the audit trail"),
    Permission.VIEW_JOBS: _("see jobs, disks and clocks"),
    Permission.RETRY_JOBS: _("try failed jobs again"),
}
