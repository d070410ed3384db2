"""The PDF engines are loaded by workers and never by the web: it would not start without Pango."""

from __future__ import annotations

import subprocess
import sys

from batches.models import BatchRecord
from tests import databases

BROWSE = """
import sys
import django
django.setup()
from django.test import Client
from django.urls import get_resolver
from people.models import User
import cgtlims.wsgi, cgtlims.celery, integrity.tasks

get_resolver().url_patterns
client = Client(headers={"host": "localhost"})
client.force_login(User.objects.get(username="mlindqvist"))
for address in sys.argv[1:]:
    print(address, client.get(address).status_code)
print("loaded:", *sorted({"weasyprint", "pikepdf", "pypdfium2"} & set(sys.modules)))
"""


def test_no_page_loads_an_engine(live_db: str, small_batch: BatchRecord) -> None:
    addresses = [
        "/",
        "/batches/",
        f"/batches/{small_batch.number}/",
        f"/batches/{small_batch.number}/documents/",
    ]
    said = subprocess.run(
        [sys.executable, "-c", BROWSE, *addresses],
        env={**databases.environment(live_db), "DJANGO_SETTINGS_MODULE": "cgtlims.settings"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    assert said == [*(f"{address} 200" for address in addresses), "loaded:"]


def test_the_engines_are_what_is_looked_for() -> None:
    """The names above are those of the engines that a worker does load."""
    import batches.record_pdf.make  # noqa: F401

    assert {"weasyprint", "pikepdf"} <= set(sys.modules)
