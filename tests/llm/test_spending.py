"""What it costs, and a limit that is never passed."""

from __future__ import annotations

import asyncio

import pytest
from support.asking import model_of, question
from support.faults import Completion, Later

from editor_tui.errors import SpendingLimitError, UsageError
from editor_tui.llm.connect import Options, connect
from editor_tui.llm.prices import PRICES_OF, Price, Spending, price_of
from editor_tui.settings.schema import ModelSettings, PriceSettings

PRICE = Price(1.0, 10.0, known=True)
USAGE = {"prompt_tokens": 30, "completion_tokens": 300}
COST = PRICE.cost(30, 300)


def test_the_longest_name_that_fits_tells_the_price():
    assert price_of("gpt-4.1-mini-2025-04-14", ()) == Price(0.40, 1.60, known=True, as_of=PRICES_OF)
    assert price_of("openai/gpt-4.1", ()).input == 2.0
    assert not price_of("somebody-elses-model", ()).known


@pytest.mark.parametrize("name", ["gpt-5-turbo-pro", "gpt-4o-audio-preview", "o3-pro", "gpt-5.9", "ft:gpt-4.1:acme"])
def test_the_price_of_another_model_of_the_family_is_not_guessed(name):
    assert not price_of(name, ()).known


def test_the_settings_own_prices_go_first():
    assert price_of("gpt-4.1", (PriceSettings(model="gpt", input=9.0, output=9.0),)).input == 9.0


def test_a_model_on_this_machine_costs_nothing_unless_the_settings_say_so():
    assert price_of("gpt-oss-20b", (), local=True) == Price(known=True)
    assert price_of("qwen3", (PriceSettings(model="qwen", input=0.1, output=0.1),), local=True).input == 0.1


@pytest.mark.parametrize("concurrency", [1, 8])
async def test_the_limit_is_never_passed_and_used_as_far_as_possible(loopback, concurrency):
    loopback.answer = lambda body: Later(0.01, Completion("ok", usage=USAGE))
    spending = Spending(limit=COST * 10.5)
    model = model_of(loopback, price=PRICE, spending=spending, concurrency=concurrency)

    results = await asyncio.gather(*(model.ask(question(str(i))) for i in range(40)), return_exceptions=True)

    assert spending.spent <= spending.limit
    assert spending.replies == len(loopback.requests) == 10
    assert sum(isinstance(result, SpendingLimitError) for result in results) == 30


async def test_a_limit_below_one_request_sends_nothing(loopback):
    model = model_of(loopback, price=PRICE, spending=Spending(limit=0.0001))

    with pytest.raises(SpendingLimitError, match="max-cost"):
        await model.ask(question())

    assert loopback.requests == []


def test_a_limit_needs_a_price(answers):
    environment = {"OPENAI_BASE_URL": "https://gateway.example/v1"}

    with pytest.raises(UsageError, match="house-model"):
        connect(ModelSettings(name="house-model"), environment, answers, Options(spending=Spending(1.0)))
