"""Every record of quality may have files: photos, reports, a signed agreement."""

from __future__ import annotations

from documents.attaching import Subject, contribute_files
from quality.findable import CASES, ENGAGEMENTS, visible
from quality.parts.cases import address
from quality.parts.engagements import address as agreed_at

for _name, _title, _icon, _model, _place in CASES:
    contribute_files(_model, Subject(visible(_model), address))
for _name, _title, _icon, _model, _place in ENGAGEMENTS:
    contribute_files(_model, Subject(visible(_model), agreed_at))
