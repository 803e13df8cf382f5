"""How fields stand in the API document where apispec does not know them, or writes what only Python reads."""

from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from marshmallow import fields

from server.core.schemas import Either

Properties = dict[str, Any]


def teach(plugin: MarshmallowPlugin) -> None:
    """Let the plugin of a document know these fields."""
    assert plugin.converter is not None  # noqa: S101 - for the type checker: the document has its plugin
    add = plugin.converter.add_attribute_function
    for conversion in (_either, _tuple, _pattern):
        add(conversion)  # type: ignore[no-untyped-call]  # apispec's


def _either(converter: OpenAPIConverter, field: fields.Field[Any], **_ret: object) -> Properties:
    """Document an object that has one of several forms."""
    if not isinstance(field, Either):
        return {}
    resolve = converter.resolve_nested_schema
    forms = [resolve(form) for form in field.forms]  # type: ignore[no-untyped-call]  # apispec's
    return {"anyOf": [*forms, {"type": "null"}] if field.allow_none else forms}


def _tuple(converter: OpenAPIConverter, field: fields.Field[Any], **_ret: object) -> Properties:
    """Document a list of a fixed length, each of whose items has a form of its own."""
    if not isinstance(field, fields.Tuple):
        return {}
    items = [converter.field2property(item) for item in field.tuple_fields]
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}


def _pattern(_converter: OpenAPIConverter, _field: fields.Field[Any], ret: Properties) -> Properties:
    r"""Write the end of a text as JSON Schema has it: its `$` is what `\Z` is to Python."""
    return {"pattern": ret["pattern"].replace(r"\Z", "$")} if "pattern" in ret else {}
