"""The forms of what the server's owner asks and is told."""

from marshmallow import fields

from server.core.schemas import BaseSchema, Flag


class PersonSchema(BaseSchema):
    """An account; `things` and `stored_bytes` are what its quota counts."""

    account = fields.String(required=True)
    username = fields.String(required=True)
    created_on = fields.Date(required=True)
    is_owner = fields.Boolean(required=True)
    is_disabled = fields.Boolean(required=True)
    things = fields.Integer(required=True)
    stored_bytes = fields.Integer(required=True)


class PeopleSchema(BaseSchema):
    """Every account, the oldest first, and the quota of each."""

    people = fields.List(fields.Nested(PersonSchema), required=True)
    max_things = fields.Integer(required=True)
    max_bytes = fields.Integer(required=True)


class ChangeSchema(BaseSchema):
    """Whether anybody may sign in to the account."""

    is_disabled = Flag()


class LinkSchema(BaseSchema):
    """An address to hand to one person, and until when it works."""

    link = fields.String(required=True)
    expires_at = fields.AwareDateTime(required=True)
