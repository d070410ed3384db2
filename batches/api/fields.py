"""Fields that say more exactly than the framework's what is accepted."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from batches.api.ids import BatchId


class Instant(serializers.DateTimeField):
    """A date and time of RFC 3339; without its offset nobody knows which instant is meant."""

    default_error_messages = {
        "invalid": _("Give date, time and offset, for example 2026-11-02T08:00:00Z (+ as %2B)."),
        "make_aware": _("The offset is missing; for example 2026-11-02T08:00:00Z."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(default_timezone=UTC, **options)

    def enforce_timezone(self, value: datetime) -> datetime:
        if value.tzinfo is None:
            self.fail("make_aware")
        return super().enforce_timezone(value)


class Code(serializers.ChoiceField):
    """One of a list of codes, all of which a refusal names."""

    default_error_messages = {
        "invalid_choice": _("“{input}” is not accepted. Accepted are: {accepted}.")
    }

    def to_internal_value(self, data: Any) -> Any:
        if data not in self.choices:
            self.fail("invalid_choice", input=data, accepted=", ".join(self.choices))
        return data


@extend_schema_field({"type": "string", "pattern": f"^{BatchId.regex}$"})
class BatchIdField(serializers.Field[uuid.UUID, str, str, Any]):
    """A batch by its id in the API."""

    default_error_messages = {
        "invalid": _("Accepted is a batch's id: bat_ and 32 hexadecimal digits.")
    }

    def to_internal_value(self, data: str) -> uuid.UUID:
        if not re.fullmatch(BatchId.regex, data):
            self.fail("invalid")
        return BatchId().to_python(data)
