"""A model behind an OpenAI-compatible API, asked through the openai SDK.

The SDK sends and receives; it never retries. Tries, waits and deadlines are tenacity's, and shared between all
requests by the pace.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from editor_tui.errors import CutOffError, ModelError, ProviderError, QuotaError, UnreachableError
from editor_tui.llm.connection import Connection
from editor_tui.llm.dialect import Dialect
from editor_tui.llm.endpoint import Endpoint
from editor_tui.llm.failures import Passing, error_text, from_connection, from_status, remaining
from editor_tui.llm.pacing import Pace, Ticket
from editor_tui.llm.prices import UNLIMITED_OUTPUT, Price, Spending
from editor_tui.llm.protocol import OnText, Reply, Request
from editor_tui.llm.replies import Answered, count, read_completion, was_thinking
from editor_tui.llm.streaming import fetch
from editor_tui.llm.structured import follows_form
from editor_tui.llm.tokens import Size, TokenCounter
from editor_tui.llm.truncation import InputWatch
from editor_tui.llm.turns import Sized, Turn
from editor_tui.messages import Message
from editor_tui.post.proposal import Usage
from editor_tui.settings.schema import ModelSettings

# So many requests in a row that failed at every try, and none that succeeded since they began: the provider is down.
_DOWN: Final = 3
_FIRST_ALONE: Final = (0.1, 1.0)
"""Seconds that the second request waits for what the first one learns: on this machine, elsewhere."""

Tell = Callable[[Message], None]


def silent(_: Message) -> None:
    """Nobody listens."""


@dataclass(slots=True)
class OpenAIModel:
    """One model of one provider. `tell` hears of waits and retries; `spending` counts what every reply costs;
    `first_wait` are the seconds before the second try, twice as many before each further one.

    Safe for any number of concurrent `ask`s in one event loop.
    """

    connection: Connection
    settings: ModelSettings
    name: str
    price: Price = field(default_factory=Price)
    spending: Spending = field(default_factory=Spending)
    counter: TokenCounter = field(default_factory=lambda: TokenCounter(""))
    tell: Tell = silent
    first_wait: float = 0.5
    pace: Pace = field(init=False)
    dialect: Dialect = field(init=False)
    _endpoint: Endpoint = field(init=False)
    _watch: InputWatch = field(init=False)
    _failed_in_a_row: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        settings = self.settings
        self.counter.model = self.counter.model or self.name
        self.pace = Pace(
            settings.concurrency,
            settings.requests_per_minute,
            settings.tokens_per_minute,
            first_alone=_FIRST_ALONE[0 if self.connection.is_loopback else 1],
        )
        self._endpoint = Endpoint(self.connection, settings)
        self.dialect = Dialect(self.name, self.connection.is_openai)
        if settings.structured != "auto":
            self.dialect.forms = (settings.structured,)
        self._watch = InputWatch()

    async def ask(self, request: Request) -> Reply:
        """The complete reply. Raises a ModelError of `errors`; cancelling it closes the connection at once."""
        from tenacity import AsyncRetrying, retry_if_exception_type

        turn = Turn(self.settings, self.pace, self.tell, self.first_wait, Sized(self.counter, request))
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(Passing),
            stop=turn.has_ended,
            wait=turn.wait,
            before_sleep=turn.say,
            sleep=asyncio.sleep,
            reraise=True,
        )
        await self._endpoint.open()
        try:
            reply: Reply = await retrying(self._try, request, turn)
        except Passing as failure:
            raise self._given_up(failure, turn) from failure
        except ModelError as error:
            if error.exit_code == 4:
                self.pace.give_up(error)
            raise
        finally:
            turn.leave()
        self._failed_in_a_row = 0
        return reply

    async def close(self) -> None:
        """Close the connections."""
        await self._endpoint.close()

    async def _try(self, request: Request, turn: Turn) -> Reply:
        limit = int(request.options.get("max_output_tokens") or UNLIMITED_OUTPUT)
        ticket = await turn.enter(limit)
        cost = self.price.cost(turn.size.bound, limit + self.dialect.headroom)
        await self.spending.reserve(cost)
        try:
            return await self._converse(request, turn.size, ticket)
        finally:
            self.spending.release(cost)

    async def _converse(self, request: Request, size: Size, ticket: Ticket) -> Reply:
        """Sends the request, in other words where the provider does not understand the first ones."""
        self.dialect.model = self.name = await self._endpoint.resolve(self.name)
        while True:
            body = self.dialect.body(request)
            outcome = await self._send(body, ticket, request.on_text)
            if isinstance(outcome, Answered):
                self._check(request, size, body, outcome)
                return self._reply(outcome)
            if outcome is not None and self.dialect.body(request) == body:
                raise outcome

    async def _send(
        self, body: dict[str, Any], ticket: Ticket, on_text: OnText | None = None
    ) -> Answered | Exception | None:
        """The answer; an error that other words may avoid; or None where the same is to be sent with more room.

        Raises Passing for everything that only time can mend.
        """
        import openai

        try:
            async with asyncio.timeout(self.settings.timeout):
                parsed, headers = await fetch(self._endpoint, body, on_text)
        except openai.APIStatusError as error:
            self.dialect.learn(error.status_code, error_text(error), body)
            failure = from_status(error, self.name, self.connection.key)
            if isinstance(failure, Passing) and failure.limited:
                self._note_limit(failure, ticket)
            return failure
        except openai.APIConnectionError as error:
            raise from_connection(error, self.connection.base_url, self.connection.key) from error
        except TimeoutError as error:
            raise Passing(ProviderError(Message.of("llm.timed-out"))) from error
        self._pay(parsed)
        try:
            answered = read_completion(parsed)
        except CutOffError:
            used = count(parsed)
            if was_thinking(parsed) and self.dialect.note_thinking(used.output_tokens):
                return None
            raise
        self.pace.succeeded(*remaining(headers))
        return answered

    def _pay(self, data: Any) -> None:
        used = count(data)
        self.spending.add(self.price.cost(used.input_tokens, used.output_tokens), used.input_tokens, used.output_tokens)

    def _check(self, request: Request, size: Size, body: Mapping[str, Any], answered: Answered) -> None:
        """What a reply tells of the server: whether it read everything, how it counts, whether it kept the form."""
        self._watch.check(size.tokens, answered.input_tokens)
        self.counter.learn(size, answered.input_tokens)
        if request.schema is not None:
            self.dialect.note_form(follows_form(answered.text, request.schema), body)

    def _reply(self, answered: Answered) -> Reply:
        cost = self.price.cost(answered.input_tokens, answered.output_tokens)
        usage = Usage(answered.input_tokens, answered.output_tokens, cost, priced=self.price.known)
        return Reply(answered.text, answered.model or self.name, usage)

    def _note_limit(self, failure: Passing, ticket: Ticket) -> None:
        if failure.wait is not None and failure.wait > self.settings.longest_wait:
            told = Message.of("llm.wait-too-long", seconds=round(failure.wait))
            raise QuotaError(told)
        self.pace.refused(ticket, failure.wait)

    def _given_up(self, failure: Passing, turn: Turn) -> ModelError:
        """The error after the last try; the end of the run where nobody gets an answer any more."""
        error = failure.error
        nobody_gets_through = turn.started > self.pace.last_success
        if nobody_gets_through:
            self._failed_in_a_row += 1
        if failure.limited and nobody_gets_through:
            error = QuotaError(error.message)
        elif not isinstance(error, UnreachableError) and self._failed_in_a_row >= _DOWN:
            error = UnreachableError(Message.of("llm.down", detail=failure.error.message))
        if error.exit_code == 4:
            self.pace.give_up(error)
        return error
