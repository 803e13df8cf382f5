"""Requests as bytes to the real server: what is malformed is refused in the one shape, with all headers."""

import json

import pytest

from tests.factories.kept_process import KeptProcess

HOST = b"Host: localhost\r\nSec-Fetch-Site: same-origin\r\n"

REFUSED = {
    "an unknown address": (b"GET /nowhere HTTP/1.1\r\n" + HOST + b"\r\n", 404, "not_found"),
    "two slashes": (b"GET //evil.example HTTP/1.1\r\n" + HOST + b"\r\n", 404, "not_found"),
    "a way upwards": (b"GET /assets/../../etc/passwd HTTP/1.1\r\n" + HOST + b"\r\n", 404, "not_found"),
    "half an escape": (b"GET /%zz%2 HTTP/1.1\r\n" + HOST + b"\r\n", 404, "not_found"),
    "an escaped NUL": (b"GET /assets/%00 HTTP/1.1\r\n" + HOST + b"\r\n", 404, "not_found"),
    "a NUL": (b"GET /a\x00b HTTP/1.1\r\n" + HOST + b"\r\n", 400, "bad_request"),
    "a broken encoding": (b"GET /%ff%fe HTTP/1.1\r\n" + HOST + b"\r\n", 404, "not_found"),
    "a long address": (
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
        414,
        "address_too_long",
    ),
    "a long header": (
        b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 100_000 + b"\r\n\r\n",
        431,
        "headers_too_large",
    ),
    "many headers": (b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n" * 1000 + b"\r\n", 431, "headers_too_large"),
    "a foreign host": (b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 400, "unknown_host"),
    "two hosts": (b"GET / HTTP/1.1\r\n" + HOST + b"Host: evil.example\r\n\r\n", 400, "bad_request"),
    "a foreign address line": (
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        400,
        "unknown_host",
    ),
    "no HTTP": (b"hello\r\n\r\n", 400, "bad_request"),
    "another version": (b"GET / HTTP/7.0\r\n" + HOST + b"\r\n", 400, "bad_request"),
    "a wrong method": (b"DELETE /healthz HTTP/1.1\r\n" + HOST + b"\r\n", 405, "method_not_allowed"),
    "two lengths": (
        b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        400,
        "bad_request",
    ),
    "no length": (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n", 400, "bad_request"),
    "length and chunks": (
        b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400,
        "bad_request",
    ),
    "an unknown coding": (
        b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: foo\r\n\r\n",
        501,
        "not_implemented",
    ),
    "ten megabytes": (
        b"POST /healthz HTTP/1.1\r\n" + HOST + b"Content-Length: 10485760\r\n\r\n" + b"0" * 10_485_760,
        413,
        "too_large",
    ),
    "ten megabytes in chunks": (
        b"POST /healthz HTTP/1.1\r\n"
        + HOST
        + b"Transfer-Encoding: chunked\r\n\r\n"
        + (b"100000\r\n" + b"0" * 1_048_576 + b"\r\n") * 10
        + b"0\r\n\r\n",
        405,
        "method_not_allowed",
    ),
}


@pytest.mark.parametrize(("request_text", "status", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_it_refuses_in_the_one_shape(kept: KeptProcess, request_text: bytes, status: int, code: str) -> None:
    answer = kept.send_raw(request_text)

    assert answer.status == status
    assert answer.headers["Content-Type"] == "application/json"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    body = json.loads(answer.body)
    assert body.keys() == {"code", "message", "fields"}
    assert body["code"] == code


def test_it_does_not_say_what_it_is_made_of(kept: KeptProcess) -> None:
    assert kept.get("/healthz").headers["Server"] == "kept"
    assert kept.send_raw(b"hello\r\n\r\n").headers["Server"] == "kept"


def test_it_does_not_redirect(kept: KeptProcess) -> None:
    for path in ("/", "/index.html", "/today", "/sw.js"):
        assert kept.get(path).status == 200


def test_it_answers_several_requests_on_one_connection(kept: KeptProcess) -> None:
    request = b"GET /robots.txt HTTP/1.1\r\n" + HOST
    answer = kept.send_raw((request + b"\r\n") * 2 + request + b"Connection: close\r\n\r\n")

    assert answer.status == 200
    assert answer.headers["Connection"] == "keep-alive"
