"""Accounts of people; what they may do stands in “roles”."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cgtlims.first_run.columns import Column
from cgtlims.first_run.kinds import Text
from cgtlims.first_run.subjects.subject import Doing, Item, Subject
from people.commands.accounts import open_account
from people.commands.closing import change_details
from people.models import User
from people.permissions import Permission


class People(Subject):
    name = "people"
    title = _("People")
    note = _(
        "One account a person. A password never stands in a file: whoever manages people gives "
        "each person a code for the first one, on the page of that person."
    )
    permission = Permission.MANAGE_PEOPLE
    keys = ("username",)
    is_personal = True
    columns = (
        Column(
            "username", Text(60), _("User name; never given to somebody else"), "avisser",
            required=True, fixed=True,
        ),
        Column(
            "name", Text(200), _("Name, as printed beside signatures"), "Anna Visser",
            required=True,
        ),
        Column("email", Text(254), _("E-mail address, or nothing"), "a.visser@example.org"),
    )  # fmt: skip
    named = {"display_name": "name"}

    def find(self, item: Item) -> User | None:
        return User.objects.filter(username__iexact=item.values["username"]).first()

    def now(self, record: User, item: Item) -> dict[str, str]:
        return {
            "username": record.username, "name": record.display_name, "email": record.email,
        }  # fmt: skip

    def make(self, item: Item, doing: Doing) -> User:
        return open_account(
            username=item.values["username"], display_name=item.values["name"],
            email=item.value("email", ""), **doing.who,
        )  # fmt: skip

    def change(self, record: User, item: Item, doing: Doing) -> User:
        to = self.whole(record, item)
        return change_details(
            user=record, display_name=to["name"], email=to["email"], reason=doing.reason,
            **doing.who,
        )  # fmt: skip
