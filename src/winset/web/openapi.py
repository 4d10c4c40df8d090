"""The OpenAPI document of the machine twins, made from the records that the screens ask for and show."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from winset import __version__
from winset.web.screen import Screen

REFS = "#/components/schemas/{model}"


def openapi(screens: Iterable[Screen]) -> dict[str, Any]:
    """Return the document: a path for each twin, with its parameters and what it answers."""
    listed = list(screens)
    models: list[tuple[type[BaseModel], Any]] = [(screen.shows, "serialization") for screen in listed]
    names, definitions = models_json_schema(models, ref_template=REFS)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Winset workbench",
            "version": __version__,
            "description": "What each screen shows, for machines. Send the header `Authorization: token TOKEN`.",
        },
        "security": [{"token": []}],
        "paths": {f"{one.path}.json": {"get": _operation(one, names[one.shows, "serialization"])} for one in listed},
        "components": {
            "schemas": {**definitions["$defs"], "Problem": PROBLEM, "Problems": PROBLEMS},
            "securitySchemes": {"token": {"type": "apiKey", "in": "header", "name": "Authorization"}},
        },
    }


PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["severity", "kind", "where", "got", "wanted", "remedy"],
    "properties": {name: {"type": "string"} for name in ("severity", "kind", "where", "got", "wanted", "remedy")},
}
PROBLEMS: dict[str, Any] = {
    "type": "object",
    "required": ["winset", "schema", "problems"],
    "properties": {
        "winset": {"type": "string"},
        "schema": {"type": "string"},
        "problems": {"type": "array", "items": {"$ref": "#/components/schemas/Problem"}},
    },
}
FRAME = {"$ref": "#/components/schemas/Problems"}


def _operation(screen: Screen, shown: dict[str, Any]) -> dict[str, Any]:
    schema = screen.asks.model_json_schema()
    inside = {name for name in schema.get("properties", {}) if "{" + name + "}" in screen.path}
    parameters = [
        {
            "name": name,
            "in": "path" if name in inside else "query",
            "required": name in inside,
            "schema": {key: value for key, value in field.items() if key not in ("title", "default")},
        }
        for name, field in schema.get("properties", {}).items()
    ]
    plain = {"application/json": {"schema": {**FRAME}}}
    return {
        "operationId": screen.template.removesuffix(".html"),
        "summary": screen.title,
        "description": " ".join((screen.shows.__doc__ or "").split()),
        "parameters": parameters,
        "responses": {
            "200": {"description": "What the screen shows.", "content": _json(_framed(shown))},
            "400": {"description": "What cannot be meant, or what is to be mended first.", "content": plain},
            "403": {"description": "Without the token.", "content": {"text/plain": {"schema": {"type": "string"}}}},
            "404": {"description": "Nothing of that name.", "content": plain},
        },
    }


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _framed(shown: dict[str, Any]) -> dict[str, Any]:
    return {**PROBLEMS, "required": [*PROBLEMS["required"], "view"], "properties": {**PROBLEMS["properties"], "view": shown}}
