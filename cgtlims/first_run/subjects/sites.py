"""Where the environment is sampled."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cgtlims.first_run.columns import Column
from cgtlims.first_run.kinds import Choice, Number, Text, Whole
from cgtlims.first_run.subjects.references import ROOM, ZONE
from cgtlims.first_run.subjects.subject import Doing, Item, Subject
from monitoring.commands.sites import SiteDetails, alter_site, define_site
from monitoring.models import SampleKind, Site
from people.permissions import Permission

OF_PERSONS = tuple(one.value for one in SampleKind if one.is_of_person)
SAID = ("name", "zone", "x", "y", "volume_l")


class Sites(Subject):
    name = "sites"
    title = _("Sampling sites")
    note = _(
        "Places where samples of one kind are taken, measured from the upper left corner of the "
        "room in units of 10 cm."
    )
    permission = Permission.MANAGE_MONITORING
    keys = ("code",)
    columns = (
        Column("code", Text(30), _("Its code, of the whole facility"), "CR05-C1", required=True,
               fixed=True),
        Column("room", ROOM, _("The code of its room"), "CR05", required=True, fixed=True),
        Column("kind", Choice(SampleKind, OF_PERSONS), _("How it is sampled"), "CONTACT",
               required=True, fixed=True),
        Column("name", Text(100), _("Where it is"), "Bench, left", required=True),
        Column("zone", ZONE, _("The code of its zone, if it is in one"), ""),
        Column("x", Whole(0, 32_000), _("From the left"), "12", required=True),
        Column("y", Whole(0, 32_000), _("From the top"), "8", required=True),
        Column("volume_l", Number(), _("Litres of air, of a sample of air"), ""),
    )  # fmt: skip

    def find(self, item: Item) -> Site | None:
        found = Site.objects.select_related("room", "zone")
        return found.filter(code__iexact=item.values["code"]).first()

    def make(self, item: Item, doing: Doing) -> Site:
        of = item.values
        return define_site(
            room=of["room"], code=of["code"], kind=of["kind"], details=details(of), **doing.who
        )

    def change(self, record: Site, item: Item, doing: Doing) -> Site:
        said = details(self.whole(record, item))
        return alter_site(site=record, details=said, reason=doing.reason, **doing.who)


def details(of: dict[str, Any]) -> SiteDetails:
    return SiteDetails(**{"zone": None, **{name: of[name] for name in SAID if name in of}})
