"""Makes one PDF; run by the new environment. It fails where Pango or any font is missing."""

from weasyprint import HTML

HTML(string="<p>Batch record: 20 µg ≤ 5 °C</p>").write_pdf()
