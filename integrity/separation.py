"""Separation of duties: nobody checks, approves or certifies their own work (Part IV 11.10)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from integrity.actors import Actor
from integrity.gates import gate
from integrity.models import Signable
from integrity.refusals import Blocker
from integrity.signatures.meanings import Meaning

# Who did one of these with a record does not sign the other for it.
APART: dict[Meaning, frozenset[Meaning]] = {
    Meaning.VERIFIED: frozenset({Meaning.PERFORMED}),
    Meaning.REVIEWED: frozenset({Meaning.PERFORMED, Meaning.VERIFIED, Meaning.WRITTEN}),
    Meaning.APPROVED: frozenset({Meaning.PERFORMED, Meaning.WRITTEN}),
    Meaning.CERTIFIED: frozenset({Meaning.PERFORMED, Meaning.VERIFIED, Meaning.WRITTEN}),
    Meaning.REJECTED: frozenset({Meaning.PERFORMED, Meaning.WRITTEN}),
    Meaning.WITNESSED: frozenset({Meaning.OVERRULED}),
}


@gate
def separation_blockers(record: Signable, *, by: Actor, meaning: Meaning) -> Iterable[Blocker]:
    """One person never stands for two duties that check each other, signed or not."""
    apart = APART.get(meaning, frozenset())
    for deed in record.deeds():
        if deed.meaning in apart and deed.actor_id == by.id:
            yield Blocker(
                "OWN_WORK",
                _("%(earlier)s %(name)s. “%(meaning)s” must be another person.")
                % {
                    "earlier": deed.meaning.label,
                    "name": deed.actor_name,
                    "meaning": meaning.label,
                },
                clears=_("Somebody else signs."),
            )
            return
