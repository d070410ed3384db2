"""Sending a form as a browser does."""

from __future__ import annotations

import uuid
from typing import Any

from django.test import Client

from people.models import User


def send(client: Client, path: str, **typed: Any) -> Any:
    return client.post(path, {"command_id": str(uuid.uuid4()), **typed})


def words(answer: Any) -> str:
    return answer.content.decode()


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)
