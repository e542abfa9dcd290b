"""What a server can do wrong, by the names under which `docs/models.md` tells what becomes of it.

Every fault that has words repeats the key, as some servers do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from support.faults import (
    EMPTY,
    MALFORMED,
    NO_CHOICES,
    Answer,
    Close,
    Completion,
    Drip,
    Hang,
    Raw,
    Reset,
    Status,
    Streamed,
    Truncated,
    error,
    rate_limited,
)

KEY: Final = "house-key/+zQ7-1234"
_TEXT: Final = "half of a reply"

FAULTS: Final[Mapping[str, Answer]] = {
    "429 with `retry-after`": rate_limited(retry_after="0.02"),
    "429 with `retry-after-ms`": rate_limited(retry_after_ms="20"),
    "429 without a hint": rate_limited(),
    "429 that asks for an hour": rate_limited(retry_after="3600"),
    "429 `insufficient_quota`": error(429, f"You exceeded your current quota ({KEY})", code="insufficient_quota"),
    "402": error(402, f"Payment required for {KEY}"),
    "500": error(500, f"boom, Authorization: Bearer {KEY}"),
    "502 with a web page": Status(502, f"<html><body>Bad Gateway<pre>{KEY}</pre></body></html>"),
    "503 with `retry-after`": error(503, "busy", headers={"retry-after": "0.02"}),
    "529": error(529, "overloaded"),
    "408": error(408, "slow"),
    "connection reset": Reset(),
    "connection closed": Close(),
    "body cut short": Truncated(),
    "no answer": Hang(2.0),
    "a reply that drips": Drip("ok", 2.0),
    "a web page in a 200": Raw(f"<html>Please log in, {KEY}</html>".encode(), "text/html"),
    "malformed JSON": MALFORMED,
    "an empty body": EMPTY,
    "an error in a 200": Raw(b'{"error": {"message": "upstream is busy, ' + KEY.encode() + b'"}}'),
    "no choices": NO_CHOICES,
    "an empty reply": Completion(""),
    "only `<think>`": Completion("<think>hm, well</think>"),
    "no finish reason": Completion(_TEXT, finish_reason=None),
    "finish reason `length`": Completion(_TEXT, finish_reason="length"),
    "finish reason `content_filter`": Completion("", finish_reason="content_filter"),
    "a refusal": Completion(None, refusal=f"I can't help with that, {KEY}."),
    "400 from a content filter": error(400, f"The response was filtered {KEY}", code="content_filter"),
    "400 context length": error(400, "maximum context length is 8192 tokens", code="context_length_exceeded"),
    "400 in any other words": error(400, f"no, {KEY}"),
    "413": error(413, "payload too large"),
    "401": error(401, f"Incorrect API key provided: {KEY}"),
    "403": error(403, f"Country not supported for {KEY}"),
    "404 for the model": error(404, f"The model does not exist or {KEY} has no access", code="model_not_found"),
    "a redirect": Status(307, None, {"location": "https://elsewhere.example/v1"}),
    "a stream that breaks": Streamed(_TEXT, end=Reset()),
    "a stream that stalls": Streamed(_TEXT, end=Hang(2.0)),
    "a stream that drips": Streamed(_TEXT, seconds=2.0),
    "a stream that ends early": Streamed(_TEXT, done=False),
    "a stream with broken data": Streamed(_TEXT, end="data: {" + KEY),
    "a stream with an error in it": Streamed(_TEXT, end='data: {"error": {"message": "busy ' + KEY + '"}}'),
}
