"""The fields of a signer's second component: a secret that is typed, or a key's answer."""

from __future__ import annotations

from typing import Any

from django import forms

from integrity.signatures.meanings import Meaning

LONGEST_ANSWER = 8000


class Unsent(forms.HiddenInput):
    """What a key answered is good once: it is never sent back."""

    def format_value(self, value: Any) -> None:
        return None


class SecretField(forms.CharField):
    """A secret; `key` names the field that has the answer of a security key in its place.

    `who` names the field of whose it is, `meaning` what is signed when a form has several signers.
    """

    def __init__(self, *, label: Any, who: str, key: str, meaning: Meaning | None = None) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "off"})
        super().__init__(label=label, max_length=200, strip=False, widget=widget)
        self.who, self.key, self.meaning = who, key, meaning

    def validate(self, value: str) -> None:
        """Whether one of both is there, the form asks."""


def key_field() -> forms.CharField:
    """The hidden field that takes a key's answer."""
    return forms.CharField(required=False, max_length=LONGEST_ANSWER, widget=Unsent)
