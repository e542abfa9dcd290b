"""The files of a batch: requests as JSON lines, a manifest that says what each is for, results in any order."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO, Final

from editor_tui.errors import UsageError
from editor_tui.messages import Message
from editor_tui.messages.complaints import system_complaint

MOST_LINES: Final = 50_000
MOST_BYTES: Final = 200 * 1000 * 1000
MANIFEST: Final = "manifest.json"
URL: Final = "/v1/chat/completions"
_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is for: the draft, its fingerprint when it was asked, and the prompt file's."""

    path: str
    fingerprint: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Part:
    """One file of requests; `batch` is the provider's id once it is submitted, `status` what it said last."""

    file: str
    requests: int
    batch: str = ""
    status: str = ""
    collected: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything about an exported batch. `model` is the name in the requests, `identity` the one in the keys."""

    task: str
    model: str
    identity: str
    created: float
    asked: Mapping[str, Asked]
    parts: tuple[Part, ...] = field(default=())

    def with_part(self, index: int, **changes: Any) -> Manifest:
        """The manifest with one part changed."""
        part = replace(self.parts[index], **changes)
        return replace(self, parts=(*self.parts[:index], part, *self.parts[index + 1 :]))


def request_line(key: str, body: Mapping[str, Any]) -> bytes:
    """One request, as OpenAI's Batch API and `vllm run-batch` read it."""
    line = {"custom_id": key, "method": "POST", "url": URL, "body": body}
    return json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


@dataclass(slots=True)
class RequestWriter:
    """Writes request files into a folder, line by line, and begins another one where the limits ask for it.

    Use it as a context; `parts` are the files so far. Raises UsageError where the folder cannot be written.
    """

    folder: Path
    most_lines: int = MOST_LINES
    most_bytes: int = MOST_BYTES
    parts: list[Part] = field(default_factory=list)
    _file: BinaryIO | None = field(default=None, init=False)
    _size: int = field(default=0, init=False)

    def __enter__(self) -> RequestWriter:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for old in self.folder.glob("requests-*.jsonl"):
                old.unlink()
        except OSError as error:
            raise _not_written(self.folder, error) from error
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, line: bytes) -> None:
        """Write one request."""
        try:
            if self._file is None or self._is_full(len(line)):
                self._begin()
            assert self._file is not None
            self._file.write(line)
        except OSError as error:
            raise _not_written(self.folder, error) from error
        self._size += len(line)
        self.parts[-1] = replace(self.parts[-1], requests=self.parts[-1].requests + 1)

    def _is_full(self, more: int) -> bool:
        return self.parts[-1].requests >= self.most_lines or self._size + more > self.most_bytes

    def _begin(self) -> None:
        if self._file is not None:
            self._file.close()
        name = f"requests-{len(self.parts) + 1}.jsonl"
        self._file = (self.folder / name).open("wb")
        self._size = 0
        self.parts.append(Part(name, 0))


def _not_written(path: Path, error: OSError) -> UsageError:
    return UsageError(Message.of("llm.batch-not-written", path=str(path), detail=system_complaint(error)))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, whole or not at all."""
    data = {"version": _VERSION, **asdict(manifest)}
    try:
        temporary = folder / f".{MANIFEST}.{os.getpid()}"
        temporary.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        os.replace(temporary, folder / MANIFEST)
    except OSError as error:
        raise _not_written(folder, error) from error


def read_manifest(folder: Path) -> Manifest:
    """The manifest in a folder, or at a path of its own. Raises UsageError where it is none."""
    path = folder / MANIFEST if folder.is_dir() else folder
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["version"] != _VERSION:
            raise UsageError(Message.of("llm.no-manifest", path=str(path)))
        asked = {key: Asked(**item) for key, item in data["asked"].items()}
        parts = tuple(Part(**item) for item in data["parts"])
        return Manifest(data["task"], data["model"], data["identity"], data["created"], asked, parts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(Message.of("llm.no-manifest", path=str(path))) from error


def expect_collected(folder: Path) -> None:
    """Raises UsageError where a batch of this folder is submitted and its results have not been fetched yet.

    Another export would forget its id, and with it answers that are paid for.
    """
    if (folder / MANIFEST).is_file():
        for part in read_manifest(folder).parts:
            if part.batch and not part.collected:
                raise UsageError(Message.of("llm.batch-not-collected", folder=str(folder), id=part.batch))


def read_results(path: Path) -> Iterator[dict[str, Any] | None]:
    """The lines of a result or error file; None for a line that is no result (a cut file ends in one).

    Raises UsageError where the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            for line in file:
                if line.strip():
                    yield _result(line)
    except OSError as error:
        raise UsageError(
            Message.of("llm.results-unreadable", path=str(path), detail=system_complaint(error))
        ) from error


def _result(line: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and isinstance(value.get("custom_id"), str) else None
