"""What every record of quality shares: a number, a title, who may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.db import models

from integrity.models import Signable, Signature

if TYPE_CHECKING:
    from people.models import User

M = TypeVar("M", bound=models.Model)


class NumberedRecords(models.QuerySet[M]):
    def visible_to(self, user: User) -> NumberedRecords[M]:
        """People of the facility read them; others read nothing but what concerns them."""
        return self.all() if user.is_of_facility else self.none()


class Numbered(Signable):
    """A record known by a number of its kind and year: DEV-26-0001."""

    prefix: ClassVar[str] = ""
    noun: ClassVar[str] = ""  # in the verbs of its events: deviation.closed
    state: Any

    number = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number

    @property
    def signed_records(self) -> list[Signable]:
        """Itself, and those of its parts that are signed for themselves."""
        return [self]

    @property
    def signatures(self) -> models.QuerySet[Signature]:
        return Signature.objects.of(*self.signed_records)
