"""Puts the model side together: connection, client, price, tokens, answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from editor_tui.errors import UsageError
from editor_tui.llm.cached import AnswerStore, CachedModel
from editor_tui.llm.client import OpenAIModel, Tell, silent
from editor_tui.llm.connection import Connection, find_connection
from editor_tui.llm.endpoint import DEFAULT_MODEL
from editor_tui.llm.prices import Price, Spending, price_of
from editor_tui.llm.protocol import Reply, Request
from editor_tui.llm.tokens import TokenCounter, counter_for
from editor_tui.messages import Message
from editor_tui.settings.schema import ModelSettings


@dataclass(frozen=True, slots=True)
class Options:
    """What flags and faces add. `spending` is the purse, with its limit; `tell` hears of waits and retries.

    `again`: answers that did not hold their checks, and refusals, are asked for anew.
    """

    base_url: str = ""
    spending: Spending = field(default_factory=Spending)
    tell: Tell = silent
    tokenizers: Path | None = None
    again: bool = False


@dataclass(slots=True)
class Connected:
    """A model that is ready: `ask` it, look at what was spent, `close` it at the end."""

    connection: Connection
    client: OpenAIModel
    cached: CachedModel
    price: Price
    counter: TokenCounter
    spending: Spending = field(default_factory=Spending)

    @property
    def name(self) -> str:
        """The model's name as people know it."""
        return self.client.name or self.connection.host

    async def ask(self, request: Request) -> Reply:
        """The complete reply, from the answers where it is there. Raises a ModelError of `errors`."""
        return await self.cached.ask(request)

    def judge(self, request: Request, good: bool) -> None:
        """Note whether the answer to this request held its checks."""
        self.cached.judge(request, good)

    async def close(self) -> None:
        """Close the connections."""
        await self.client.close()


def connect(
    settings: ModelSettings, environment: Mapping[str, str], answers: AnswerStore, options: Options | None = None
) -> Connected:
    """The model that the settings ask for. Nothing is sent and nothing slow imported before its first `ask`.

    Raises NoModelError where none is set up, EndpointError where its address or key cannot be used, and UsageError
    where a spending limit is set for a model whose price nobody knows.
    """
    options = options or Options()
    connection = find_connection(settings, environment, base_url=options.base_url)
    name = settings.name or (DEFAULT_MODEL if connection.is_openai else "")
    price = price_of(name, settings.price, local=connection.is_loopback)
    if options.spending.limit is not None and not price.known:
        raise UsageError(Message.of("llm.price-unknown", model=name or connection.host))
    options.spending.priced = options.spending.priced and price.known
    counter = counter_for(name, environment, options.tokenizers)
    client = OpenAIModel(connection, settings, name, price, options.spending, counter, options.tell)
    cached = CachedModel(client, answers, identity(settings, connection), options.again)
    return Connected(connection, client, cached, price, counter, options.spending)


def identity(settings: ModelSettings, connection: Connection) -> str:
    """The model's name in the keys of answers: the set one, or where it is asked when none is set."""
    return settings.name or f"default@{connection.host}"
