"""The files and batches of the loopback server: what /v1/files and /v1/batches do, as far as a client sees."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from typing import Any

from support.faults import Answer, Completion, Status

Response = tuple[int, bytes, str]


class BatchRoutes:
    """Uploaded files and the batches made of them. A batch is done when it is asked for the second time.

    `lose` custom ids are left out (an expired batch), `unordered` mixes the lines.
    """

    def __init__(self, complete: Callable[[dict[str, Any]], Answer]) -> None:
        self.complete = complete
        self.files: dict[str, bytes] = {}
        self.batches: dict[str, dict[str, Any]] = {}
        self.lose: set[str] = set()
        self.unordered = True
        self.final_status = "completed"

    def upload(self, content_type: str, data: bytes) -> Response:
        match = re.search(r"boundary=([^;]+)", content_type)
        assert match is not None
        parts = data.split(b"--" + match.group(1).strip('"').encode())
        name = f"file-{len(self.files) + 1}"
        for part in parts:
            head, _, content = part.partition(b"\r\n\r\n")
            if b'name="file"' in head:
                self.files[name] = content.removesuffix(b"\r\n")
        return _json(200, {"id": name, "object": "file", "purpose": "batch", "bytes": len(self.files[name])})

    def post(self, path: str, body: Any) -> Response:
        if path.endswith("/batches"):
            name = f"batch-{len(self.batches) + 1}"
            self.batches[name] = {"id": name, "object": "batch", "status": "validating", **body}
            return _json(200, self.batches[name])
        return _json(404, {"error": {"message": f"no route {path}"}})

    def get(self, path: str) -> Response:
        if match := re.search(r"/files/([^/]+)/content$", path):
            return 200, self.files[match.group(1)], "application/jsonl"
        if match := re.search(r"/batches/([^/]+)$", path):
            return _json(200, self._next(self.batches[match.group(1)]))
        return _json(404, {"error": {"message": f"no route {path}"}})

    def _next(self, batch: dict[str, Any]) -> dict[str, Any]:
        if batch["status"] == "validating":
            batch["status"] = "in_progress"
        elif batch["status"] == "in_progress":
            self._run(batch)
            batch["status"] = self.final_status
        return batch

    def _run(self, batch: dict[str, Any]) -> None:
        good, bad = [], []
        for line in self.files[batch["input_file_id"]].splitlines():
            request = json.loads(line)
            if request["custom_id"] in self.lose:
                continue
            answer = self.complete(request["body"])
            status = answer.code if isinstance(answer, Status) else 200
            (good if status == 200 else bad).append(json.dumps(_line(request, answer, status)))
        if self.unordered:
            random.Random(1).shuffle(good)
        for key, lines in (("output_file_id", good), ("error_file_id", bad)):
            if lines:
                batch[key] = f"{batch['id']}-{key}"
                self.files[batch[key]] = "\n".join(lines).encode()


def _line(request: dict[str, Any], answer: Answer, status: int) -> dict[str, Any]:
    from support.loopback import completion_json

    if isinstance(answer, str):
        answer = Completion(answer)
    body = completion_json(request["body"], answer) if isinstance(answer, Completion) else getattr(answer, "body", None)
    return {
        "id": "line-" + request["custom_id"],
        "custom_id": request["custom_id"],
        "response": {"status_code": status, "request_id": "r", "body": body},
        "error": None,
    }


def _json(code: int, data: Any) -> Response:
    return code, json.dumps(data).encode(), "application/json"
