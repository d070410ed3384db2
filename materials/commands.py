"""Products."""

from __future__ import annotations

from datetime import datetime

from integrity.actors import Actor
from integrity.commands import command, say
from materials.models import Product
from people.models import Organisation
from people.permissions import Permission


@command(permission=Permission.MANAGE_PRODUCTS)
def register_product(
    *,
    code: str,
    name: str,
    sponsor: Organisation,
    is_autologous: bool,
    by: Actor,
    at: datetime,
) -> Product:
    """Makes a sponsor's product known."""
    product = Product.objects.create(
        code=code, name=name, sponsor=sponsor, is_autologous=is_autologous
    )
    say("product.registered", about=product, details={"code": code, "sponsor": sponsor.name})
    return product
