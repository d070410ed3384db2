"""Ids of the API say what they name: `bat_` or `ren_` and 32 hexadecimal digits."""

from __future__ import annotations

import uuid


class PublicId:
    """The form of an id in an address; anything else is no address."""

    prefix: str

    def to_python(self, value: str) -> uuid.UUID:
        return uuid.UUID(value.removeprefix(self.prefix))

    def to_url(self, value: uuid.UUID) -> str:
        return f"{self.prefix}{value.hex}"


class BatchId(PublicId):
    prefix = "bat_"
    regex = "bat_[0-9a-f]{32}"


class RenditionId(PublicId):
    prefix = "ren_"
    regex = "ren_[0-9a-f]{32}"


batch_id, rendition_id = BatchId().to_url, RenditionId().to_url
