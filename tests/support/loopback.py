"""A real OpenAI-compatible server on the loopback interface, for tests and measurements.

It answers by a function of the request's JSON, records every request, and misbehaves where that function returns a
fault of `support.faults`. Standard library only, one thread a connection.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from support.batches import BatchRoutes
from support.faults import (
    Answer,
    Close,
    Completion,
    Drip,
    Hang,
    Later,
    Raw,
    Reset,
    Status,
    Streamed,
    Truncated,
)
from support.streams import completion_events, events


@dataclass(frozen=True)
class Recorded:
    """One request as it arrived; `at` in seconds of the monotonic clock."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Any
    at: float = field(default_factory=time.monotonic)

    @property
    def messages(self) -> list[tuple[str, str]]:
        """(role, text) of each message of a chat request."""
        return [(message["role"], message["content"]) for message in self.body["messages"]]


Script = Callable[[dict[str, Any]], Answer]


def replies(*answers: Answer) -> Script:
    """Answers one after another; the last one again and again."""
    waiting = list(answers)
    lock = threading.Lock()

    def answer(_: dict[str, Any]) -> Answer:
        with lock:
            return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    return answer


class Loopback:
    """The server. `answer` may be set at any time; `requests` are the chat requests, `others` all other ones.

    `listing` answers for the list of models where it is set.
    """

    def __init__(self, answer: Script | Answer = "ok", models: tuple[str, ...] = ("test-model",)) -> None:
        self.answer: Script = answer if callable(answer) else replies(answer)
        self.models = models
        self.listing: Answer | None = None
        self.requests: list[Recorded] = []
        self.others: list[Recorded] = []
        self.batches = BatchRoutes(self.complete)
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.loopback = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        """The base URL, as OPENAI_BASE_URL wants it."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to find this server."""
        return {"OPENAI_BASE_URL": self.url, "OPENAI_API_KEY": "sk-test-loopback"}

    def record(self, request: Recorded) -> None:
        with self._lock:
            (self.requests if request.path.partition("?")[0].endswith("/chat/completions") else self.others).append(
                request
            )

    def complete(self, body: dict[str, Any]) -> Answer:
        return self.answer(body)

    def __enter__(self) -> Loopback:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


def completion_json(body: Mapping[str, Any], answer: Completion) -> dict[str, Any]:
    """A chat completion. A usage of -1 is counted: 0.7 tokens a character, as Japanese has."""
    sent = sum(len(str(message["content"])) for message in body.get("messages", ()))
    counts = {"prompt_tokens": int(sent * 0.7) + 8, "completion_tokens": int(len(answer.text or "") * 0.7) + 1}
    data: dict[str, Any] = {
        "id": "chatcmpl-test",
        "object": "chat.completion",
        "created": 1,
        "model": body.get("model", ""),
        "choices": [
            {
                "index": 0,
                "finish_reason": answer.finish_reason,
                "message": {"role": "assistant", "content": answer.text, "refusal": answer.refusal},
            }
        ],
    }
    if answer.usage is not None:
        usage = {key: counts[key] if value == -1 else value for key, value in answer.usage.items()}
        data["usage"] = {**usage, "total_tokens": usage.get("prompt_tokens", 0) + usage.get("completion_tokens", 0)}
    return data | dict(answer.extra)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Many clients at once, and as many connections that wait for a thread.
    request_queue_size = 256
    loopback: Loopback

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has gone away is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    # Buffered writes: headers and body leave in one packet, or Nagle's algorithm adds 40 ms to every answer.
    wbufsize = -1
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: object) -> None:
        """Silent: what was asked is recorded."""

    def do_GET(self) -> None:
        self._record(None)
        if self.path.endswith("/models") and self._loop.listing is not None:
            self._answer({}, self._loop.listing)
        elif self.path.endswith("/models"):
            self._json(200, {"object": "list", "data": [{"id": name, "object": "model"} for name in self._loop.models]})
        else:
            self._send(*self._loop.batches.get(self.path))

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        data = self.rfile.read(length)
        if len(data) < length:
            # The client has gone away in the middle: nothing was asked.
            self.close_connection = True
            return
        if "multipart/form-data" in (self.headers.get("Content-Type") or ""):
            self._record(data)
            self._send(*self._loop.batches.upload(self.headers["Content-Type"], data))
            return
        body = json.loads(data or b"null")
        self._record(body)
        if self.path.partition("?")[0].endswith("/chat/completions"):
            self._answer(body, self._loop.complete(body))
        else:
            self._send(*self._loop.batches.post(self.path, body))

    @property
    def _loop(self) -> Loopback:
        return self.server.loopback

    def _record(self, body: Any) -> None:
        self._loop.record(Recorded(self.command, self.path, dict(self.headers.items()), body))

    def _json(self, code: int, data: Any, headers: Mapping[str, str] | None = None) -> None:
        self._send(code, json.dumps(data, ensure_ascii=False).encode(), "application/json", headers)

    def _send(self, code: int, data: bytes, kind: str, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(code)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
        self.wfile.flush()

    def _answer(self, body: dict[str, Any], answer: Answer) -> None:
        match answer:
            case str():
                self._answer(body, Completion(answer))
            case Completion() if body.get("stream"):
                self._stream(completion_events(body, answer, completion_json), answer.headers)
            case Streamed() if body.get("stream"):
                self._stream(events(body, answer, completion_json), {}, answer.seconds / answer.count)
                if answer.end is not None and not isinstance(answer.end, str):
                    self._misbehave(body, answer.end)
            case Streamed():
                self._answer(body, Completion(answer.text))
            case Completion():
                self._json(200, completion_json(body, answer), answer.headers)
            case Status(code, str() as text, headers):
                self._send(code, text.encode(), "text/html", headers)
            case Status(code, data, headers):
                self._json(code, data if data is not None else {"error": {"message": "error"}}, headers)
            case Raw(data, kind):
                self._send(200, data, kind)
            case Later(seconds, later):
                time.sleep(seconds)
                self._answer(body, later)
            case _:
                self._misbehave(body, answer)

    def _misbehave(self, body: dict[str, Any], answer: Reset | Close | Hang | Drip | Truncated) -> None:
        self.close_connection = True
        match answer:
            case Reset():
                # A linger of zero seconds makes close() send RST.
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
            case Hang(seconds):
                time.sleep(seconds)
            case Drip(text, seconds):
                self._drip(json.dumps(completion_json(body, Completion(text))).encode(), seconds)
            case Truncated(text):
                data = json.dumps(completion_json(body, Completion(text))).encode()
                self._head(len(data))
                self.wfile.write(data[: len(data) // 2])
                self.wfile.flush()
            case Close():
                pass

    def _stream(self, pieces: Iterable[bytes], headers: Mapping[str, str], seconds: float = 0.0) -> None:
        """Events as they come, until the connection ends."""
        self.close_connection = True
        self.send_response(200)
        for name, value in {"Content-Type": "text/event-stream", "Connection": "close", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        for piece in pieces:
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(seconds)

    def _head(self, length: int) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def _drip(self, data: bytes, seconds: float) -> None:
        self._head(len(data))
        for index in range(len(data)):
            self.wfile.write(data[index : index + 1])
            self.wfile.flush()
            time.sleep(seconds / len(data))
