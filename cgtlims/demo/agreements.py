"""With whom the demo facility works, and from whom it takes: agreements and approvals."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from cgtlims.demo.pen import Pen
from documents.commands.files import attach_file
from documents.uploads import receive
from integrity.signatures.meanings import Meaning
from people.models import Organisation, User
from people.models.qualification import day_of
from quality.commands.agreements import draft_agreement
from quality.commands.engagements import sign_engagement
from quality.models import Engagement, Service


class Agreed(NamedTuple):
    """`days` is how long it holds from the founding on; none is for good."""

    organisation: str
    title: str
    services: tuple[Service, ...]
    scope: str
    quality_agreement: str
    products: tuple[str, ...] = ()
    days: int | None = None
    rooms: tuple[str, ...] = ()


AGREED = (
    Agreed(
        "NORTHLIGHT", "Contract manufacturing of CD19 CAR-T",
        (Service.MANUFACTURING, Service.TESTING),
        "Manufacture and release testing of autologous CD19 CAR-T cells for clinical trials.",
        "QAG-014 v3", ("CART-CD19",),
    ),
    Agreed(
        "HALDEN", "Process development of a lentiviral vector", (Service.DEVELOPMENT,),
        "Development of the vector process in the development laboratories; no GMP manufacture.",
        "QAG-017 v1", (), 760,
    ),
    Agreed(
        "ORANGERY", "Rental of suite 4", (Service.RENTAL,),
        "Cleanrooms CR12 and CR13 with their gowning; cleaning and monitoring by the facility. "
        "Manufacture is the tenant's own, under its own licence.",
        "QAG-021 v2", (), 900, ("CR12", "CR13"),
    ),
)  # fmt: skip


def attach_agreement(drafted: Engagement, named: str, by: User, at: datetime) -> None:
    """The document that QA signs with it; of the demo a text that says what it stands for."""
    text = f"{named}\nStands for the quality agreement with {drafted.organisation.name}.\n"
    file = receive(f"{named.replace(' ', '-')}.txt", text.encode())
    attach_file(subject=drafted, file=file, by=by, at=at, caption="Quality agreement")


def make_agreements(users: dict[str, User], pen: Pen, founded: datetime) -> None:
    """Drafted by the facility's manager, signed by QA."""
    for one in AGREED:
        until = day_of(founded) + timedelta(days=one.days) if one.days else None
        drafted = draft_agreement(
            organisation=Organisation.objects.get(code=one.organisation), title=one.title,
            services=one.services, scope=one.scope, quality_agreement=one.quality_agreement,
            quality_from=day_of(founded), product_codes=one.products, room_codes=one.rooms,
            valid_from=day_of(founded), valid_until=until, by=users["nbakker"], at=founded,
        )  # fmt: skip
        attach_agreement(drafted, one.quality_agreement, users["nbakker"], founded)
        quality = users["mlindqvist"]
        known = pen.attest(drafted, Meaning.APPROVED, by=quality, at=founded)
        sign_engagement(engagement=drafted, by=quality, at=founded, attested=known)
