"""The envelope of a sync. The changes within it are read one by one, so that a bad one stops no other."""

from marshmallow import INCLUDE, Schema, fields
from marshmallow.validate import OneOf, Range, Regexp

from server.accounts.schemas import key_id
from server.contract.limits import MAX_CHANGES, MAX_RECORDS, MAX_SAFE_INTEGER
from server.core.schemas import BaseSchema, Either, Objects
from server.sharing.schemas import form_field
from server.sharing.view_answers import SharedSchema

MIN_PROTOCOL = 1
MAX_PROTOCOL = 1
MAX_CURSOR = MAX_SAFE_INTEGER

# No token names a head above MAX_CURSOR, which has 16 digits.
_HEAD_TOKEN = Regexp(r"^[0-9]{1,16}-[0-9a-f]{16}\Z", error="Not the token of an answer.")
_ID = Regexp(r"^[0-9a-f]{32}\Z", error="Not an id of 32 hex characters.")


class SyncRequestSchema(BaseSchema):
    """What a device offers and how far it has read."""

    protocol = fields.Integer(required=True, strict=True, validate=Range(1, 10_000))
    account = fields.String(required=True, validate=_ID)
    epoch = fields.String(required=True, allow_none=True, validate=_ID)
    cursor = fields.Integer(required=True, strict=True, validate=Range(0, MAX_CURSOR))
    head_token = fields.String(load_default=None, allow_none=True, validate=_HEAD_TOKEN)
    changes = Objects(most=MAX_CHANGES)
    limit = fields.Integer(strict=True, load_default=MAX_RECORDS, validate=Range(1, MAX_RECORDS))


class RecordSchema(BaseSchema):
    """A record: each field with the stamp of its last edit."""

    type = fields.String(required=True)
    id = form_field("record_id")
    fields_ = fields.Dict(
        keys=fields.String(),
        values=fields.Tuple((fields.Raw(), form_field("stamp"))),
        required=True,
        data_key="fields",
    )


class FactSchema(Schema):
    """A fact: beside its name stand the members that contract/things.toml lists."""

    class Meta:
        """Takes them all."""

        unknown = INCLUDE

    type = fields.String(required=True)
    id = form_field("fact_id")


class ResultSchema(BaseSchema):
    """What became of one change."""

    type = fields.String(required=True)
    id = fields.String(required=True)
    status = fields.String(required=True, validate=OneOf(["applied", "unchanged", "clock_ahead", "rejected"]))
    code = fields.String(metadata={"description": "Why it was rejected: a word for programs."})
    record = Either(
        RecordSchema,
        FactSchema,
        required=False,
        description="The merged state, where it differs from what was sent.",
    )


class SyncAnswerSchema(BaseSchema):
    """What became of the offer, and what the device has not seen."""

    protocol = fields.Tuple(
        (fields.Integer(), fields.Integer()), required=True, metadata={"description": "[least, most]"}
    )
    account = form_field("made_up_id")
    epoch = form_field("made_up_id")
    key = key_id()
    now = fields.Integer(required=True, metadata={"description": "The server's clock, ms since 1970."})
    results = fields.List(fields.Nested(ResultSchema), required=True)
    records = fields.List(Either(RecordSchema, FactSchema), required=True)
    cursor = fields.Integer(required=True)
    head_token = fields.String(
        required=True,
        allow_none=True,
        validate=_HEAD_TOKEN,
        metadata={"description": "To send back with the cursor; null where that is 0."},
    )
    more = fields.Boolean(required=True)
    shared = fields.Nested(SharedSchema, required=True)
