"""The key is nowhere but in the request: not in errors, tracebacks, logs, answers or the state, whatever goes wrong."""

from __future__ import annotations

import logging
import traceback
from dataclasses import replace

import pytest
from support.asking import question
from support.fault_table import FAULTS, KEY
from support.loopback import replies

from editor_tui import errors
from editor_tui.llm.cached import CachedModel
from editor_tui.llm.client import OpenAIModel
from editor_tui.llm.connection import find_connection
from editor_tui.settings.schema import ModelSettings
from editor_tui.site.answers import Answers
from editor_tui.site.state import State

SETTINGS = ModelSettings(name="m", timeout=0.15, attempts=2, longest_wait=0.1)


@pytest.mark.parametrize("name", FAULTS)
async def test_no_fault_brings_the_key_out(name, loopback, tmp_path, caplog):
    loopback.answer = replies(FAULTS[name])
    caplog.set_level(logging.DEBUG)
    told = []
    environment = {"OPENAI_BASE_URL": loopback.url, "OPENAI_API_KEY": KEY}
    connection = find_connection(SETTINGS, environment)
    model = OpenAIModel(connection, SETTINGS, "m", tell=told.append, first_wait=0.01)
    request = replace(question(), on_text=lambda text: told.append(text))

    try:
        await CachedModel(model, Answers(State(tmp_path)), "m").ask(request)
    except errors.ModelError as error:
        shown = "".join(traceback.format_exception(error))
    else:
        shown = ""
    await model.close()

    assert f"Bearer {KEY}" in loopback.requests[0].headers.values()
    assert KEY not in shown
    assert KEY not in caplog.text
    assert KEY not in repr((model, connection, told))
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or KEY.encode() not in file.read_bytes()


async def test_a_reply_that_repeats_the_key_is_kept_without_it(loopback, tmp_path):
    loopback.answer = replies(f"Your header was: Bearer {KEY}")
    connection = find_connection(SETTINGS, {"OPENAI_BASE_URL": loopback.url, "OPENAI_API_KEY": KEY})
    model = OpenAIModel(connection, SETTINGS, "m")

    reply = await CachedModel(model, Answers(State(tmp_path)), "m").ask(question())
    await model.close()

    assert KEY not in reply.text


@pytest.mark.parametrize("key", ["sk-1\x00secret", "sk-1\x7fsecret", "sk-1\tsecret", "sk-１secret", "sk 1secret"])
def test_a_key_that_no_header_takes_is_refused_before_anything_could_quote_it(key):
    with pytest.raises(errors.EndpointError) as raised:
        find_connection(ModelSettings(), {"OPENAI_BASE_URL": "http://127.0.0.1:1/v1", "OPENAI_API_KEY": key})

    assert "secret" not in str(raised.value)
