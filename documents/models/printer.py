from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models.rendition import Rendition
from integrity.models import ExactDecimalField, Record, paired


class PrinterKind(models.TextChoices):
    ZPL = "ZPL", _("Label printer (ZPL)")
    SHEET = "SHEET", _("Sheets of labels (PDF)")


class Dots(models.IntegerChoices):
    """Dots an inch; the printers count in whole dots a millimetre."""

    DPI_203 = 203, "203 dpi"
    DPI_300 = 300, "300 dpi"
    DPI_600 = 600, "600 dpi"

    @property
    def a_millimetre(self) -> int:
        return {203: 8, 300: 12, 600: 24}[self.value]


class Printers(models.QuerySet["Printer"]):
    def in_service(self) -> Printers:
        return self.filter(out_of_service_at__isnull=True)


class Printer(Record):
    """A label printer by its address and dots, or a kind of label sheet by its grid.

    `width` and `height` are those of one label; on a sheet the first one begins at `left` and
    `top`, and the next ones `step_x` and `step_y` further. The last test print was asked for at
    `test_asked_at` and ended at `tested_at`, well when `test_problem` is empty.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=5, choices=PrinterKind.choices)
    place = models.CharField(max_length=100, blank=True)
    width = ExactDecimalField(help_text="mm")
    height = ExactDecimalField(help_text="mm")
    host = models.GenericIPAddressField(null=True)
    port = models.PositiveIntegerField(null=True)
    dpi = models.PositiveSmallIntegerField(choices=Dots.choices, null=True)
    columns = models.PositiveSmallIntegerField(null=True)
    rows = models.PositiveSmallIntegerField(null=True)
    left = ExactDecimalField(null=True, help_text="mm")
    top = ExactDecimalField(null=True, help_text="mm")
    step_x = ExactDecimalField(null=True, help_text="mm")
    step_y = ExactDecimalField(null=True, help_text="mm")
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    out_of_service_at = models.DateTimeField(null=True)
    out_of_service_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    tests = models.PositiveIntegerField(default=0)
    test_asked_at = models.DateTimeField(null=True)
    test_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    tested_at = models.DateTimeField(null=True)
    test_problem = models.CharField(max_length=300, blank=True)
    test_sheet = models.ForeignKey(Rendition, on_delete=models.PROTECT, related_name="+", null=True)

    objects: ClassVar[Printers] = Printers.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[A-Z][A-Z0-9-]{1,39}$"),
                name="documents_printer_code",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    kind=PrinterKind.ZPL,
                    host__isnull=False,
                    port__isnull=False,
                    dpi__isnull=False,
                    columns__isnull=True,
                )
                | models.Q(
                    kind=PrinterKind.SHEET,
                    host__isnull=True,
                    columns__gte=1,
                    rows__gte=1,
                    left__isnull=False,
                    top__isnull=False,
                    step_x__isnull=False,
                    step_y__isnull=False,
                ),
                name="documents_printer_is_one_kind",
            ),
            paired("registered"),
            paired("out_of_service"),
            paired("test_asked"),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def is_zpl(self) -> bool:
        return self.kind == PrinterKind.ZPL

    @property
    def a_sheet(self) -> int:
        """How many labels a sheet has."""
        return (self.columns or 0) * (self.rows or 0)

    @property
    def address(self) -> str:
        host = f"[{self.host}]" if self.host and ":" in self.host else self.host
        return f"{host}:{self.port}" if host else ""
