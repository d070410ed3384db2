"""Who may deliver which material."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cgtlims.first_run.columns import Column
from cgtlims.first_run.kinds import Text
from cgtlims.first_run.moments import Day
from cgtlims.first_run.subjects.references import MATERIAL, ORGANISATION
from cgtlims.first_run.subjects.subject import Doing, Item, Subject
from materials.commands.sources import approve_source, withdraw_source
from materials.models import ApprovedSource
from people.permissions import Permission


class Sources(Subject):
    name = "sources"
    title = _("Approved sources")
    note = _("Which supplier may deliver a material, under which number of theirs, until when.")
    permission = Permission.MANAGE_MATERIALS
    keys = ("material", "supplier", "their_code")
    columns = (
        Column("material", MATERIAL, _("The material’s code"), "MED-01", required=True, fixed=True),
        Column("supplier", ORGANISATION, _("Who delivers it"), "LIFELINE", required=True,
               fixed=True),
        Column("their_code", Text(60), _("The supplier’s number of it"), "LR-10045", required=True,
               fixed=True),
        Column("valid_from", Day(), _("First day"), "2026-01-01", required=True),
        Column("valid_until", Day(), _("Last day; empty means for good"), ""),
    )  # fmt: skip

    def find(self, item: Item) -> ApprovedSource | None:
        found = ApprovedSource.objects.select_related("material", "supplier")
        keys = {name: item.values[name] for name in self.keys}
        return found.filter(**keys, withdrawn_at__isnull=True).first()

    def make(self, item: Item, doing: Doing) -> ApprovedSource:
        return approve_source(**item.values, **doing.who)

    def change(self, record: ApprovedSource, item: Item, doing: Doing) -> ApprovedSource:
        """A source is never altered: the one that was is withdrawn, and another one approved."""
        withdraw_source(source=record, reason=doing.reason, **doing.who)
        return approve_source(**self.whole(record, item), **doing.who)
