"""Where setup puts things: tools in the checkout, system libraries in the user's data folder."""

from __future__ import annotations

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
TOOLS = CHECKOUT / ".tools"
VENV_PYTHON = CHECKOUT / ".venv/bin/python"
RUN_ENVIRONMENT = TOOLS / "environment.sh"  # read by ./run


def sysroots() -> Path:
    """Libraries fetched without root are shared by this user's checkouts."""
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share"
    return Path(data) / "cgt-lims" / "sysroot"
