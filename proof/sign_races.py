"""A record signed and edited at once: no signature stands for other than what was shown."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import cycle, islice
from typing import Any

from batches.commands.execution import complete_step, verify_step
from batches.models import BatchStep, MasterBatchRecord
from bench.figures import Figure, at_least, at_most
from integrity.models import Signature
from integrity.refusals import Refused
from integrity.signatures.content import content_hash
from integrity.signatures.meanings import Meaning
from people.models import User
from proof.step_edits import EDITS
from tests import cast
from tests.signing import attested
from tests.together import together

RACES = 1000
SEED = 20261121
LONGEST_MS = 12


@dataclass
class Outcome:
    """How many races ended how; `otherwise` are those that may never be."""

    races: int = 0
    voided: int = 0
    refused: int = 0
    unedited: int = 0
    otherwise: int = 0


def figures() -> Iterator[Figure]:
    people = cast.make_people(cast.make_facility())
    found = race(people, cast.make_small_master(people), RACES)
    yield at_least("sign-races", found.races, "races", str(RACES))
    yield at_most("sign-races-bound-otherwise", found.otherwise, "signatures", "0")
    yield at_most("sign-races-edits-lost", found.unedited, "edits", "0")
    yield at_least("sign-races-voided", found.voided, "signatures", str(RACES // 10))
    yield at_least("sign-races-refused", found.refused, "signatures", str(RACES // 10))


def race(people: dict[str, User], master: MasterBatchRecord, races: int) -> Outcome:
    """Verifies a step and edits it at once, in turn in every way that a step can be edited."""
    found, chance = Outcome(), random.Random(SEED)
    for number, edit in enumerate(islice(cycle(EDITS), races)):
        step = performed(people, master, f"RACE-{number:05}")
        shown = content_hash(step)
        signing = attested(people["aowusu"], step, Meaning.VERIFIED, cast.NOW)
        outcomes = together(
            after(
                chance,
                partial(verify_step, step=step, by=people["aowusu"], at=cast.NOW, attested=signing),
            ),
            after(chance, partial(edit, step=step, wait=chance.random() * LONGEST_MS / 1000)),
        )
        judge(found, step, shown, outcomes)
    return found


def performed(people: dict[str, User], master: MasterBatchRecord, number: str) -> BatchStep:
    batch = cast.make_batch(people, master, number)
    step = BatchStep.objects.filter(operation__batch=batch).earliest("position")
    complete_step(step=step, values=cast.answers(step), by=people["jvermaat"], at=cast.NOW)
    return BatchStep.objects.get(pk=step.pk)


def after(chance: random.Random, call: Callable[[], Any]) -> Callable[[], Any]:
    """The call, begun a few milliseconds late."""
    wait = chance.random() * LONGEST_MS / 1000

    def late() -> Any:
        time.sleep(wait)
        return call()

    return late


def judge(found: Outcome, step: BatchStep, shown: str, outcomes: list[Any]) -> None:
    """A signature has the content that was shown, and stands only while the record says that."""
    signed, edited = outcomes
    for one in outcomes:
        if isinstance(one, Exception) and not isinstance(one, Refused):
            raise one
    now = content_hash(BatchStep.objects.get(pk=step.pk))
    found.races += 1
    found.unedited += isinstance(edited, Refused) or now == shown
    signature = Signature.objects.filter(subject_id=step.pk).select_related("void").first()
    if signature is None:
        found.refused += isinstance(signed, Refused)
        found.otherwise += not isinstance(signed, Refused)
        return
    is_of_shown = sha256(signature.content.encode()).hexdigest() == shown == signature.content_hash
    stands_rightly = signature.is_void or now == shown
    found.voided += signature.is_void
    found.otherwise += not (is_of_shown and stands_rightly)
