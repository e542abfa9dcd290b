"""Replies that somebody hears while they are written: what is heard, what is used, and what breaks on the way."""

from __future__ import annotations

import asyncio
import time
from itertools import pairwise

import pytest
from support.asking import TAGS, model_of, question
from support.faults import Completion, Drip, Hang, Raw, Reset, Status, Streamed, error, rate_limited
from support.loopback import replies

from editor_tui import errors
from editor_tui.llm.listening import ListenedModel
from editor_tui.llm.prices import Price, Spending

TEXT = "玉露は50度、煎茶は70度で淹れる。"


async def listen(loopback, request=None, **settings):
    """The reply, and everything that was heard on the way."""
    model = model_of(loopback, **settings)
    heard = []
    try:
        reply = await ListenedModel(model, heard.append).ask(request or question())
    finally:
        await model.close()
    return reply, heard


async def test_the_text_grows_and_ends_as_the_reply(loopback):
    loopback.answer = replies(Streamed(TEXT, count=6, seconds=0.9))

    reply, heard = await listen(loopback, timeout=5.0)

    assert reply.text == TEXT
    assert heard[0] == ""
    assert heard[-1] == TEXT
    assert len(heard) >= 4
    assert all(later.startswith(earlier) for earlier, later in pairwise(heard))


async def test_nobody_hears_more_than_ten_pieces_a_second(loopback):
    loopback.answer = replies(Streamed(TEXT * 40, count=500, seconds=0.5))

    _, heard = await listen(loopback, timeout=5.0)

    assert len(heard) <= 12


async def test_a_streamed_reply_is_counted_and_paid_for(loopback):
    loopback.answer = replies(Streamed(TEXT))
    spending = Spending()

    reply, _ = await listen(loopback, price=Price(1.0, 10.0, known=True), spending=spending)

    assert reply.usage.input_tokens > 0
    assert reply.usage.output_tokens > 0
    assert spending.spent == pytest.approx(reply.usage.cost_usd)
    assert loopback.requests[0].body["stream_options"] == {"include_usage": True}


BROKEN = {
    "reset": (Streamed(TEXT, end=Reset()), 4, errors.ProviderError),
    "stalled": (Streamed(TEXT, end=Hang(3.0)), 2, errors.ProviderError),
    "data that is no JSON": (Streamed(TEXT, end="data: {oops"), 3, errors.ProviderError),
    "an error on the way": (Streamed(TEXT, end='data: {"error": {"message": "busy"}}'), 3, errors.ProviderError),
    "ended without a finish reason": (Streamed(TEXT, done=False), 3, errors.IncompleteReplyError),
    "no events": (Streamed("", done=False), 3, errors.IncompleteReplyError),
    "a drip": (Streamed(TEXT, seconds=3.0), 2, errors.ProviderError),
    "a drip that is no stream": (Drip("ok", 3.0), 2, errors.ProviderError),
    "HTML": (Raw(b"<html>Please log in</html>", "text/html"), 3, errors.ProviderError),
    "500": (error(500, "boom"), 4, errors.ProviderError),
    "401": (Status(401), 1, errors.KeyRefusedError),
    "refusal": (Completion(None, refusal="I cannot."), 1, errors.ContentRefusedError),
    "cut at the limit": (Completion("half", finish_reason="length"), 1, errors.CutOffError),
    "only thinking": (Completion("<think>hm</think>"), 3, errors.IncompleteReplyError),
}


@pytest.mark.parametrize("name", BROKEN)
async def test_a_broken_stream_is_given_up_like_any_other_reply(loopback, name):
    fault, requests, expected = BROKEN[name]
    loopback.answer = replies(fault)
    timeout = 0.2 if requests == 2 else 1.0

    with pytest.raises(errors.ModelError) as raised:
        await listen(loopback, timeout=timeout)

    assert type(raised.value) is expected
    assert len(loopback.requests) == requests


@pytest.mark.parametrize("name", [name for name, row in BROKEN.items() if row[1] > 1])
async def test_a_stream_that_broke_once_begins_again(loopback, name):
    fault, requests, _ = BROKEN[name]
    loopback.answer = replies(fault, Streamed("短い要約です。"))

    reply, heard = await listen(loopback, timeout=0.2 if requests == 2 else 1.0)

    assert reply.text == heard[-1] == "短い要約です。"
    assert heard.count("") >= 2
    assert len(loopback.requests) == 2


async def test_a_rate_limit_is_waited_for(loopback):
    loopback.answer = replies(rate_limited(retry_after="0.01"), Streamed(TEXT))

    assert (await listen(loopback))[0].text == TEXT


async def test_thinking_is_not_heard(loopback):
    loopback.answer = replies(Streamed("<think>hm, well</think>" + TEXT, count=20, seconds=0.8))

    reply, heard = await listen(loopback, timeout=5.0)

    assert reply.text == TEXT
    assert not any("hm" in text for text in heard)


@pytest.mark.parametrize("named", ["stream_options", "stream"])
async def test_a_provider_that_does_not_stream_is_asked_without(loopback, named):
    def script(body):
        if named in body:
            return error(400, f"Unsupported value: '{named}' is not supported here", param=named)
        return TEXT

    loopback.answer = script

    reply, heard = await listen(loopback)

    assert reply.text == heard[-1] == TEXT
    assert len(loopback.requests) == 2


async def test_a_server_that_ignores_the_wish_is_understood(loopback):
    loopback.answer = replies(Raw(b'{"model":"m","choices":[{"finish_reason":"stop","message":{"content":"ok"}}]}'))

    reply, heard = await listen(loopback)

    assert (reply.text, heard[-1]) == ("ok", "ok")


async def test_of_several_requests_at_once_one_is_heard(loopback):
    loopback.answer = replies("ok")
    model = model_of(loopback)
    heard = []
    listened = ListenedModel(model, heard.append)

    await asyncio.gather(*(listened.ask(question(str(number))) for number in range(6)))

    assert sum("stream" in request.body for request in loopback.requests) == 1
    await model.close()


async def test_a_run_that_nobody_watches_does_not_stream(loopback):
    model = model_of(loopback)

    await model.ask(question(schema=TAGS))

    assert "stream" not in loopback.requests[0].body
    await model.close()


async def test_cancelling_closes_the_stream_at_once(loopback):
    loopback.answer = replies(Streamed(TEXT, count=50, seconds=20.0))
    task = asyncio.create_task(listen(loopback, timeout=30.0))
    await asyncio.sleep(0.3)

    started = time.monotonic()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert time.monotonic() - started < 0.5
