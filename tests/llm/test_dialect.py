"""Providers that do not understand a request as it is first worded: what is learned, how often it has to be."""

from __future__ import annotations

import asyncio
import json

import pytest
from support.asking import TAGS, model_of, question
from support.faults import Completion, error

from editor_tui import errors
from editor_tui.llm.dialect import Dialect
from editor_tui.llm.protocol import Request

GOOD = json.dumps({"tags": ["tea"]})


def refusing(name, message, *, status=400, answer="ok", **fields):
    """A server that refuses requests with this key in their JSON."""

    def script(body):
        return error(status, message, **fields) if name in json.dumps(body) else answer

    return script


async def ask_four(loopback, request=None, **settings):
    model = model_of(loopback, **settings)
    replies = [await model.ask(request or question(str(i))) for i in range(4)]
    await model.close()
    return replies


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("temperature", "Unsupported value: 'temperature' does not support 0.2 with this model."),
        (
            "max_tokens",
            "Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead.",
        ),
        ('"system"', "Unsupported value: 'messages[0].role' does not support 'system' with this model."),
        ('"system"', "'system' role is no longer allowed: use 'developer' role"),
    ],
)
async def test_what_a_provider_refuses_is_learned_once(loopback, name, message):
    loopback.answer = refusing(name, message)

    replies = await ask_four(loopback)

    assert [reply.text for reply in replies] == ["ok"] * 4
    assert len(loopback.requests) == 5


async def test_several_refusals_are_learned_one_after_another(loopback):
    def script(body):
        for name in ("temperature", "max_tokens"):
            if name in body:
                return error(400, f"Unsupported parameter: '{name}' is not supported with this model.")
        return "ok"

    loopback.answer = script

    await ask_four(loopback)

    assert len(loopback.requests) == 6
    assert loopback.requests[-1].body["max_completion_tokens"] == 300


async def test_many_at_once_learn_from_the_first(loopback):
    loopback.answer = refusing("temperature", "Unsupported value: 'temperature'")
    model = model_of(loopback, concurrency=16)
    model.pace.first_alone = 5.0

    await asyncio.gather(*(model.ask(question(str(i))) for i in range(40)))

    assert len(loopback.requests) == 41


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."),
        (500, "[{'type': 'literal_error', 'msg': \"Input should be 'text' or 'json_object'\"}]"),
        (422, "response_format json_schema: extra inputs are not permitted"),
    ],
)
async def test_a_refused_schema_is_asked_for_as_json_with_an_example(loopback, status, message):
    loopback.answer = refusing('"json_schema"', message, status=status, answer=GOOD)

    await ask_four(loopback, question(schema=TAGS))

    assert len(loopback.requests) == 5
    last = loopback.requests[-1]
    assert last.body["response_format"] == {"type": "json_object"}
    assert '{"tags": ["…"]}' in last.messages[-1][1]
    assert "additionalProperties" not in last.messages[-1][1]


async def test_a_server_without_any_form_is_shown_an_example(loopback):
    loopback.answer = refusing("response_format", "response_format is not supported", answer=GOOD)

    await ask_four(loopback, question(schema=TAGS))

    assert "response_format" not in loopback.requests[-1].body
    assert len(loopback.requests) == 6


async def test_a_schema_that_is_ignored_is_noticed(loopback):
    loopback.answer = lambda body: GOOD if "…" in body["messages"][-1]["content"] else "Here are some tags: tea"

    replies = await ask_four(loopback, question(schema=TAGS))

    assert [reply.text for reply in replies][2:] == [GOOD, GOOD]


async def test_a_pinned_form_is_kept(loopback):
    loopback.answer = lambda body: "no JSON"

    await ask_four(loopback, question(schema=TAGS), structured="json_schema")

    assert {request.body["response_format"]["type"] for request in loopback.requests} == {"json_schema"}


async def test_a_refusal_that_no_other_words_avoid_is_told(loopback):
    loopback.answer = lambda body: error(400, "temperature is not supported, and neither is anything else")

    with pytest.raises(errors.RequestRefusedError):
        await model_of(loopback).ask(question())

    assert len(loopback.requests) == 2


async def test_a_real_500_is_not_taken_for_a_dialect(loopback):
    loopback.answer = lambda body: error(500, "invalid state, temperature sensor not supported")

    with pytest.raises(errors.ProviderError):
        await model_of(loopback, attempts=2).ask(question())

    assert all("temperature" in request.body for request in loopback.requests)


def test_openai_gets_the_newer_name_and_local_servers_the_older_one():
    request = Request((("user", "x"),), {"max_output_tokens": 100})

    assert Dialect("gpt-4.1", is_openai=True).body(request)["max_completion_tokens"] == 100
    assert Dialect("llama", is_openai=False).body(request)["max_tokens"] == 100


def test_models_that_think_have_room_for_it_and_no_temperature():
    request = Request((("user", "x"),), {"max_output_tokens": 100, "temperature": 0.3})

    body = Dialect("gpt-5-mini", is_openai=True).body(request)

    assert body["max_completion_tokens"] > 4000
    assert "temperature" not in body


async def test_a_system_message_moves_into_the_users(loopback):
    loopback.answer = refusing('"system"', "System role not supported")

    await ask_four(loopback)

    assert loopback.requests[-1].messages == [("user", "You answer.\n\n3")]


async def test_a_cut_reply_without_thinking_is_not_paid_for_twice(loopback):
    loopback.answer = lambda body: Completion("half", finish_reason="length")

    with pytest.raises(errors.IncompleteReplyError):
        await model_of(loopback).ask(question())

    assert len(loopback.requests) == 1
