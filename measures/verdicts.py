"""What may be said of a value."""

from __future__ import annotations

from enum import StrEnum

from measures.problems import gettext_noop


class Verdict(StrEnum):
    """The judgement of one recorded value against its limits or accepted answers."""

    NOT_JUDGED = "NOT_JUDGED"
    WITHIN = "WITHIN"
    BELOW_ALERT = "BELOW_ALERT"
    ABOVE_ALERT = "ABOVE_ALERT"
    BELOW_ACTION = "BELOW_ACTION"
    ABOVE_ACTION = "ABOVE_ACTION"
    BELOW_REJECT = "BELOW_REJECT"
    ABOVE_REJECT = "ABOVE_REJECT"
    UNDECIDED = "UNDECIDED"
    NOT_ACCEPTED = "NOT_ACCEPTED"

    @property
    def text(self) -> str:
        """The word for it, to be translated where it is shown."""
        return TEXT[self]

    @property
    def state(self) -> str:
        """The state of the design language: ok, alert, action, hold or neutral."""
        if self is Verdict.UNDECIDED:
            return "hold"
        if self.needs_reason:
            return "action"
        if self in {Verdict.BELOW_ALERT, Verdict.ABOVE_ALERT}:
            return "alert"
        return "ok" if self is Verdict.WITHIN else "neutral"

    @property
    def needs_reason(self) -> bool:
        """Outside the action limit, or perhaps: recorded all the same, never without a reason."""
        return self in {
            Verdict.BELOW_ACTION,
            Verdict.ABOVE_ACTION,
            Verdict.BELOW_REJECT,
            Verdict.ABOVE_REJECT,
            Verdict.UNDECIDED,
            Verdict.NOT_ACCEPTED,
        }


TEXT: dict[Verdict, str] = {
    Verdict.NOT_JUDGED: gettext_noop("Recorded"),
    Verdict.WITHIN: gettext_noop("In limits"),
    Verdict.BELOW_ALERT: gettext_noop("Below alert"),
    Verdict.ABOVE_ALERT: gettext_noop("Above alert"),
    Verdict.BELOW_ACTION: gettext_noop("Below action"),
    Verdict.ABOVE_ACTION: gettext_noop("Above action"),
    Verdict.BELOW_REJECT: gettext_noop("Below reject"),
    Verdict.ABOVE_REJECT: gettext_noop("Above reject"),
    Verdict.UNDECIDED: gettext_noop("Undecided"),
    Verdict.NOT_ACCEPTED: gettext_noop("Not as required"),
}


class Conformity(StrEnum):
    """The judgement of a reported result against an acceptance criterion."""

    CONFORMS = "CONFORMS"
    DOES_NOT_CONFORM = "DOES_NOT_CONFORM"
    UNDECIDED = "UNDECIDED"

    @property
    def text(self) -> str:
        """The word for it, to be translated where it is shown."""
        return CONFORMITY_TEXT[self]

    @property
    def state(self) -> str:
        """The state of the design language: ok, action or hold."""
        return {"CONFORMS": "ok", "DOES_NOT_CONFORM": "action", "UNDECIDED": "hold"}[self]


CONFORMITY_TEXT: dict[Conformity, str] = {
    Conformity.CONFORMS: gettext_noop("Conforms"),
    Conformity.DOES_NOT_CONFORM: gettext_noop("Does not conform"),
    Conformity.UNDECIDED: gettext_noop("Undecided"),
}
