"""How a document is called; what procedures name."""

import re

CODE = re.compile(r"[A-Z][A-Z0-9-]{1,39}")
