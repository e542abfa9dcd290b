"""The openai SDK's client for one connection: made late, once, with one pool of connections."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from editor_tui.errors import EndpointError
from editor_tui.llm.connection import Connection
from editor_tui.messages import Message
from editor_tui.settings.schema import ModelSettings

if TYPE_CHECKING:
    import httpx2
    import openai

DEFAULT_MODEL: Final = "gpt-5-mini"
_LISTING: Final = 3.0
"""Seconds that a server has to list its models; most do not need to be asked."""


@dataclass(slots=True)
class Endpoint:
    """Posts chat completions and lists models. Everything else about a request is somebody else's."""

    connection: Connection
    settings: ModelSettings
    _client: openai.AsyncOpenAI | None = field(default=None, init=False)
    _model: str = field(default="", init=False)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    async def open(self) -> openai.AsyncOpenAI:
        """The client. Importing the SDK takes half a second or more: in a thread, so that a screen goes on."""
        if self._client is None:
            async with self._lock:
                if self._client is None:
                    self._client = await asyncio.to_thread(self._make)
        return self._client

    async def close(self) -> None:
        """Close all connections; the next request opens new ones."""
        if self._client is not None:
            client, self._client = self._client, None
            await client.close()

    async def post(self, body: Mapping[str, Any]) -> tuple[bytes, Mapping[str, str]]:
        """The body and headers of a 200. Raises the SDK's errors for everything else."""
        import httpx2

        client = await self.open()
        # `chat.completions.create` walks through every message to transform it, which costs more than sending it.
        response = await client.post("/chat/completions", body=body, cast_to=httpx2.Response)
        return response.content, response.headers

    @asynccontextmanager
    async def stream(self, body: Mapping[str, Any]) -> AsyncIterator[httpx2.Response]:
        """A 200 whose body is still to come. Raises the SDK's errors, also for a line that breaks while it is read."""
        import httpx2
        import openai

        client = await self.open()
        # Asked for raw responses, the SDK gives one here as well, whatever its types say.
        answer: Any = await client.post(
            "/chat/completions", body=body, cast_to=httpx2.Response, stream=True, stream_cls=openai.AsyncStream[Any]
        )
        response: httpx2.Response = answer
        try:
            yield response
        except httpx2.HTTPError as error:
            raise openai.APIConnectionError(request=response.request) from error
        finally:
            await response.aclose()

    async def models(self) -> list[str]:
        """The names of the models that the server offers. Raises the SDK's errors."""
        client = await self.open()
        return [model.id async for model in client.models.list()]

    async def resolve(self, name: str) -> str:
        """The model to ask where no name is set: the default, or what a server of one's own has."""
        if name or self._model:
            return name or self._model
        await self.open()
        async with self._lock:
            if not self._model:
                # A server that lists nothing may take any name, or answer with an error that asks for one.
                self._model = DEFAULT_MODEL if self.connection.is_openai else await self.first_model() or DEFAULT_MODEL
        return self._model

    async def first_model(self) -> str:
        """The server's only model, or its first that is not for embeddings; "" where it does not tell."""
        import openai

        try:
            async with asyncio.timeout(_LISTING):
                names = await self.models()
        except (openai.OpenAIError, TimeoutError, ValueError, TypeError, AttributeError):
            # Not every server lists models, and some list them in a form of their own.
            return ""
        talking = [name for name in names if isinstance(name, str) and "embed" not in name.lower()]
        return talking[0] if talking else ""

    def _make(self) -> openai.AsyncOpenAI:
        import httpx2
        import openai

        count = max(1, self.settings.concurrency)
        # More idle connections than requests at once only cost time. No redirects: a draft goes where the user said.
        client = openai.DefaultAsyncHttpx2Client(
            limits=httpx2.Limits(max_connections=count + 1, max_keepalive_connections=count + 1),
            timeout=httpx2.Timeout(self.settings.timeout, connect=min(10.0, self.settings.timeout)),
            trust_env=not self.connection.is_loopback,
            follow_redirects=False,
        )
        try:
            if self.connection.kind == "azure":
                return openai.AsyncAzureOpenAI(
                    azure_endpoint=self.connection.base_url,
                    api_version=self.connection.api_version,
                    api_key=self.connection.key,
                    http_client=client,
                    max_retries=0,
                )
            return openai.AsyncOpenAI(
                base_url=self.connection.base_url, api_key=self.connection.key, http_client=client, max_retries=0
            )
        except openai.OpenAIError as error:
            raise EndpointError(Message.of("llm.bad-address", address=self.connection.base_url)) from error
