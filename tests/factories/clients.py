"""A client that behaves as the app in a browser does."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse


class OwnPageClient(FlaskClient):
    """Says that it is the app's own page, and reads every answer to its end, so that files are closed."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:  # noqa: ANN401 - as Werkzeug declares it
        headers = Headers(kwargs.pop("headers", None))
        headers.setdefault("Sec-Fetch-Site", "same-origin")
        return super().open(*args, **{"buffered": True, "headers": headers, **kwargs})
