"""The content policy of the page: as strict as everything's, but for what the page contains.

The build writes what the first paint waits for into index.html (pwa/tools/inline.ts): a short script and the
style sheet. Their hashes are read off the built page, so that nothing else that gets into it runs.
"""

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from server.core.http import PAGE_CSP

_INLINE = {
    "script-src": re.compile(r"<script>(.*?)</script>", re.DOTALL),
    "style-src": re.compile(r"<style>(.*?)</style>", re.DOTALL),
}


def page_policy(page: Path) -> str:
    """Return the policy this page is sent with."""
    return _read_policy(page, page.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _read_policy(page: Path, _changed_at: int) -> str:
    text = page.read_text(encoding="utf-8")
    policy = PAGE_CSP
    for directive, pattern in _INLINE.items():
        sources = [f"{directive} 'self'", *(_source(inline) for inline in pattern.findall(text))]
        policy = policy.replace(sources[0], " ".join(sources))
    return policy


def _source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
