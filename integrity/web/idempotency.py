"""The id that a caller of the API gives a request, so that it is done once however often sent."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from integrity.refusals import refuse

HEADER = "Idempotency-Key"
KEY = OpenApiParameter(
    HEADER, OpenApiTypes.UUID, OpenApiParameter.HEADER, required=True,
    description="A UUID of this request: sent again under it, it is done once.",
)  # fmt: skip


def key_of(headers: Mapping[str, str]) -> UUID:
    """What `Idempotency-Key` says. Raises Refused unless it is a UUID; it is kept for ever."""
    given = headers.get(HEADER, "")
    try:
        return UUID(given)
    except ValueError:
        message = (
            _("“%(given)s” is no UUID.") % {"given": given}
            if given
            else _("The header Idempotency-Key is missing.")
        )
        clears = _("Give each request a UUID of its own, and send it again under the same.")
        raise refuse("NO_KEY", message, clears=clears, field=f"header/{HEADER}") from None
