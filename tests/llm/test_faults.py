"""The fault table: what a server can do wrong, once and for good, and what is asked how often and told then."""

from __future__ import annotations

import asyncio
import json
import time

import pytest
from support.asking import model_of, question
from support.faults import (
    EMPTY,
    ERROR_IN_200,
    HTML,
    MALFORMED,
    NO_CHOICES,
    Close,
    Completion,
    Drip,
    Hang,
    Raw,
    Reset,
    Status,
    Truncated,
    error,
    no_quota,
    rate_limited,
)
from support.loopback import Loopback, replies

from editor_tui import errors
from editor_tui.llm.failures import remaining, requested_wait

# name: (fault, requests when it lasts, error when it lasts, whether another try gets through)
TABLE = {
    "429 with retry-after": (rate_limited(retry_after="0.01"), None, errors.QuotaError, True),
    "429 with retry-after-ms": (rate_limited(retry_after_ms="10"), None, errors.QuotaError, True),
    "429 without a hint": (rate_limited(), None, errors.QuotaError, True),
    "500": (error(500, "boom"), 4, errors.ProviderError, True),
    "502 with HTML": (Status(502, "<html>Bad Gateway</html>"), 4, errors.ProviderError, True),
    "503 with retry-after": (error(503, "busy", headers={"retry-after": "0.01"}), 4, errors.ProviderError, True),
    "408": (error(408, "slow"), 4, errors.ProviderError, True),
    "connection reset": (Reset(), 4, errors.ProviderError, True),
    "connection closed": (Close(), 4, errors.ProviderError, True),
    "body cut off": (Truncated(), 4, errors.ProviderError, True),
    "no answer": (Hang(3.0), 2, errors.ProviderError, True),
    "an answer that drips": (Drip("ok", 3.0), 2, errors.ProviderError, True),
    "HTML in a 200": (HTML, 3, errors.ProviderError, True),
    "malformed JSON": (MALFORMED, 3, errors.ProviderError, True),
    "empty body": (EMPTY, 3, errors.ProviderError, True),
    "JSON that is no object": (Raw(b"[1, 2]"), 3, errors.ProviderError, True),
    "an error in a 200": (ERROR_IN_200, 3, errors.ProviderError, True),
    "no choices": (NO_CHOICES, 3, errors.IncompleteReplyError, True),
    "empty reply": (Completion(""), 3, errors.IncompleteReplyError, True),
    "null reply": (Completion(None), 3, errors.IncompleteReplyError, True),
    "only thinking": (Completion("<think>hm, well</think>\n"), 3, errors.IncompleteReplyError, True),
    "thinking without end": (Completion("<think>hm, well"), 3, errors.IncompleteReplyError, True),
    "no finish reason": (Completion("half", finish_reason=None), 3, errors.IncompleteReplyError, True),
    "tool calls": (Completion("x", finish_reason="tool_calls"), 3, errors.IncompleteReplyError, True),
    "cut at the limit": (Completion("half a sen", finish_reason="length"), 1, errors.CutOffError, False),
    "cut at the limit by another name": (
        Completion("half a sen", finish_reason="max_tokens"),
        1,
        errors.CutOffError,
        False,
    ),
    "content filter": (Completion("", finish_reason="content_filter"), 1, errors.ContentRefusedError, False),
    "refusal": (Completion(None, refusal="I can't help with that."), 1, errors.ContentRefusedError, False),
    "filter before the model": (
        error(400, "The response was filtered", code="content_filter"),
        1,
        errors.ContentRefusedError,
        False,
    ),
    "context length": (
        error(400, "maximum context length is 8192 tokens", code="context_length_exceeded"),
        1,
        errors.TooLongError,
        False,
    ),
    "context size of llama-server": (
        error(400, "request exceeds the available context size", type="exceed_context_size_error", code=400),
        1,
        errors.TooLongError,
        False,
    ),
    "400": (error(400, "no"), 1, errors.RequestRefusedError, False),
    "413": (error(413, "payload too large"), 1, errors.RequestRefusedError, False),
    "401": (error(401, "Incorrect API key provided: sk-test-loopback"), 1, errors.KeyRefusedError, False),
    "403": (error(403, "Country not supported"), 1, errors.KeyRefusedError, False),
    "404 for the model": (error(404, "no such model", code="model_not_found"), 1, errors.ModelNotFoundError, False),
    "404 for the path": (Status(404, "<html>Not Found</html>"), 1, errors.ModelNotFoundError, False),
    "no quota": (no_quota(), 1, errors.QuotaError, False),
    "402": (error(402, "Payment required"), 1, errors.QuotaError, False),
    "a wait of an hour": (rate_limited(retry_after="3600"), 1, errors.QuotaError, False),
    "a redirect": (Status(307, None, {"location": "https://elsewhere.example/v1"}), 1, errors.EndpointError, False),
}


