"""Which role a person has, where, and until when."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cgtlims.first_run.columns import Column
from cgtlims.first_run.moments import Day
from cgtlims.first_run.subjects.references import ORGANISATION, PERSON, ROLE
from cgtlims.first_run.subjects.subject import Doing, Item, Subject
from integrity.refusals import refuse
from people.commands.memberships import end_membership, give_role
from people.models import Membership, Organisation, OrganisationKind
from people.models.qualification import day_of, end_of
from people.permissions import Permission


class Roles(Subject):
    name = "roles"
    title = _("Roles of people")
    note = _("Nobody gives a role to oneself, and none begins in the past.")
    permission = Permission.MANAGE_PEOPLE
    keys = ("username", "role", "organisation")
    columns = (
        Column("username", PERSON, _("Whose role"), "avisser", required=True, fixed=True),
        Column("role", ROLE, _("The code of the role"), "operator", required=True, fixed=True),
        Column(
            "organisation", ORGANISATION, _("Where; empty means in the facility"), "", fixed=True
        ),
        Column("from", Day(), _("First day; empty means from now"), "", fixed=True),
        Column("until", Day(), _("Last day; empty means for good"), "2027-12-31"),
    )
    named = {"valid_from": "from", "valid_until": "until", "user": "username"}

    def find(self, item: Item) -> Membership | None:
        held = Membership.objects.filter(
            user=item.values["username"], role=item.values["role"],
            organisation=where(item),
        )  # fmt: skip
        return held.order_by("-valid_from").first()

    def now(self, record: Membership, item: Item) -> dict[str, object]:
        until = day_of(record.valid_until) if record.valid_until else None
        begins = day_of(record.valid_from) if item.value("from") else None
        return {
            "username": record.user, "role": record.role,
            "organisation": record.organisation if item.value("organisation") else None,
            "from": begins, "until": until,
        }  # fmt: skip

    def make(self, item: Item, doing: Doing) -> Membership:
        begins, until = item.value("from"), item.value("until")
        return give_role(
            user=item.values["username"], role=item.values["role"], organisation=where(item),
            valid_from=start_of(begins, doing.at) if begins else None,
            valid_until=end_of(until) if until else None, **doing.who,
        )  # fmt: skip

    def change(self, record: Membership, item: Item, doing: Doing) -> Membership:
        until = item.value("until")
        if until is None:
            raise refuse(
                "ENDS",
                _("This role ends, and a file does not make it go on."),
                clears=_("Give it anew on the page of the person."),
                field="valid_until",
            )
        return end_membership(
            membership=record, until=end_of(until), reason=doing.reason, **doing.who
        )


def where(item: Item) -> Organisation:
    found: Organisation | None = item.value("organisation")
    return found or Organisation.objects.get(kind=OrganisationKind.FACILITY)


def start_of(day: date, at: datetime) -> datetime:
    """The first moment of the day; of today, now."""
    begins = datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())
    return at if day == day_of(at) else begins
