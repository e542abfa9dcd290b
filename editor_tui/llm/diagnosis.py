"""Looks whether a model could be asked: address, key, the server's answer, the model's name, the tokenizer file."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from editor_tui.errors import ModelError, ModelNotFoundError
from editor_tui.llm.connection import NO_KEY, Connection, find_connection
from editor_tui.llm.endpoint import DEFAULT_MODEL, Endpoint
from editor_tui.llm.failures import Passing, from_connection, from_status, shown
from editor_tui.llm.prices import Price, price_of
from editor_tui.llm.tokenizer_file import find_file
from editor_tui.llm.tokens import encoding_of
from editor_tui.messages import Message
from editor_tui.settings.schema import ModelSettings

_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at. "warn" works with less, "bad" does not work at all."""

    name: str
    status: Literal["ok", "warn", "bad"]
    message: Message


async def examine(
    settings: ModelSettings,
    environment: Mapping[str, str],
    tokenizers: Path | None = None,
    *,
    patience: float = _PATIENCE,
) -> AsyncIterator[Diagnosis]:
    """Everything about the model side, one after another. Sends one request for the list of models, and no draft.

    `patience`: seconds that the server has to answer.
    """
    try:
        connection = find_connection(settings, environment)
    except ModelError as error:
        yield Diagnosis("model", "warn" if error.message.id == "llm.no-model" else "bad", error.message)
        yield _tokenizer(settings.name or DEFAULT_MODEL, environment, tokenizers)
        return
    yield Diagnosis("endpoint", "ok", Message.of("llm.doctor-endpoint", address=connection.base_url))
    yield _key(settings, environment, connection)
    yield await _server(settings, connection, patience)
    name = settings.name or (DEFAULT_MODEL if connection.is_openai else "")
    price = price_of(name, settings.price, local=connection.is_loopback)
    yield _price(price, name or connection.host)
    yield _tokenizer(name or DEFAULT_MODEL, environment, tokenizers)


def _price(price: Price, model: str) -> Diagnosis:
    if not price.known:
        return Diagnosis("price", "warn", Message.of("llm.doctor-no-price", model=model))
    if not price.input and not price.output:
        return Diagnosis("price", "ok", Message.of("llm.doctor-free"))
    id = "llm.doctor-price-dated" if price.as_of else "llm.doctor-price"
    words = Message.of(id, input=f"{price.input:g}", output=f"{price.output:g}", month=price.as_of)
    return Diagnosis("price", "ok", words)


def _key(settings: ModelSettings, environment: Mapping[str, str], connection: Connection) -> Diagnosis:
    if connection.key != NO_KEY:
        return Diagnosis("key", "ok", Message.of("llm.doctor-key"))
    if environment.get("OPENAI_API_KEY", "").strip() or settings.key:
        return Diagnosis("key", "warn", Message.of("llm.doctor-key-withheld", address=connection.base_url))
    return Diagnosis("key", "ok", Message.of("llm.doctor-no-key"))


async def _server(settings: ModelSettings, connection: Connection, patience: float) -> Diagnosis:
    import openai

    endpoint = Endpoint(connection, settings)
    try:
        async with asyncio.timeout(patience):
            names = await endpoint.models()
    except openai.APIStatusError as error:
        failure = from_status(error, settings.name or DEFAULT_MODEL, connection.key)
        if isinstance(failure, (Passing, ModelNotFoundError)):
            # A server may well answer questions without listing its models.
            return Diagnosis("server", "warn", Message.of("llm.doctor-no-list", status=error.status_code))
        return Diagnosis("server", "bad", failure.message)
    except openai.APIConnectionError as error:
        failed = from_connection(error, connection.base_url, connection.key)
        return Diagnosis("server", "bad", failed.error.message)
    except TimeoutError:
        return Diagnosis("server", "bad", Message.of("llm.doctor-silent", address=connection.base_url))
    except (openai.OpenAIError, ValueError, TypeError, AttributeError) as error:
        return Diagnosis("server", "warn", Message.of("llm.not-json", detail=shown(str(error))))
    finally:
        await endpoint.close()
    return _model(settings.name or (DEFAULT_MODEL if connection.is_openai else ""), names)


def _model(name: str, names: list[str]) -> Diagnosis:
    if not name:
        found = next((item for item in names if "embed" not in item.lower()), "")
        id = "llm.doctor-model-found" if found else "llm.doctor-no-models"
        return Diagnosis("model", "ok" if found else "bad", Message.of(id, model=found))
    if name in names:
        return Diagnosis("model", "ok", Message.of("llm.doctor-model", model=name))
    listed = ", ".join(sorted(names)[:12]) + (", …" if len(names) > 12 else "")
    return Diagnosis("model", "warn", Message.of("llm.doctor-model-missing", model=name, names=listed or "-"))


def _tokenizer(name: str, environment: Mapping[str, str], folder: Path | None) -> Diagnosis:
    encoding = encoding_of(name)
    path = find_file(encoding, environment, folder)
    if path is None:
        return Diagnosis("tokenizer", "warn", Message.of("llm.doctor-no-tokenizer", encoding=encoding))
    return Diagnosis("tokenizer", "ok", Message.of("llm.doctor-tokenizer", encoding=encoding, path=str(path)))
