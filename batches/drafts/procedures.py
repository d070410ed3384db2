"""The procedures of a step, by the code of their document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from batches.drafts.showing import shown
from batches.drafts.texts import Line
from documents.codes import CODE
from measures.problems import ValueProblem, gettext_noop


@dataclass(frozen=True)
class DocumentCode(Line):
    """As it is printed, in capitals: SOP-017. Which version is effective counts on the day."""

    def keep(self, value: Any) -> str:
        code = super().keep(value).upper()
        if not CODE.fullmatch(code):
            raise ValueProblem(
                "BAD_CODE",
                gettext_noop("“%(value)s” is no code of a document."),
                gettext_noop("Accepted: 2 to 40 letters, digits and dashes, such as SOP-017."),
                value=shown(value),
            )
        return code