def settings_for(name):
    if name in ("no answer", "an answer that drips"):
        return {"timeout": 0.15, "attempts": 2}
    return {"longest_wait": 0.2} if "429" in name else {}


@pytest.mark.parametrize("name", TABLE)
async def test_a_lasting_fault_is_given_up_and_named(loopback, name):
    fault, requests, expected, _ = TABLE[name]
    loopback.answer = replies(fault)
    model = model_of(loopback, **settings_for(name))

    with pytest.raises(errors.ModelError) as raised:
        await model.ask(question())

    assert type(raised.value) is expected
    assert "sk-test" not in str(raised.value)
    if requests is not None:
        assert len(loopback.requests) == requests
    await model.close()


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row[3]])
async def test_a_passing_fault_is_survived(loopback, name):
    fault = TABLE[name][0]
    loopback.answer = replies(fault, "ok")
    model = model_of(loopback, **settings_for(name))

    reply = await model.ask(question())

    assert reply.text == "ok"
    assert len(loopback.requests) == 2
    await model.close()


async def test_a_refused_key_ends_the_run_for_everybody(loopback):
    loopback.answer = replies(error(401, "no"))
    model = model_of(loopback, concurrency=4)

    results = await asyncio.gather(*(model.ask(question(str(i))) for i in range(50)), return_exceptions=True)

    assert {type(result) for result in results} == {errors.KeyRefusedError}
    assert len(loopback.requests) <= 4


async def test_a_provider_that_is_down_is_not_asked_for_every_draft(loopback):
    loopback.answer = replies(error(500, "boom"))
    model = model_of(loopback, concurrency=2, attempts=2)

    results = await asyncio.gather(*(model.ask(question(str(i))) for i in range(50)), return_exceptions=True)

    assert errors.UnreachableError in {type(result) for result in results}
    assert len(loopback.requests) <= 10


async def test_one_draft_that_always_fails_does_not_stop_the_others(loopback):
    loopback.answer = lambda body: error(500, "boom") if "bad" in str(body) else "ok"
    model = model_of(loopback, concurrency=3, attempts=2)

    results = await asyncio.gather(
        *(model.ask(question(f"{'bad' if i % 2 else 'good'} {i}")) for i in range(12)), return_exceptions=True
    )

    assert [getattr(result, "text", type(result)) for result in results] == ["ok", errors.ProviderError] * 6


async def test_nobody_there_is_told_after_three_tries():
    with Loopback() as server:
        gone = server.url
    server_like = type("Gone", (), {"environment": {"OPENAI_BASE_URL": gone}})
    model = model_of(server_like)

    with pytest.raises(errors.UnreachableError, match=r"127\.0\.0\.1"):
        await model.ask(question())


async def test_a_server_that_hangs_is_not_waited_for_six_times(loopback):
    loopback.answer = replies(Hang(3.0))

    with pytest.raises(errors.ProviderError, match="time limit"):
        await model_of(loopback, timeout=0.3, attempts=6).ask(question())

    assert len(loopback.requests) == 2


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "3"}, 3.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "Wed, 01 Apr 2026 00:00:30 GMT"}, 30.0),
        ({"retry-after": "Wed, 01 Apr 2020 00:00:00 GMT"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "nan"}, None),
        ({}, None),
    ],
)
def test_what_a_server_asks_to_wait(headers, seconds):
    first_of_april = 1775001600.0

    assert requested_wait(headers, first_of_april) == seconds


