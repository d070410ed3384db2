"""What is wrong with a value, and what would be accepted."""

from __future__ import annotations


def gettext_noop(text: str) -> str:
    """Marks a text for translation; this package has no Django, so edges translate it."""
    return text


class ValueProblem(ValueError):
    """A value that cannot be taken: `message` says what is wrong, `accepted` what would be right.

    Both are templates for `params`, marked for translation.
    """

    def __init__(self, code: str, message: str, accepted: str = "", **params: object) -> None:
        super().__init__(message % params if params else message)
        self.code = code
        self.message = message
        self.accepted = accepted
        self.params = params
