"""Whom the facility works with."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cgtlims.first_run.columns import Column
from cgtlims.first_run.kinds import Choice, Text
from cgtlims.first_run.subjects.subject import Doing, Item, Subject
from people.commands.organisations import alter_organisation, register_organisation
from people.models import Organisation, OrganisationKind
from people.permissions import Permission


class Organisations(Subject):
    name = "organisations"
    title = _("Organisations")
    note = _("Sponsors, hospitals, tenants and suppliers. The facility itself is never in a file.")
    permission = Permission.MANAGE_PEOPLE
    keys = ("code",)
    columns = (
        Column("code", Text(20), _("Its code here"), "LIFELINE", required=True, fixed=True),
        Column("name", Text(200), _("Its name"), "Lifeline Reagents B.V.", required=True),
        Column(
            "kind", Choice(OrganisationKind, but=("FACILITY",)), _("What it is to the facility"),
            "SUPPLIER", required=True,
        ),
    )  # fmt: skip

    def find(self, item: Item) -> Organisation | None:
        return Organisation.objects.filter(code__iexact=item.values["code"]).first()

    def make(self, item: Item, doing: Doing) -> Organisation:
        return register_organisation(**item.values, **doing.who)

    def change(self, record: Organisation, item: Item, doing: Doing) -> Organisation:
        to = self.whole(record, item)
        return alter_organisation(
            organisation=record, name=to["name"], kind=to["kind"], reason=doing.reason, **doing.who
        )
