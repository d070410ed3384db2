"""How the people of the demo sign: with their user name and the demo's password, as anybody."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from integrity.models import Signable
from integrity.signatures.attestation import Attestation
from integrity.signatures.content import content_hash
from integrity.signatures.meanings import Meaning
from people.models import User
from people.signing.attest import attest
from people.signing.claim import Claim


@dataclass(frozen=True)
class Pen:
    password: str = field(repr=False)

    def attest(
        self, about: Signable, meaning: Meaning, *, by: User, at: datetime
    ) -> Attestation[User]:
        """What the sign dialog gives for the record as it is now."""
        now = type(about)._default_manager.get(pk=about.pk)
        return self.attest_shown(now, meaning, by=by, at=at)

    def attest_shown(
        self, about: Signable, meaning: Meaning, *, by: User, at: datetime
    ) -> Attestation[User]:
        """The same for a record as it is shown, stored or not."""
        claim = Claim(who=by.username, secret=self.password, shown=content_hash(about))
        return attest(claim, meaning=meaning, session=by, at=at)
