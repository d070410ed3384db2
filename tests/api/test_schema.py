"""The published schema: valid OpenAPI 3.1, committed as it is generated, and complete."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import yaml
from django.core.management import call_command
from django.urls import get_resolver
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.api import contract

ROOT = Path(__file__).parents[2]
REFRESH = "make schema"


def test_the_committed_schema_is_the_generated_one(tmp_path):
    generated = tmp_path / "openapi.yaml"
    call_command("spectacular", file=str(generated), validate=True, fail_on_warn=True)
    same = generated.read_text(encoding="utf-8") == contract.COMMITTED.read_text(encoding="utf-8")
    assert same, f"docs/openapi.yaml is not what the code says. Look at the change, then: {REFRESH}"


def test_what_the_failure_says_writes_the_committed_schema():
    told = [*REFRESH.split(), "--dry-run"]
    done = subprocess.run(told, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    written = f"spectacular --file {contract.COMMITTED.relative_to(ROOT)}"
    assert f"{written} --validate --fail-on-warn" in done.stdout


def test_it_is_valid_openapi_3_1():
    schema = contract.schema()
    assert schema["openapi"] == "3.1.0"
    faults = [fault.message for fault in OpenAPIV31SpecValidator(schema).iter_errors()]
    assert faults == []


def test_it_is_served_as_yaml_and_as_json_without_sign_in(client):
    as_yaml = client.get("/api/v1/schema/")
    assert as_yaml["Content-Type"].startswith("application/vnd.oai.openapi")
    assert yaml.safe_load(as_yaml.content) == contract.schema()
    as_json = client.get("/api/v1/schema/", headers={"Accept": "application/json"})
    assert json.loads(as_json.content) == contract.schema()


def test_every_address_is_in_it():
    """Addresses that answer with records; the schema itself and its page are not among them."""
    patterns = get_resolver("cgtlims.api.urls").url_patterns[0].url_patterns
    names = {pattern.name for pattern in patterns} - {"api-schema"}
    assert len(contract.schema()["paths"]) == len(names)


def test_every_operation_needs_sign_in_and_says_what_it_answers():
    answers = {"get": {"200", "304"}, "post": {"201", "409", "415", "422"}}
    for template, methods in contract.schema()["paths"].items():
        assert set(methods) <= set(answers), template
        for method, operation in methods.items():
            assert operation["security"] == [{"basicAuth": []}, {"cookieAuth": []}], template
            told = set(operation["responses"])
            assert answers[method] | {"401", "403", "500", "503"} <= told, template