@pytest.mark.parametrize(
    ("reset", "seconds"), [("1s", 1.0), ("6m0s", 360.0), ("120ms", 0.12), ("1h2m3s", 3723.0), ("7", 7.0), ("", None)]
)
def test_when_a_providers_window_is_full_again(reset, seconds):
    headers = {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": reset}

    assert remaining(headers) == (0, seconds)


async def test_cancelling_stops_at_once_and_leaves_the_others_alone(loopback):
    loopback.answer = lambda body: Hang(5.0) if "slow" in str(body) else "ok"
    model = model_of(loopback, timeout=30.0, concurrency=2)
    slow = asyncio.create_task(model.ask(question("slow")))
    await asyncio.sleep(0.2)

    started = time.monotonic()
    slow.cancel()
    with pytest.raises(asyncio.CancelledError):
        await slow

    assert time.monotonic() - started < 0.5
    assert (await model.ask(question("fast"))).text == "ok"
    await model.close()


async def test_cancelling_while_waiting_for_a_rate_limit_is_at_once(loopback):
    loopback.answer = replies(rate_limited(retry_after="4"))
    model = model_of(loopback)
    waiting = asyncio.create_task(model.ask(question()))
    await asyncio.sleep(0.2)

    started = time.monotonic()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting

    assert time.monotonic() - started < 0.5


async def test_waits_are_told(loopback):
    told = []
    loopback.answer = replies(error(500, "boom"), rate_limited(retry_after="0.01"), "ok")
    model = model_of(loopback, tell=told.append)

    await model.ask(question())

    assert [message.id for message in told] == ["llm.trying-again", "llm.slowing-down"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<think>I should be brief.</think>\n\n短い要約。", "短い要約。"),
        ("I should be brief.</think>短い要約。", "短い要約。"),
        ("<thinking>a</thinking>b", "b"),
        ("A post about <think> tags in HTML.", "A post about <think> tags in HTML."),
    ],
)
async def test_thinking_is_no_part_of_a_reply(loopback, text, expected):
    loopback.answer = replies(text)

    assert (await model_of(loopback).ask(question())).text == expected


async def test_a_reply_that_ran_out_of_room_while_thinking_gets_more(loopback):
    thinking = {"prompt_tokens": 20, "completion_tokens": 300, "completion_tokens_details": {"reasoning_tokens": 300}}
    loopback.answer = replies(Completion("", finish_reason="length", usage=thinking), "ok")
    model = model_of(loopback)

    reply = await model.ask(question(max_output_tokens=300))

    assert reply.text == "ok"
    limits = [request.body["max_tokens"] for request in loopback.requests]
    assert limits[0] == 300
    assert limits[1] > 4000


async def test_a_lone_surrogate_in_a_draft_is_no_reason_to_fail(loopback):
    reply = await model_of(loopback).ask(question("broken \udce3 byte"))

    assert reply.text == "ok"
    assert "�" in loopback.requests[0].messages[1][1]


async def test_every_reply_is_paid_for_also_those_that_cannot_be_used(loopback):
    usage = {"prompt_tokens": 1000, "completion_tokens": 100}
    loopback.answer = replies(Completion("", usage=usage), Completion("ok", usage=usage))
    from editor_tui.llm.prices import Price, Spending

    spending = Spending()
    model = model_of(loopback, price=Price(1.0, 10.0, known=True), spending=spending)

    reply = await model.ask(question())

    assert reply.usage.cost_usd == pytest.approx(0.002)
    assert spending.spent == pytest.approx(0.004)
    assert (spending.input_tokens, spending.output_tokens) == (2000, 200)


async def test_a_reply_in_parts_is_joined(loopback):
    body = {
        "model": "m",
        "choices": [{"finish_reason": "stop", "message": {"content": [{"type": "text", "text": "a"}, {"text": "b"}]}}],
    }
    loopback.answer = replies(Raw(json.dumps(body).encode()))

    assert (await model_of(loopback).ask(question())).text == "ab"
