"""Everything a person may be allowed to do, in one enum (21 CFR 11.10(d), (g))."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    MANAGE_PEOPLE = "people.manage"
    MANAGE_TABLETS = "people.manage_tablets"
    KEEP_OWN_ACCOUNT = "people.keep_own_account"
    LOCK_ACCOUNT = "people.lock_account"
    MANAGE_PRODUCTS = "materials.manage_products"
    MANAGE_ROOMS = "cleanrooms.manage"
    CHANGE_ROOM_STATE = "cleanrooms.change_state"
    WRITE_MASTER = "batches.write_master"
    APPROVE_MASTER = "batches.approve_master"
    CREATE_BATCH = "batches.create"
    EXECUTE_STEP = "batches.execute_step"
    VERIFY_STEP = "batches.verify_step"
    VIEW_BATCHES = "batches.view"
    MAKE_RENDITION = "documents.make_rendition"
    WRITE_SPECIFICATION = "qc.write_specification"
    RECORD_RESULT = "qc.record_result"
    VIEW_RESULTS = "qc.view"

    @property
    def label(self) -> str | Promise:
        return LABELS[self]


LABELS: dict[Permission, str | Promise] = {
    Permission.MANAGE_PEOPLE: _("manage people and roles"),
    Permission.MANAGE_TABLETS: _("enrol and revoke tablets"),
    Permission.KEEP_OWN_ACCOUNT: _("keep the own account"),
    Permission.LOCK_ACCOUNT: _("lock accounts after failed attempts"),
    Permission.MANAGE_PRODUCTS: _("manage products"),
    Permission.MANAGE_ROOMS: _("manage rooms"),
    Permission.CHANGE_ROOM_STATE: _("change a room's state"),
    Permission.WRITE_MASTER: _("write master batch records"),
    Permission.APPROVE_MASTER: _("approve master batch records"),
    Permission.CREATE_BATCH: _("create batches"),
    Permission.EXECUTE_STEP: _("execute batch steps"),
    Permission.VERIFY_STEP: _("verify batch steps"),
    Permission.VIEW_BATCHES: _("read batches"),
    Permission.MAKE_RENDITION: _("make batch record PDFs"),
    Permission.WRITE_SPECIFICATION: _("write specifications"),
    Permission.RECORD_RESULT: _("record test results"),
    Permission.VIEW_RESULTS: _("read test results"),
}
