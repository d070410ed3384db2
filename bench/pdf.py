"""The batch record PDF in sections against one naive call over the same HTML.

Every run is a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bench.figures import Figure, at_least, at_most

if TYPE_CHECKING:
    from batches.record_pdf.content import PrintedRecord

Run = dict[str, float]
WAYS = ("naive", "first", "again", "edited")
NUMBER = '@page { @bottom-right { content: "Page " counter(page) " of " counter(pages) } }'


def figures() -> Iterator[Figure]:
    """A record of 120 steps with 8 values each: first copy, second copy, and after one change."""
    with tempfile.TemporaryDirectory(prefix="cgtlims-bench-") as files:
        runs = {way: run(way, files) for way in WAYS}
    naive, first = runs["naive"], runs["first"]
    yield at_least("pdf-pages", first["pages"] / first["seconds"], "pages/s", "3")
    yield at_most("pdf-time-to-naive", per_page(first) / per_page(naive), "times", "1.2")
    yield at_most("pdf-memory", first["megabytes"], "MB", "200")
    yield at_most("pdf-memory-to-naive", first["megabytes"] / naive["megabytes"], "times", "0.5")
    for way, bar in (("again", "0.1"), ("edited", "0.3")):
        share = runs[way]["processor"] / first["processor"]
        yield at_most(f"pdf-{way}-to-first", share, "times", bar)


def per_page(run: Run) -> float:
    return run["processor"] / run["pages"]


def run(way: str, files: str) -> Run:
    """Pages, seconds, processor seconds and peak megabytes of one way, in a process of its own."""
    environment = {
        **os.environ,
        "CGTLIMS_FILES_DIR": files,
        "DJANGO_SETTINGS_MODULE": "cgtlims.settings",
    }
    said = subprocess.run(
        [sys.executable, "-m", "bench.pdf", way],
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    found: Run = json.loads(said.stdout.splitlines()[-1])
    return found


def measure(way: str) -> Run:
    import django

    django.setup()
    from batches.record_pdf import make  # what a warm worker has loaded already
    from bench import records
    from documents.rendering.join import page_count
    from documents.rendering.sections import Sections

    record = records.edited_record() if way == "edited" else records.long_record()
    began, worked = time.perf_counter(), time.process_time()
    if way == "naive":
        pages = page_count(naive(record))
    else:
        pages = make.make_pdf(
            record,
            head="",
            printed_by="bench",
            printed_at=records.BEGUN,
            report=lambda part, parts: None,
            press=Sections(),
        ).pages
    return {
        "pages": pages,
        "seconds": time.perf_counter() - began,
        "processor": time.process_time() - worked,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def naive(record: PrintedRecord) -> bytes:
    """All sections in one HTML, rendered in one call with its own page numbers."""
    from batches.record_pdf.plan import chapters, sections
    from batches.record_pdf.title import title_html
    from documents.rendering.assets import Assets
    from documents.rendering.weasy import Engine

    found = sections(record, "")
    listed = chapters(found)
    title = title_html(record, record.digest(), listed, {chapter.anchor: 1 for chapter in listed})
    bodies = [
        re.sub(r".*<body[^>]*>|</body>.*", "", html, flags=re.DOTALL)
        for html in [title, *(section.html() for section in found)]
    ]
    pages = "".join(f'<div style="break-after: page">{body}</div>' for body in bodies)
    head = f"<head><style>{NUMBER}</style></head>"
    return Engine(Assets.of_release()).render(f"<html lang='en'>{head}<body>{pages}</body></html>")


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
