"""Codes that are read aloud or typed from paper: four groups of five letters and digits."""

from __future__ import annotations

import base64
import uuid

from django.utils.crypto import salted_hmac

GROUP, GROUPS = 5, 4


def written(digest: bytes) -> str:
    """A code of a hundred bits, from at least thirteen random or keyed bytes."""
    text = base64.b32encode(digest).decode()
    return "-".join(text[GROUP * at : GROUP * (at + 1)] for at in range(GROUPS))


def clean(typed: str) -> str:
    """The code as it was made, however it was typed."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    return "-".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))


def reset_code(command_id: uuid.UUID) -> str:
    """The code of one reset: the same for a double tap, and to be guessed by nobody.

    It is made from the installation's secret key, so that nothing but its hash is stored.
    """
    made = salted_hmac("password reset", str(command_id), algorithm="sha256")
    return written(made.digest())
