"""Where in a master batch record something stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from batches.drafts.showing import short

WHOLE = "file"


@dataclass(frozen=True)
class Place:
    """The keys and positions from the top down, positions counted from 0.

    `pointer` is for programs (RFC 6901, without its first stroke); `words` are for people, who
    count from 1.
    """

    path: tuple[str | int, ...] = ()

    def __truediv__(self, part: str | int) -> Place:
        return Place((*self.path, part))

    @property
    def within(self) -> Place:
        return Place(self.path[:-1])

    @property
    def pointer(self) -> str:
        parts = (short(str(part)).replace("~", "~0").replace("/", "~1") for part in self.path)
        return "/".join(parts) or WHOLE

    @property
    def words(self) -> str:
        """As people say it: “step 1.2, parameter 1, unit”."""
        match self.path:
            case ():
                return _("the file")
            case ("operations", int(operation)):
                return _("operation %(number)s") % {"number": operation + 1}
            case ("operations", int(operation), "steps", int(step)):
                return _("step %(number)s") % {"number": f"{operation + 1}.{step + 1}"}
            case (*_before, "parameters", int(number)):
                last = _("parameter %(number)s") % {"number": number + 1}
                return f"{self.within.within.words}, {last}"
            case (*_before, "materials", int(number)):
                last = _("material %(number)s") % {"number": number + 1}
                return f"{self.within.within.words}, {last}"
        part = self.path[-1]
        last = str(part + 1) if isinstance(part, int) else short(part)
        return f"{self.within.words}, {last}" if self.within.path else last


ROOT = Place()
