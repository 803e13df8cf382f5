"""The form of the catalogue: `catalogue.toml` is checked against it, and it documents the answer.

Lengths are in characters and chosen so that every text fits its place on a small phone.
"""

from marshmallow import ValidationError, fields, validates_schema
from marshmallow.validate import Length, OneOf, Range, Regexp

from server.contract.limits import MAX_TIMES
from server.core.schemas import BaseSchema

_SLUG = Regexp(r"^[a-z0-9]+(-[a-z0-9]+)*$", error="Not a slug such as eye-contact.")
_SOURCE = Regexp(r"^[0-9]{3}_[0-9a-f]{16}\.txt$", error="Not the file name of a source.")
_FIELDS_OF_RULE = {
    "days": {"weekdays"},
    "interval": {"days"},
    "times": {"times", "per"},
    "anytime": set[str](),
}


def _words(most: int) -> fields.String:
    return fields.String(required=True, validate=Length(1, most))


class RuleSchema(BaseSchema):
    """How often: `weekdays` of days, `days` of interval, `times` and `per` of times."""

    kind = fields.String(required=True, validate=OneOf(_FIELDS_OF_RULE))
    weekdays = fields.List(fields.Integer(strict=True, validate=Range(1, 7)), validate=Length(1, 7))
    days = fields.Integer(strict=True, validate=Range(2, 366))
    times = fields.Integer(strict=True, validate=Range(1, MAX_TIMES["month"]))
    per = fields.String(validate=OneOf(["week", "month"]))

    @validates_schema
    def check_fields_of_kind(self, data: dict[str, object], **_kwargs: object) -> None:
        """Ask for exactly the fields that belong to the kind."""
        wanted = _FIELDS_OF_RULE[str(data["kind"])]
        if data.keys() - {"kind"} != wanted:
            raise ValidationError(
                f"A rule of this kind has {' and '.join(sorted(wanted)) or 'no more fields'}."
            )

    @validates_schema
    def check_times(self, data: dict[str, object], **_kwargs: object) -> None:
        """A week has seven days."""
        times, per = data.get("times"), data.get("per")
        if per == "week" and isinstance(times, int) and times > MAX_TIMES[per]:
            raise ValidationError("No more times than the week has days.", "times")


class TargetSchema(BaseSchema):
    """How much; `unit` is left out where the act is simply counted."""

    amount = fields.Integer(required=True, strict=True, validate=Range(1, 1_000_000))
    unit = fields.String(validate=Length(1, 16))


class PlanSchema(BaseSchema):
    """The plan a practice offers when it becomes a habit."""

    rule = fields.Nested(RuleSchema, required=True)
    target = fields.Nested(TargetSchema, required=True)
    direction = fields.String(required=True, validate=OneOf(["at_least", "at_most"]))


class LadderSchema(BaseSchema):
    """Three sizes of the same act."""

    tiny = _words(60)
    small = _words(60)
    full = _words(60)


class ThemeSchema(BaseSchema):
    """A shelf of the library."""

    slug = fields.String(required=True, validate=_SLUG)
    name = _words(32)
    intro = _words(120)


class PracticeSchema(BaseSchema):
    """One entry of the library, with the files its ideas come from."""

    slug = fields.String(required=True, validate=_SLUG)
    theme = fields.String(required=True, validate=_SLUG)
    name = _words(32)
    why = _words(160)
    how = fields.List(_words(110), required=True, validate=Length(2, 4))
    ladder = fields.Nested(LadderSchema, required=True)
    cues = fields.List(_words(48), required=True, validate=Length(equal=3))
    plan = fields.Nested(PlanSchema, required=True)
    question = _words(100)
    sources = fields.List(fields.String(validate=_SOURCE), required=True, validate=Length(1, 9))


class CatalogueSchema(BaseSchema):
    """The whole library, in the order it is shown."""

    themes = fields.List(fields.Nested(ThemeSchema), required=True, validate=Length(1))
    practices = fields.List(fields.Nested(PracticeSchema), required=True, validate=Length(1))
