"""Holds answers against the published schema: status, media type and body, nothing more or less."""

from __future__ import annotations

import copy
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.http import HttpResponse
from openapi_schema_validator import OAS31Validator, oas31_format_checker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.yaml"
ROOT = "urn:cgt-lims"


@cache
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(COMMITTED.read_text(encoding="utf-8"))
    return loaded


@cache
def registry() -> Registry[Any]:
    """The schema with every object closed, so that an undeclared property is a fault."""
    closed = copy.deepcopy(schema())
    for component in closed["components"]["schemas"].values():
        if component["type"] == "object":
            component["additionalProperties"] = False
    resource = Resource(contents=closed, specification=DRAFT202012)
    return Registry().with_resource(ROOT, resource)


def operation_at(path: str, method: str) -> tuple[str, dict[str, Any]] | None:
    for template, methods in schema()["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
            return template, methods[method]
    return None


def hold(path: str, response: HttpResponse, method: str = "get") -> None:
    """Fails unless the schema declares this answer of this address, as it is."""
    found = operation_at(path, method)
    assert found, f"{path} is not in the schema."
    template, operation = found
    status = str(response.status_code)
    assert status in operation["responses"], f"{template} does not declare {status}."
    declared = operation["responses"][status]
    if "$ref" in declared:
        declared = schema()["components"]["responses"][declared["$ref"].rpartition("/")[2]]
    for name in declared["headers"]:
        assert response.has_header(name), f"{template} {status} lacks the header {name}."
    media_type = response.get("Content-Type", "").partition(";")[0]
    if "content" not in declared:
        assert not response.content
    elif media_type != "application/pdf":
        check(declared["content"][media_type]["schema"], response.json())


def check(part: dict[str, Any], body: Any) -> None:
    absolute = {"$ref": f"{ROOT}{part['$ref']}"}
    validator = OAS31Validator(absolute, registry=registry(), format_checker=oas31_format_checker)
    faults = [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(body)]
    assert not faults, "\n".join(faults)
