"""What was counted at a site over time."""

from __future__ import annotations

from measures.verdicts import Verdict
from monitoring.drawing import Chart, Measured
from monitoring.judging import in_force
from monitoring.models import Count, Parameter, Purpose, Sample, Site
from monitoring.seen import sample_page

MOST, SHOWN = 400, 50


def charts_of(site: Site) -> list[tuple[Parameter, Chart]]:
    """A chart for each parameter of which at least two samples for monitoring are counted."""
    rows = (
        Sample.objects.filter(site=site, round__purpose=Purpose.MONITORING)
        .exclude(verdict="")
        .select_related("round")
        .prefetch_related("counts")
        .order_by("-taken_at", "-pk")[:MOST]
    )
    samples = list(reversed(rows))
    found = []
    for parameter in site.way.parameters:
        values = [
            measured(sample, one)
            for sample in samples
            if (one := in_force(c for c in sample.counts.all() if c.parameter == parameter))
        ]
        if len(values) > 1:
            found.append((parameter, Chart(values)))
    return found


def measured(sample: Sample, count: Count) -> Measured:
    at = sample.taken_at
    if at is None:
        raise ValueError(f"{sample} is not taken.")
    verdict = Verdict(count.verdict)
    return Measured(
        at, count.value, count.alert, count.action, verdict.state, verdict.text,
        sample_page(sample),
    )  # fmt: skip


def newest_of(site: Site) -> list[Sample]:
    rows = Sample.objects.filter(site=site).select_related("round", "site", "taken_by")
    return list(rows.prefetch_related("counts").order_by("-round__begun_at")[:SHOWN])
