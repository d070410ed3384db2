"""Laws of every model, so that the next one obeys them without anybody remembering."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models

from cleanrooms.models import Exposure
from integrity.models import (
    AuditEvent,
    ChainHead,
    Job,
    OutboxMessage,
    PersonalValue,
    Record,
    RowChange,
    SignedHead,
    TrailCheck,
    paired,
)
from people.models import KeyChallenge, Lockout
from tests.architecture.house import APPS, ORDER

MODELS = [model for model in apps.get_models() if model._meta.app_label in APPS]
# Append-only, worked on by machines, or derived of records.
WITHOUT_VERSIONS = {
    AuditEvent, ChainHead, Exposure, Job, KeyChallenge, Lockout, OutboxMessage, PersonalValue,
    RowChange, SignedHead, TrailCheck,
}  # fmt: skip


def pairs(model: type[models.Model]) -> Iterator[str]:
    """The moments that somebody stands for: `performed` of performed_at and performed_by."""
    names = {field.name for field in model._meta.get_fields()}
    for name in names:
        if name.endswith("_by"):
            yield name.removesuffix("_by")


def unpaired(model: type[models.Model]) -> list[str]:
    constraints = [
        constraint.condition
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    ]
    return [moment for moment in pairs(model) if paired(moment).condition not in constraints]


def is_downward(source: str, target: str) -> bool:
    return ORDER.index(source) <= ORDER.index(target)


def test_it_works():
    assert len(MODELS) > 20
    assert {model._meta.app_label for model in MODELS} == set(APPS)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_who_and_when_are_said_together(model):
    names = {field.name for field in model._meta.get_fields()}
    assert [moment for moment in pairs(model) if f"{moment}_at" not in names] == []
    assert unpaired(model) == []


def test_a_pair_without_its_constraint_would_be_found():
    class Unpaired(models.Model):
        seen_at = models.DateTimeField()
        seen_by = models.CharField(max_length=1)

        class Meta:
            app_label = "integrity"
            managed = False

    try:
        assert unpaired(Unpaired) == ["seen"]
    finally:
        del apps.all_models["integrity"]["unpaired"]
        apps.clear_cache()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_no_column_is_a_float_or_deletes_others_with_it(model):
    fields = model._meta.get_fields()
    assert not [field for field in fields if isinstance(field, models.FloatField)]
    assert not [field for field in fields if isinstance(field, GenericForeignKey)]
    relations = [field for field in model._meta.fields if field.remote_field]
    assert [
        field.name for field in relations if field.remote_field.on_delete is not models.PROTECT
    ] == []
    assert model._meta.many_to_many == ()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_relations_point_down_only(model):
    """String foreign keys escape the import contracts; here they do not."""
    own = model._meta.app_label
    upward = [
        f"{field.name} -> {field.related_model._meta.label}"
        for field in model._meta.fields
        if field.remote_field and not is_downward(own, field.related_model._meta.app_label)
    ]
    assert upward == []


def test_up_is_told_from_down():
    assert is_downward("batches", "people")
    assert is_downward("qc", "qc")
    assert not is_downward("qc", "batches")


def test_every_record_has_an_id_and_a_version():
    assert {model for model in MODELS if not issubclass(model, Record)} == WITHOUT_VERSIONS


def test_integrity_knows_no_person():
    """Actors are kept by key and printed name, so that the trail outlives every account."""
    people = [
        field.name
        for model in WITHOUT_VERSIONS - {Exposure, KeyChallenge, Lockout}
        for field in model._meta.fields
        if field.remote_field and field.related_model not in WITHOUT_VERSIONS
    ]
    assert people == []
