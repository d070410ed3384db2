"""Which checklist a use asks for: by what was in the room before and what comes."""

from __future__ import annotations

from cleanrooms.models import Changeover, RoomUse
from materials.models import Product


def changeover_of(previous: RoomUse | None, product: Product | None) -> Changeover:
    """From or to a vector; else the same product again, or another one; a new room had none."""
    before = previous.product if previous else None
    vectors = {one.vector for one in (before, product) if one is not None}
    is_same = before is not None and product is not None and before.pk == product.pk
    if is_same:
        return Changeover.SAME_PRODUCT
    return Changeover.VECTOR if any(vectors) else Changeover.OTHER_PRODUCT
