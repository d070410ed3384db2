"""Sending a form as a browser does."""

from __future__ import annotations

import uuid
from typing import Any

from django.test import Client

from integrity.models import Record
from people.models import User


def send(client: Client, path: str, **typed: Any) -> Any:
    return client.post(path, {"command_id": str(uuid.uuid4()), **typed})


def end(client: Client, name: str, record: Record, **typed: Any) -> Any:
    """Ends it as it is now."""
    path = f"/people/end/{name}/{record.pk}/"
    return send(client, path, **{"version": record.version, **typed})


def words(answer: Any) -> str:
    return answer.content.decode()


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)
