"""Products."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.commands import command, say
from integrity.refusals import Blocker, refuse, refuse_if
from integrity.texts import one_line, text_blockers
from integrity.unique import unique
from materials.details import code_blockers
from materials.models import AtmpKind, Containment, LegalBasis, Product
from people.models import Organisation, OrganisationKind
from people.permissions import Permission


@command(permission=Permission.MANAGE_PRODUCTS)
def register_product(
    *, code: str, name: str, sponsor: Organisation, kind: AtmpKind, is_autologous: bool,
    by: Actor, at: datetime, legal_bases: Sequence[LegalBasis] = (), vector: str = "",
    containment: Containment = Containment.NONE,
) -> Product:  # fmt: skip
    """Makes a sponsor's product known."""
    product = Product(
        code=one_line(code), name=one_line(name), sponsor=sponsor, kind=kind,
        is_autologous=is_autologous, legal_bases=sorted(legal_bases),
        vector=one_line(vector), containment=containment,
    )  # fmt: skip
    refuse_if([
        *code_blockers(product.code),
        *text_blockers(Product, name=product.name),
        *_of_vector(product),
        *_whose(sponsor),
    ])  # fmt: skip
    used = refuse(
        "CODE_USED",
        _("There is a product %(code)s already.") % {"code": product.code},
        clears=_("Give a code of its own."),
        field="code",
    )
    with unique(used):
        product.save(force_insert=True)
    details = {"code": product.code, "sponsor": sponsor.name, "kind": kind, **_gmo(product)}
    say("product.registered", about=product, details=details)
    return product


@command(permission=Permission.MANAGE_PRODUCTS)
def alter_product(
    *, product: Product, name: str, kind: AtmpKind, legal_bases: Sequence[LegalBasis],
    vector: str, containment: Containment, reason: str, by: Actor, at: datetime,
) -> Product:  # fmt: skip
    """Changes all of it but its code, its sponsor and whether it is autologous."""
    product = product.lock()
    product.name, product.kind = one_line(name), kind
    product.legal_bases = sorted(legal_bases)
    product.vector, product.containment = one_line(vector), containment
    refuse_if([*text_blockers(Product, name=product.name), *_of_vector(product)])
    product.store()
    say(
        "product.altered",
        about=product,
        reason=reason,
        details={"name": product.name, **_gmo(product)},
    )
    return product


def _of_vector(product: Product) -> Iterator[Blocker]:
    """Who works with a viral vector works with a GMO: the level is known."""
    if not product.vector:
        return
    yield from text_blockers(Product, vector=product.vector)
    if product.containment == Containment.NONE:
        yield Blocker(
            "NO_CONTAINMENT", _("A product with a viral vector needs containment."),
            clears=_("Give the level of the permit."), field="containment",
        )  # fmt: skip


def _gmo(product: Product) -> dict[str, str]:
    return {"vector": product.vector, "containment": product.containment} if product.vector else {}


def _whose(sponsor: Organisation) -> Iterator[Blocker]:
    if sponsor.kind not in {OrganisationKind.SPONSOR, OrganisationKind.FACILITY}:
        yield Blocker(
            "NOT_A_SPONSOR",
            _("%(name)s is no sponsor.") % {"name": sponsor},
            clears=_("Accepted: sponsors, and the facility itself."),
            field="sponsor",
        )
