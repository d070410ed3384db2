"""Renders one page to PDF and looks whether a real font went in; run by the new environment."""

import io

import pikepdf
from weasyprint import HTML

PAGE = "<p>Batch record: 20 µg ≤ 5 °C</p>"

with pikepdf.open(io.BytesIO(HTML(string=PAGE).write_pdf())) as pdf:
    files = [key for item in pdf.objects if isinstance(item, pikepdf.Dictionary) for key in item]
if not any(key.startswith("/FontFile") for key in files):
    raise SystemExit("No font was found to write with.")
