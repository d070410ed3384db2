from __future__ import annotations

from django.db import models


class KeyChallenge(models.Model):
    """What a security key is asked for one signature: by whom, in which session, for what.

    Answered once: whoever answers takes the row away, whatever the answer is. No GMP record: the
    signature that follows is one.
    """

    challenge = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    session_hash = models.CharField(max_length=64)
    meaning = models.CharField(max_length=20)
    shown = models.CharField(max_length=64)
    asked_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.meaning}"
