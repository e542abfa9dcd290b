"""What tokens cost, and a purse that is never emptied beyond its limit."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from editor_tui.errors import SpendingLimitError
from editor_tui.messages import Message
from editor_tui.settings.schema import PriceSettings

# OpenAI's standard list prices (developers.openai.com/api/docs/pricing) as public tables that agree gave them in this
# month; they change, and settings override them. Requests of over 272,000 tokens cost more; no draft is that long.
PRICES_OF: Final = "2026-10"
# US dollars for a million tokens: input, output.
_DEFAULTS: Final[Mapping[str, tuple[float, float]]] = {
    "gpt-6-astra": (10.0, 50.0),
    "gpt-6.1-sol": (2.0, 10.0),
    "gpt-6-sol": (2.0, 10.0),
    "gpt-6-luna": (0.10, 0.50),
    "gpt-5.6-terra": (2.0, 12.0),
    "gpt-5.6-luna": (0.20, 1.20),
    "gpt-5.5-pro": (30.0, 180.0),
    "gpt-5.5": (5.0, 30.0),
    "gpt-5.4-pro": (30.0, 180.0),
    "gpt-5.4-mini": (0.75, 4.50),
    "gpt-5.4-nano": (0.20, 1.25),
    "gpt-5.4": (2.50, 15.0),
    "gpt-5.2": (1.75, 14.0),
    "gpt-5.1": (1.25, 10.0),
    "gpt-5-nano": (0.05, 0.40),
    "gpt-5-mini": (0.25, 2.0),
    "gpt-5-pro": (15.0, 120.0),
    "gpt-5": (1.25, 10.0),
    "gpt-4.1-nano": (0.10, 0.40),
    "gpt-4.1-mini": (0.40, 1.60),
    "gpt-4.1": (2.0, 8.0),
    "gpt-4o-mini": (0.15, 0.60),
    "gpt-4o": (2.50, 10.0),
    "o4-mini": (1.10, 4.40),
    "o3-mini": (1.10, 4.40),
    "o3": (2.0, 8.0),
}
# What may follow a model's name and still mean that model: a date, or nothing. "-pro" is another one.
_DATED: Final = re.compile(r"(?:-\d{4}-?\d{2}-?\d{2}|-latest)?\Z")
# A reply whose length nobody limits is taken to be this long when a cost is foreseen.
UNLIMITED_OUTPUT: Final = 4_000


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens. `known` is False where nobody has told the price.

    `as_of`: the month of a built-in price; "" for one that the settings give.
    """

    input: float = 0.0
    output: float = 0.0
    known: bool = False
    as_of: str = ""

    def cost(self, input_tokens: int, output_tokens: int) -> float:
        """US dollars."""
        return (input_tokens * self.input + output_tokens * self.output) / 1_000_000


def price_of(model: str, settings: Sequence[PriceSettings], *, local: bool = False) -> Price:
    """The price of the longest name in the settings that the model's begins with, else the built-in one.

    Built-in prices are for exactly these models, dated or not: what another one costs, nobody here knows. A model on
    this machine costs nothing unless the settings say so.
    """
    name = model.lower().rpartition("/")[2]
    fitting = [price for price in settings if price.model and name.startswith(price.model.lower())]
    if fitting:
        best = max(fitting, key=lambda price: len(price.model))
        return Price(best.input, best.output, known=True)
    if local:
        return Price(known=True)
    for known, (input, output) in _DEFAULTS.items():
        if name.startswith(known) and _DATED.match(name, len(known)):
            return Price(input, output, known=True, as_of=PRICES_OF)
    return Price()


@dataclass(slots=True)
class Spending:
    """What has been spent and what running requests may still cost, in US dollars; `limit` None for no limit.

    Several models may share one purse. `priced` is False where nobody knows what the tokens cost.
    """

    limit: float | None = None
    spent: float = 0.0
    input_tokens: int = 0
    output_tokens: int = 0
    replies: int = 0
    priced: bool = True
    _reserved: list[float] = field(default_factory=list, init=False)
    _waiting: list[asyncio.Future[None]] = field(default_factory=list, init=False)

    async def reserve(self, cost: float) -> None:
        """Set money aside for a request that is about to be sent; `release` it when the request has ended.

        While other requests may turn out cheaper than what is set aside for them, this one waits. Raises
        SpendingLimitError where the money would not be there even then.
        """
        while self.limit is not None and self.spent + sum(self._reserved) + cost > self.limit:
            if not self._reserved:
                values = {"limit": f"{self.limit:.2f}", "spent": f"{self.spent:.4f}", "next": f"{cost:.4f}"}
                raise SpendingLimitError(Message.of("llm.spending-limit", **values))
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(future)
            await future
        self._reserved.append(cost)

    def release(self, cost: float) -> None:
        """A request for which so much was set aside has ended."""
        self._reserved.remove(cost)
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    def add(self, cost: float, input_tokens: int, output_tokens: int) -> None:
        """A reply has come and has to be paid for."""
        self.spent += cost
        self.input_tokens += input_tokens
        self.output_tokens += output_tokens
        self.replies += 1
