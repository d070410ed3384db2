"""From the bytes of a table to its text: UTF-8, with or without a mark at its beginning."""

from __future__ import annotations

import unicodedata

from measures.problems import ValueProblem, gettext_noop

ACCEPTED = gettext_noop("Accepted: UTF-8; save it as “CSV UTF-8”.")
LAYOUT = "\t\r\n"


def text_of(content: bytes) -> str:
    """The text. Raises ValueProblem, with the line, for another encoding."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content:
        message = gettext_noop("This is UTF-16, or no text.")
        raise ValueProblem("NOT_UTF_8", message, ACCEPTED)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = gettext_noop("There is a character in line %(line)s that is not UTF-8.")
        raise ValueProblem("NOT_UTF_8", message, ACCEPTED, line=line) from None
    for at, sign in enumerate(text):
        if unicodedata.category(sign) == "Cc" and sign not in LAYOUT:
            line = text[:at].count("\n") + 1
            message = gettext_noop("There is a control character in line %(line)s.")
            accepted = gettext_noop("Accepted: characters that can be printed.")
            raise ValueProblem("NOT_PRINTABLE", message, accepted, line=line)
    return text
