"""Where the model is, and which key may go there."""

from __future__ import annotations

import pytest
from support.asking import model_of, question

from editor_tui.errors import EndpointError, NoModelError
from editor_tui.llm.connection import NO_KEY, find_connection
from editor_tui.settings.schema import ModelSettings

KEY = "sk-proj-not-a-real-key"


def find(settings=None, flag="", **environment):
    return find_connection(ModelSettings(**(settings or {})), environment, base_url=flag)


def test_a_key_alone_asks_openai():
    connection = find(OPENAI_API_KEY=KEY)

    assert (connection.base_url, connection.key) == ("https://api.openai.com/v1", KEY)
    assert connection.is_openai


def test_nothing_at_all_says_how_to_get_a_model():
    with pytest.raises(NoModelError, match="ollama serve"):
        find()


def test_an_address_needs_no_key():
    assert find(OPENAI_BASE_URL="http://localhost:11434/v1").key == NO_KEY


def test_an_empty_address_is_none():
    assert find(OPENAI_API_KEY=KEY, OPENAI_BASE_URL="").base_url == "https://api.openai.com/v1"


def test_a_key_with_a_line_break_at_its_end_is_stripped():
    assert find(OPENAI_API_KEY=KEY + "\n").key == KEY


@pytest.mark.parametrize("key", ["sk-ｆｕｌｌ", "sk-a b", "two\nlines"])
def test_a_key_that_no_header_can_carry_is_told_without_showing_it(key):
    with pytest.raises(EndpointError) as raised:
        find(OPENAI_API_KEY=key)

    assert key not in str(raised.value)


@pytest.mark.parametrize(
    "address", ["localhost:11434/v1", "api.openai.com", "ftp://host/v1", "http://", "http://[::1", "http://a b/v1"]
)
def test_an_address_that_no_request_reaches_is_told_at_once(address):
    with pytest.raises(EndpointError):
        find(OPENAI_BASE_URL=address)


def test_a_password_in_the_address_is_refused_and_not_repeated():
    with pytest.raises(EndpointError) as raised:
        find(OPENAI_BASE_URL="https://me:hunter2@host/v1")

    assert "hunter2" not in str(raised.value)


def test_the_path_of_a_request_is_taken_off():
    assert find(OPENAI_BASE_URL="http://localhost:1/v1/chat/completions/").base_url == "http://localhost:1/v1"


def test_a_flag_goes_before_the_environment_and_that_before_the_settings():
    settings = {"base_url": "https://settings.example/v1"}
    environment = {"OPENAI_BASE_URL": "https://environment.example/v1"}

    assert find(settings, "https://flag.example/v1", **environment).host == "flag.example"
    assert find(settings, **environment).host == "environment.example"
    assert find(settings).host == "settings.example"


@pytest.mark.parametrize(
    ("settings", "environment", "sent"),
    [
        ({}, {"OPENAI_BASE_URL": "http://localhost:1/v1", "OPENAI_API_KEY": KEY}, True),
        ({}, {"OPENAI_BASE_URL": "http://192.168.1.7:8000/v1", "OPENAI_API_KEY": KEY}, True),
        ({"base_url": "http://localhost:1/v1"}, {"OPENAI_API_KEY": KEY}, False),
        ({"base_url": "http://gpu-box:8000/v1"}, {"OPENAI_API_KEY": KEY}, False),
        ({"base_url": "http://localhost:1/v1", "key": KEY}, {}, True),
        ({"base_url": "https://gateway.example/v1"}, {"OPENAI_API_KEY": KEY}, True),
        ({"key": KEY}, {"OPENAI_BASE_URL": "http://localhost:1/v1"}, False),
    ],
)
def test_a_key_goes_where_it_was_meant_to(settings, environment, sent):
    assert (find(settings, **environment).key == KEY) is sent


def test_a_key_never_crosses_the_internet_in_the_clear():
    with pytest.raises(EndpointError, match="https"):
        find(OPENAI_BASE_URL="http://models.example.com/v1", OPENAI_API_KEY=KEY)


def test_a_key_shows_in_no_repr():
    connection = find(OPENAI_API_KEY=KEY)

    assert KEY not in repr(connection)
    assert KEY not in repr(ModelSettings(key=KEY))


def test_azure_is_found_by_its_own_variables():
    azure = {"AZURE_OPENAI_ENDPOINT": "https://me.openai.azure.com", "AZURE_OPENAI_API_KEY": KEY}

    classic = find(**azure, OPENAI_API_VERSION="2024-10-21")
    newer = find(**azure)

    assert (classic.kind, classic.api_version) == ("azure", "2024-10-21")
    assert newer.base_url == "https://me.openai.azure.com/openai/v1"
    assert newer.kind == "openai"


async def test_azure_puts_the_deployment_into_the_path(loopback):
    environment = {
        "AZURE_OPENAI_ENDPOINT": loopback.url.removesuffix("/v1"),
        "AZURE_OPENAI_API_KEY": KEY,
        "OPENAI_API_VERSION": "2024-10-21",
    }
    server = type("Azure", (), {"environment": environment})

    await model_of(server, name="my-deployment").ask(question())

    (request,) = loopback.requests
    assert request.path == "/openai/deployments/my-deployment/chat/completions?api-version=2024-10-21"
    assert request.headers["api-key"] == KEY


async def test_a_proxy_is_not_asked_for_this_machine(loopback, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")

    assert (await model_of(loopback).ask(question())).text == "ok"


async def test_without_a_name_the_server_says_which_model_it_has(loopback):
    loopback.models = ("nomic-embed-text", "qwen3")

    reply = await model_of(loopback, name="").ask(question())

    assert reply.model == "qwen3"
