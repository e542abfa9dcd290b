"""The provider's side of a batch: files up, batches made and watched, results down."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from editor_tui.errors import ModelError, ModelNotFoundError, ProviderError
from editor_tui.llm.batch_files import URL
from editor_tui.llm.endpoint import Endpoint
from editor_tui.llm.failures import Passing, from_connection, from_status
from editor_tui.messages import Message

if TYPE_CHECKING:
    from collections.abc import Awaitable

ENDED: Final = frozenset({"completed", "failed", "expired", "cancelled"})


@dataclass(frozen=True, slots=True)
class BatchState:
    """What the provider says of a batch. `detail` has the first reason of one that failed before it began."""

    id: str
    status: str
    done: int = 0
    failed: int = 0
    total: int = 0
    files: tuple[str, ...] = ()
    detail: str = ""

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED


@dataclass(slots=True)
class BatchService:
    """Submits, watches and fetches. All methods raise a ModelError where the provider refuses or is not there."""

    endpoint: Endpoint

    async def submit(self, path: Path) -> BatchState:
        """Upload a request file and start a batch of it."""
        client = await self.endpoint.open()
        with path.open("rb") as file:
            uploaded = await self._call(client.files.create(file=(path.name, file), purpose="batch"))
        made = await self._call(client.batches.create(input_file_id=uploaded.id, endpoint=URL, completion_window="24h"))
        return _state(made)

    async def state(self, id: str) -> BatchState:
        """How a batch stands."""
        client = await self.endpoint.open()
        return _state(await self._call(client.batches.retrieve(id)))

    async def fetch(self, file_id: str) -> bytes:
        """The bytes of a result file."""
        client = await self.endpoint.open()
        content = await self._call(client.files.content(file_id))
        return bytes(content.content)

    async def _call(self, answer: Awaitable[Any]) -> Any:
        import openai

        connection = self.endpoint.connection
        try:
            return await answer
        except openai.NotFoundError as error:
            raise ModelNotFoundError(Message.of("llm.no-batches", address=connection.base_url)) from error
        except openai.APIStatusError as error:
            raise _plain(from_status(error, "batch", connection.key)) from error
        except openai.APIConnectionError as error:
            raise _plain(from_connection(error, connection.base_url, connection.key)) from error
        except (openai.OpenAIError, ValueError) as error:
            raise ProviderError(Message.of("llm.not-json", detail=str(error)[:200])) from error


def _plain(failure: Passing | ModelError) -> ModelError:
    return failure.error if isinstance(failure, Passing) else failure


def _state(batch: Any) -> BatchState:
    counts = getattr(batch, "request_counts", None)
    errors = getattr(getattr(batch, "errors", None), "data", None) or []
    files = (getattr(batch, "output_file_id", None), getattr(batch, "error_file_id", None))
    return BatchState(
        str(batch.id),
        str(batch.status),
        getattr(counts, "completed", 0) or 0,
        getattr(counts, "failed", 0) or 0,
        getattr(counts, "total", 0) or 0,
        tuple(name for name in files if name),
        str(getattr(errors[0], "message", "") or "") if errors else "",
    )
