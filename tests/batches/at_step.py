"""What people do at the page of a step, and read there."""

from __future__ import annotations

import html
import re
import uuid
from typing import Any

from django.test import Client

from batches.models import BatchStep
from tests.cast import answers
from tests.passwords import PASSWORD


def as_(people, username: str) -> Client:
    client = Client()
    client.force_login(people[username])
    return client


def page(step: BatchStep) -> str:
    return f"/batches/{step.operation.batch.number}/steps/{step.number}/"


def text(answer) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def perform(client: Client, step: BatchStep):
    return client.post(page(step), {"command_id": str(uuid.uuid4()), **answers(step)})


def state(step: BatchStep) -> str:
    return BatchStep.objects.get(pk=step.pk).state


def sign_as_read(client: Client, version: str) -> Any:
    """Through the page: opened, read, signed."""
    address = f"/documents/SOP-017/versions/{version}/read/"
    form = client.get(address).context["signing"].initial
    said = {"command_id": str(form["command_id"]), "shown": form["shown"], "who": form["who"]}
    return client.post(address, {**said, "secret": PASSWORD})


def verify(client: Client, step: BatchStep):
    shown = client.get(page(step)).context["signing"].initial
    said = {name: str(shown[name]) for name in ("command_id", "shown", "who")}
    return client.post(f"{page(step)}verify/", {**said, "secret": PASSWORD})


def overrule(client: Client, step: BatchStep, **said: str):
    shown = client.get(page(step)).context["overruling"].initial
    entered = {
        "command_id": str(shown["command_id"]), "shown": shown["shown"],
        "reason": "Trained on v1; v2 changes the form only.",
        "who": "kadler", "secret": PASSWORD, "second_who": "aowusu", "second_secret": PASSWORD,
    }  # fmt: skip
    return client.post(f"{page(step)}overrule/", {**entered, **said})
