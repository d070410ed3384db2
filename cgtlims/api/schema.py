"""What the published schema says of every address: problem documents, ETag, request id."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from cgtlims.api import problem_types as kinds
from cgtlims.api.problems import MEDIA_TYPE

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
ETAG = {"description": "Changes with the content; send it as If-None-Match.", "schema": TEXT}
REQUEST_ID = {"description": "Names this request in the facility's log.", "schema": TEXT}
IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "schema": TEXT,
    "description": "The ETag of the content that you have: the answer is 304 when it is the same.",
}
EVERYWHERE = (
    kinds.INVALID_REQUEST, kinds.NOT_SIGNED_IN, kinds.NOT_PERMITTED, kinds.NOT_ACCEPTABLE,
    kinds.PRECONDITION_FAILED, kinds.SERVER_ERROR, kinds.UNAVAILABLE,
)  # fmt: skip
PROBLEM: Schema = {
    "type": "object",
    "description": "An error (RFC 9457). Every `type` is an address that explains it.",
    "required": ["type", "title", "status", "detail", "instance", "errors", "request_id"],
    "properties": {
        "type": {"type": "string", "enum": [kind.uri for kind in kinds.PROBLEM_TYPES.values()]},
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "instance": {"type": "string", "format": "uri-reference"},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/ProblemError"}},
        "request_id": {"type": "string", "pattern": "^req_[0-9a-f]{32}$"},
    },
}
PROBLEM_ERROR: Schema = {
    "type": "object",
    "description": "One thing that is wrong, or one reason of a refusal.",
    "required": ["code", "detail"],
    "properties": {
        "code": TEXT,
        "detail": TEXT,
        "pointer": {**TEXT, "description": "Where: `#/query/status` is the parameter `status`."},
        "clears": {**TEXT, "description": "What would clear it."},
        "overrule": {**TEXT, "description": "Who may overrule it."},
        "about": TEXT,
    },
}


def add_edge(result: Schema, generator: Any, request: Any, public: bool) -> Schema:
    """Adds to every operation what the edge adds to every answer."""
    parts = result["components"]
    parts["schemas"] |= {"Problem": PROBLEM, "ProblemError": PROBLEM_ERROR}
    parts["headers"] = {"ETag": ETAG, "X-Request-Id": REQUEST_ID}
    parts["parameters"] = {"IfNoneMatch": IF_NONE_MATCH}
    parts["responses"] = {}
    for operation in operations(result):
        answers = operation["responses"]
        if "200" in answers:
            operation.setdefault("parameters", []).append(ref("parameters", "IfNoneMatch"))
            with_tag = headers("ETag", "X-Request-Id")
            answers["200"] |= {"description": "The present content.", "headers": with_tag}
            answers["304"] = {"description": "You have the present content.", "headers": with_tag}
        else:
            operation.setdefault("parameters", [])
            answers["201"] |= {"description": "It is done.", "headers": headers("X-Request-Id")}
        for kind in sorted(problems_of(operation), key=lambda kind: kind.status):
            name = HTTPStatus(kind.status).phrase.title().replace(" ", "")
            parts["responses"][name] = problem_response(kind)
            answers[str(kind.status)] = ref("responses", name)
    return result


def operations(result: Schema) -> Iterator[Schema]:
    for path in result["paths"].values():
        yield from path.values()


def problems_of(operation: Schema) -> Iterator[kinds.ProblemType]:
    """What can go wrong with any request; and a single thing can be missing."""
    places = {parameter.get("in") for parameter in operation["parameters"]}
    yield from EVERYWHERE
    if "path" in places:
        yield kinds.NOT_FOUND
    if "201" in operation["responses"]:
        yield from (kinds.OF_STATUS[409], kinds.OF_STATUS[422])


def problem_response(kind: kinds.ProblemType) -> Schema:
    response: Schema = {
        "description": f"{kind.title}. {kind.meaning}",
        "headers": headers("X-Request-Id"),
        "content": {MEDIA_TYPE: {"schema": ref("schemas", "Problem")}},
    }
    if kind is kinds.NOT_SIGNED_IN:
        response["headers"]["WWW-Authenticate"] = {"schema": TEXT}
    if kind is kinds.UNAVAILABLE:
        response["headers"]["Retry-After"] = {"schema": {"type": "integer"}}
    return response


def headers(*names: str) -> Schema:
    return {name: ref("headers", name) for name in names}


def ref(kind: str, name: str) -> Schema:
    return {"$ref": f"#/components/{kind}/{name}"}
