"""What a browser said and asked for during a test: its console, its errors, its requests."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => {
  globalThis.reportViolation(`${event.violatedDirective} ${event.blockedURI}`);
});
"""

# How long something may take on a busy machine before it counts as missing.
PATIENT_MS = 60_000

KILLED_SERVER = (
    "ERR_CONNECTION_REFUSED",
    "ERR_CONNECTION_RESET",
    "ERR_CONNECTION_CLOSED",
    "ERR_EMPTY_RESPONSE",
    "ERR_CONTENT_LENGTH_MISMATCH",
    "ERR_INCOMPLETE_CHUNKED_ENCODING",
    "ERR_SOCKET_NOT_CONNECTED",
)


@dataclass
class Witness:
    """Watches every page and worker of the contexts it is shown."""

    complaints: list[str] = field(default_factory=list)
    """Errors and warnings of the console, uncaught errors, violations of the content policy."""
    requests: list[str] = field(default_factory=list)
    """Method, address, headers and body of each request, of pages and of workers."""
    origins: set[str] = field(default_factory=set)
    """Where the requests went."""
    _pardoned: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.set_default_timeout(PATIENT_MS)
        context.expose_binding("reportViolation", self._on_violation)
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("request", self._on_request)

    def pardon(self, text: str) -> None:
        """Expect complaints that hold this text: the test causes them."""
        self._pardoned.append(text)

    def pardon_killed_server(self) -> None:
        """Expect what a browser says of a server that is gone, or that goes in the middle of an answer."""
        self._pardoned.extend(KILLED_SERVER)

    def unexpected(self) -> list[str]:
        return [
            complaint
            for complaint in self.complaints
            if not any(pardoned in complaint for pardoned in self._pardoned)
        ]

    def _on_violation(self, _source: Any, violation: str) -> None:  # noqa: ANN401 - Playwright's own dict
        self.complaints.append(f"content policy: {violation}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console {message.type}: {message.text}")

    def _on_error(self, error: WebError) -> None:
        self.complaints.append(f"uncaught: {error.error}")

    def _on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"blob", "data"}:
            return  # it never leaves the browser
        self.origins.add(f"{parts.scheme}://{parts.netloc}")
        self.requests.append(f"{request.method} {request.url} {request.headers} {request.post_data or ''}")
