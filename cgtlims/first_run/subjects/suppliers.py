"""Approvals of suppliers and contract laboratories, as drafts that QA signs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cgtlims.first_run.columns import Column
from cgtlims.first_run.kinds import Choice, Codes, Text
from cgtlims.first_run.moments import Day
from cgtlims.first_run.subjects.references import ORGANISATION
from cgtlims.first_run.subjects.subject import Doing, Item, Subject
from people.permissions import Permission
from quality.commands.agreements import draft_supplier_approval
from quality.models import SupplierApproval, SupplierKind


class Suppliers(Subject):
    name = "suppliers"
    title = _("Suppliers")
    note = _(
        "What an organisation may deliver or test, on which evidence. It enters as a draft and "
        "counts when QA has signed it. What is drafted is changed on its page."
    )
    permission = Permission.DRAFT_AGREEMENT
    keys = ("organisation", "title")
    columns = (
        Column("organisation", ORGANISATION, _("Its code"), "LIFELINE", required=True, fixed=True),
        Column("title", Text(200), _("What is approved"), "Cell culture reagents", required=True,
               fixed=True),
        Column("kind", Choice(SupplierKind), _("What it does"), "MATERIAL", required=True,
               fixed=True),
        Column("scope", Text(2000), _("Within which limits"), "Media and cytokines, all sites",
               required=True, fixed=True),
        Column("audit_evidence", Text(200), _("Where the evidence is"), "AUD-26-004",
               required=True, fixed=True),
        Column("valid_from", Day(), _("First day"), "2026-01-01", required=True, fixed=True),
        Column("valid_until", Day(), _("Last day; empty means for good"), "2028-12-31", fixed=True),
        Column("quality_agreement", Text(200), _("Quality agreement, if outsourced"),
               "QAG-021 v1", fixed=True),
        Column("quality_from", Day(), _("Its first day"), "2026-01-01", fixed=True),
        Column("quality_until", Day(), _("Its last day; empty means until it is replaced"), "",
               fixed=True),
        Column("conditions", Text(2000), _("Under what conditions"), "", fixed=True),
        Column("items", Codes(), _("Codes of materials or tests; empty means all"), "MED-01",
               fixed=True),
    )  # fmt: skip
    named = {"item_codes": "items"}

    def find(self, item: Item) -> SupplierApproval | None:
        found = SupplierApproval.objects.filter(
            organisation=item.values["organisation"], title__iexact=item.values["title"],
            ended_at__isnull=True,
        )  # fmt: skip
        return found.select_related("organisation").order_by("-drafted_at").first()

    def now(self, record: SupplierApproval, item: Item) -> dict[str, object]:
        named = {one.name: getattr(record, one.name) for one in self.columns if one.name != "items"}
        return {**named, "items": " ".join(record.item_codes)}

    def make(self, item: Item, doing: Doing) -> SupplierApproval:
        given = {name: value for name, value in item.values.items() if name != "items"}
        codes = item.value("items", "").split()
        return draft_supplier_approval(**given, item_codes=codes, **doing.who)
