"""What material is taken for: words, or a record that a higher app knows by them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from integrity.models import Record
from integrity.refusals import Blocker
from integrity.texts import text_blockers
from materials.models import Container, Issue

Named = Callable[[str], Record | None]
NAMED: list[Named] = []


def contribute_purpose(named: Named) -> Named:
    """A higher app finds its record by the words: a batch by its number."""
    if named not in NAMED:
        NAMED.append(named)
    return named


def subject_of(purpose: str) -> Record | None:
    """The record that the words name, when they name one."""
    return next((found for named in NAMED if (found := named(purpose)) is not None), None)


def purpose_blockers(container: Container, purpose: str) -> Iterator[Blocker]:
    """Material is taken for something; a vial of a cell bank for a known batch (Part IV 8)."""
    wrong = list(text_blockers(Issue, purpose=purpose))
    yield from wrong
    if not wrong and container.lot.is_bank and subject_of(purpose) is None:
        yield _no_batch(purpose, _("A vial of a cell bank is taken for a batch: enter its number."))


def making_blockers(
    containers: Sequence[Container], purpose: str, *, number: str
) -> Iterator[Blocker]:
    """As `purpose_blockers`; what a vial of a bank is made into may be the batch itself.

    A working bank or a vector that is made of a vial is a batch of its own under the `number`
    that is typed for it; a product is made for a batch that has a record.
    """
    banks = [one for one in containers if one.lot.is_bank]
    if purpose:
        yield from text_blockers(Issue, purpose=purpose)
    if banks and subject_of(purpose) is None and (purpose or not number):
        yield _no_batch(
            purpose,
            _(
                "A vial of a cell bank is taken for a batch: enter its number. A bank or a vector"
                " that is made of it may be that batch: then give the new lot its number."
            ),
        )


def _no_batch(purpose: str, clears: object) -> Blocker:
    message = (
        _("“%(purpose)s” is no batch.") % {"purpose": purpose}
        if purpose
        else _("It is not said for which batch this is.")
    )
    return Blocker("PURPOSE_UNKNOWN", message, clears=str(clears), field="purpose")
