"""Finding what is monitored: by the code of a site, a plate, a round or an excursion."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from monitoring.models import Excursion, Round, Sample, Site
from monitoring.seen import (
    excursion_page,
    round_page,
    sample_page,
    site_page,
    visible_excursions,
    visible_rounds,
    visible_samples,
    visible_sites,
)
from people.finding.kinds import Findable, Found, contribute_finding


def site_shown(site: Site) -> Found:
    line = f"{site.room.code}, {site.get_kind_display()}"
    return Found(site.code, site_page(site), name=site.name, line=line)


def sample_shown(sample: Sample) -> Found:
    state = sample.present
    return Found(
        sample.plate or str(sample), sample_page(sample), name=sample.where, line=str(sample),
        sign=state.sign, word=str(state.label),
    )  # fmt: skip


def round_shown(one: Round) -> Found:
    return Found(
        str(one), round_page(one), name=one.walk, line=one.room.code, sign=one.sign,
        word=str(one.get_state_display()),
    )  # fmt: skip


def excursion_shown(one: Excursion) -> Found:
    return Found(
        str(one), excursion_page(one), name=one.source_label, line=one.room.code, sign=one.sign,
        word=str(one.get_kind_display()),
    )  # fmt: skip


def numbered(prefix: str, words: str) -> int | None:
    """The number in EMR-0012, when it is one."""
    head, dash, digits = words.upper().partition("-")
    fits = dash and head == prefix and digits.isdecimal() and len(digits) < 9
    return int(digits) if fits else None


def of_round(words: str) -> Q:
    return Q(number=number) if (number := numbered("EMR", words)) is not None else Q(pk__in=[])


def of_excursion(words: str) -> Q:
    return Q(number=number) if (number := numbered("EXC", words)) is not None else Q(pk__in=[])


def of_sample(words: str) -> Q:
    """EMR-0012-03: a sample that has no plate's label of its own."""
    head, _dash, place = words.rpartition("-")
    number = numbered("EMR", head)
    if number is None or not place.isdecimal() or len(place) > 4:
        return Q(pk__in=[])
    return Q(round__number=number, place=int(place))


contribute_finding(
    Findable(
        "site", _("Sampling sites"), "plate", visible_sites, site_shown, codes=("code",), place=22
    ),
    Findable(
        "plate", _("Plates"), "plate", visible_samples, sample_shown, codes=("plate",),
        named=of_sample, place=23,
    ),
    Findable(
        "sampling-round", _("Sampling rounds"), "plate", visible_rounds, round_shown,
        named=of_round, place=24,
    ),
    Findable(
        "excursion", _("Excursions"), "alert", visible_excursions, excursion_shown,
        named=of_excursion, place=25,
    ),
)  # fmt: skip
