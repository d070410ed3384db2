from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from cgtlims.first_run.commands import load_facility
from cgtlims.first_run.models import FacilityLoad
from people.models import User
from tests.first_run import facility


@pytest.fixture
def load(people: dict[str, User]) -> Callable[..., FacilityLoad]:
    """Loads files as somebody, after a dry run without a fault."""

    def loaded(files: dict[str, str | bytes], who: str) -> FacilityLoad:
        outcome = facility.shown(files, people[who])
        assert facility.told(outcome) == []
        return load_facility.once(
            uuid.uuid4(), upload=facility.upload(files), shown=outcome.digest,
            reason="First run", by=people[who], at=facility.AT,
        )  # fmt: skip

    return loaded


@pytest.fixture
def whole(load: Callable[..., FacilityLoad]) -> Callable[..., FacilityLoad]:
    """Everything but stock and documents' review: first people, then the rest."""
    load(facility.OF_PEOPLE, "shaas")
    load(facility.OF_GMP, "nbakker")
    return load
