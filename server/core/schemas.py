"""The base of every schema, the field for people's words, and the error shape for the API document."""

from collections.abc import Mapping
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields
from marshmallow.validate import Length

from server.core.text import TextError, clean_text


class BaseSchema(Schema):
    """Refuses fields it does not know."""

    class Meta:
        """How marshmallow is to treat what it does not know."""

        unknown = RAISE


class Text(fields.String):
    """A text a person wrote, cleaned; see `clean_text` for what is refused."""

    def __init__(self, *, max_characters: int, allow_newlines: bool = False, required: bool = True) -> None:
        super().__init__(required=required, metadata={"maxLength": max_characters})
        self.max_characters = max_characters
        self.allow_newlines = allow_newlines

    def _deserialize(
        self, value: object, attr: str | None, data: Mapping[str, Any] | None, **kwargs: object
    ) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            return clean_text(text, max_characters=self.max_characters, allow_newlines=self.allow_newlines)
        except TextError as error:
            raise ValidationError(str(error)) from error


class Flag(fields.Boolean):
    """True or false, and none of the numbers and words that Python or marshmallow take for the same."""

    def __init__(self) -> None:
        super().__init__(required=True)

    def _deserialize(
        self, value: object, attr: str | None, data: Mapping[str, Any] | None, **kwargs: object
    ) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **kwargs)


class Objects(fields.List[dict[str, Any]]):
    """A list of objects, whatever is in them: only what is wrong is looked at one by one."""

    def __init__(self, *, most: int) -> None:
        super().__init__(fields.Dict(keys=fields.String()), required=True, validate=Length(0, most))

    def _deserialize(
        self, value: object, attr: str | None, data: Mapping[str, Any] | None, **kwargs: object
    ) -> list[Any]:
        # The names within an object of JSON are strings already.
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            return value
        return super()._deserialize(value, attr, data, **kwargs)


class Either(fields.Field[Any]):
    """An object of one of several forms, in an answer that is sent as its service makes it."""

    def __init__(
        self, *forms: type[Schema], required: bool = True, allow_none: bool = False, description: str = ""
    ) -> None:
        metadata = {"description": description} if description else {}
        super().__init__(required=required, allow_none=allow_none, metadata=metadata)
        self.forms = forms


class ErrorSchema(BaseSchema):
    """The one shape of errors; see `server.core.errors`."""

    code = fields.String(required=True, metadata={"description": "A stable word for programs."})
    message = fields.String(required=True, metadata={"description": "One sentence for people."})
    fields_ = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.String()),
        required=True,
        data_key="fields",
        metadata={"description": "What is wrong with which field of the request."},
    )
