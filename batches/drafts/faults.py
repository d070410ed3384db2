"""What is wrong with a draft, and where."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from batches.drafts.places import Place
from integrity.refusals import Blocker, from_problem
from measures.problems import ValueProblem


@dataclass(frozen=True)
class Fault:
    """A problem at a place; as a blocker its field is the place."""

    place: Place
    problem: ValueProblem

    def blocker(self, *, line: int | None = None) -> Blocker:
        """The reason not to take the draft; `line` is that of the file, when it came from one."""
        said = from_problem(self.problem, field=self.place.pointer)
        params = {"line": line, "place": self.place.words, "problem": said.message}
        if line is None:
            return replace(said, message=_("%(place)s: %(problem)s") % params)
        return replace(said, message=_("line %(line)s, %(place)s: %(problem)s") % params)
