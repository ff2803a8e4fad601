"""Discord's own OpenAPI description, where it is present, and what it says against a request."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

OPENAPI = Path(__file__).parents[2] / "shared" / "discord" / "openapi.json"
needs_openapi = pytest.mark.skipif(not OPENAPI.exists(), reason=f"Discord's OpenAPI file is not at {OPENAPI}")

Schema = dict[str, Any]


def load_openapi() -> Schema:
    parsed: Schema = json.loads(OPENAPI.read_text(encoding="utf-8"))
    return parsed


def check_request(api: Schema, method: str, path: str, body: Any) -> str | None:
    """Assert that a body is as described; returns the path as it is described, None where no body is."""
    found = _schema(api, method, path)
    if found is None or body is None:
        return None
    described, schema = found
    validator = Draft202012Validator({**schema, "components": api["components"]})
    problems = [f"{'/'.join(map(str, e.path))}: {e.message[:300]}" for e in validator.iter_errors(_as_described(body))]
    assert not problems, f"{method} {path}: {problems}"
    return described


def _as_described(body: Any) -> Any:
    """Return `body` with the numbers of uploads as text: Discord's reference shows numbers, its description text."""
    if not isinstance(body, dict) or "attachments" not in body:
        return body
    return {**body, "attachments": [{**one, "id": str(one["id"])} for one in body["attachments"]]}


def _schema(api: Schema, method: str, path: str) -> tuple[str, Schema] | None:
    for template, operations in api["paths"].items():
        pattern = re.sub(r"\{[^}]+\}", "[^/]+", template)
        operation = operations.get(method.lower())
        if operation and re.fullmatch(pattern, path):
            body = operation.get("requestBody", {}).get("content", {}).get("application/json")
            return (template, body["schema"]) if body else None
    return None
