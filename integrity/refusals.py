"""A no is an answer with reasons: what blocks, what clears it, who may overrule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from measures.problems import ValueProblem

Text = str | Promise


class Overrule(StrEnum):
    """Who may let the work go on in spite of a blocker (EU GMP Part IV 9, 11)."""

    NOBODY = "NOBODY"
    SUPERVISOR_AND_SECOND_PERSON = "SUPERVISOR_AND_SECOND_PERSON"

    @property
    def text(self) -> Text:
        return OVERRULE_TEXT[self]


OVERRULE_TEXT: dict[Overrule, Text] = {
    Overrule.NOBODY: _("Nobody may overrule."),
    Overrule.SUPERVISOR_AND_SECOND_PERSON: _(
        "A supervisor and a second person may overrule, with reason and signatures."
    ),
}


@dataclass(frozen=True)
class Blocker:
    """One reason why not. `field` names the input that is at fault, when one is."""

    code: str
    message: Text
    clears: Text = ""
    overrule: Overrule = Overrule.NOBODY
    field: str = ""
    about: str = ""


class Refused(Exception):
    """A command or gate said no. Nothing was changed.

    `status` is 422 when inputs are at fault, else 409: the record's state stands against it.
    """

    def __init__(self, blockers: Iterable[Blocker]) -> None:
        self.blockers = list(blockers)
        super().__init__("; ".join(str(blocker.message) for blocker in self.blockers))

    def at_fields(self, fields: Mapping[str, str]) -> Refused:
        """The same refusal for a form that names these fields otherwise."""
        return Refused(
            replace(blocker, field=fields.get(blocker.field, blocker.field))
            for blocker in self.blockers
        )

    @property
    def status(self) -> int:
        return 422 if all(blocker.field for blocker in self.blockers) else 409


class NotPermitted(Refused):
    """The person lacks the permission (21 CFR 11.10(g))."""

    status = 403

    is_written = False  # in the audit trail

    def __init__(self, who: str, permission: StrEnum) -> None:
        self.who, self.permission = who, permission
        self.label = label = getattr(permission, "label", permission.value)
        super().__init__(
            [
                Blocker(
                    "NOT_PERMITTED",
                    _("%(who)s may not do this: the permission “%(permission)s” is missing.")
                    % {"who": who, "permission": label},
                    clears=_("A role with this permission, given by the facility's administrator."),
                )
            ]
        )


def refuse_if(blockers: Iterable[Blocker]) -> None:
    """Raises Refused when there is any blocker."""
    found = list(blockers)
    if found:
        raise Refused(found)


def refuse(code: str, message: Text, *, clears: Text = "", field: str = "") -> Refused:
    """A refusal with one reason, to raise."""
    return Refused([Blocker(code, message, clears=clears, field=field)])


def from_problem(problem: ValueProblem, *, field: str) -> Blocker:
    """A value's problem as the reason beside its field."""
    return Blocker(
        problem.code,
        _(problem.message) % problem.params,
        clears=_(problem.accepted) % problem.params if problem.accepted else "",
        field=field,
    )
