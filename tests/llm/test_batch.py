"""Batches: files, splitting, results in every shape and order, and the provider's side."""

from __future__ import annotations

import json

import pytest
from support.asking import question

from editor_tui.errors import ModelNotFoundError, NotAnsweredYet, UsageError
from editor_tui.llm.batch import Received, RecordingModel, receive
from editor_tui.llm.batch_files import (
    Asked,
    Manifest,
    RequestWriter,
    read_manifest,
    read_results,
    request_line,
    write_manifest,
)
from editor_tui.llm.batch_service import BatchService
from editor_tui.llm.cached import question_key
from editor_tui.llm.connection import find_connection
from editor_tui.llm.dialect import Dialect
from editor_tui.llm.endpoint import Endpoint
from editor_tui.llm.prices import Price
from editor_tui.settings.schema import ModelSettings


def completion(text, finish="stop"):
    message = {"role": "assistant", "content": text}
    usage = {"prompt_tokens": 1000, "completion_tokens": 100}
    return {"model": "m", "choices": [{"finish_reason": finish, "message": message}], "usage": usage}


def result(key, body, status=200):
    return {"custom_id": key, "response": {"status_code": status, "body": body}, "error": None}


async def test_what_is_missing_is_written_down_and_what_is_there_is_given(answers):
    model = RecordingModel(answers, "m")
    with pytest.raises(NotAnsweredYet):
        await model.ask(question("a"))
    (key,) = model.missing

    receive(result(key, completion("ok")), "post.md", answers, Price(1.0, 10.0), Received())

    assert (await model.ask(question("a"))).text == "ok"


async def test_a_question_that_goes_on_says_that_the_answer_did_not_hold(answers):
    request = question("a")
    again = type(request)((*request.messages, ("assistant", "bad"), ("user", "again")))

    with pytest.raises(NotAnsweredYet, match="checks"):
        await RecordingModel(answers, "m").ask(again)


def test_requests_are_lines_that_the_batch_api_reads(tmp_path):
    body = Dialect("gpt-4.1", is_openai=True).body(question("改行\nと「引用」"))

    with RequestWriter(tmp_path) as writer:
        writer.add(request_line("k1", body))

    (line,) = (tmp_path / "requests-1.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {"custom_id": "k1", "method": "POST", "url": "/v1/chat/completions", "body": body}


@pytest.mark.parametrize("limits", [{"most_lines": 3}, {"most_bytes": 3 * 120}])
def test_files_are_split_at_the_limits(tmp_path, limits):
    with RequestWriter(tmp_path, **limits) as writer:
        for number in range(10):
            writer.add(request_line(f"k{number}", {"model": "m"}).rstrip().ljust(119) + b"\n")

    assert [part.requests for part in writer.parts] == [3, 3, 3, 1]
    lines = b"".join((tmp_path / part.file).read_bytes() for part in writer.parts).splitlines()
    assert [json.loads(line)["custom_id"] for line in lines] == [f"k{number}" for number in range(10)]


def test_a_manifest_is_read_as_it_was_written(tmp_path):
    with RequestWriter(tmp_path) as writer:
        writer.add(request_line("k1", {}))
    manifest = Manifest("excerpt", "m", "m", 1.0, {"k1": Asked("post.md", "f", "p")}, tuple(writer.parts))

    write_manifest(tmp_path, manifest.with_part(0, batch="batch-1"))

    assert read_manifest(tmp_path) == manifest.with_part(0, batch="batch-1")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1}', '{"version": 99}'])
def test_anything_else_is_no_manifest(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")

    with pytest.raises(UsageError):
        read_manifest(tmp_path)


def test_lines_that_are_no_results_are_counted_and_passed_over(tmp_path):
    file = tmp_path / "results.jsonl"
    file.write_text('{"custom_id": "a"}\n\nnot json\n[1]\n{"custom_id": 5}\n{"custom_id": "b', encoding="utf-8")

    assert [line and line["custom_id"] for line in read_results(file)] == ["a", None, None, None, None]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (result("k", completion("ok")), True),
        ({"custom_id": "k", "response": completion("ok")}, True),
        (result("k", completion("half", finish="length")), False),
        (result("k", completion("", finish="content_filter")), False),
        (result("k", completion("")), False),
        (result("k", {"error": {"message": "bad request"}}, status=400), False),
        ({"custom_id": "k", "response": None, "error": {"code": "batch_expired", "message": "expired"}}, False),
        ({"custom_id": "k"}, False),
    ],
)
def test_results_are_read_like_replies_that_come_at_once(answers, line, kept):
    received = Received()

    receive(line, "post.md", answers, Price(), received)

    assert (received.kept == {"k"}) is kept
    assert ("k" in received.failed) is not kept
    assert (answers.find("k") is not None) is kept


def test_an_answer_in_one_file_settles_an_error_in_another(answers):
    received = Received()

    receive({"custom_id": "k", "error": {"message": "expired"}}, "p", answers, Price(), received)
    receive(result("k", completion("first")), "p", answers, Price(), received)
    receive(result("k", completion("second")), "p", answers, Price(), received)

    assert (received.failed, received.repeated) == ({}, 1)
    assert answers.find("k").text == "first"


def test_a_batch_costs_half(answers):
    received = Received()

    receive(result("k", completion("ok")), "p", answers, Price(1.0, 10.0, known=True), received)

    assert received.usage.cost_usd == pytest.approx(0.001)


@pytest.fixture
async def service(loopback):
    settings = ModelSettings()
    service = BatchService(Endpoint(find_connection(settings, loopback.environment), settings))
    yield service
    await service.endpoint.close()


async def test_a_batch_goes_up_and_its_results_come_down_in_any_order(loopback, service, tmp_path, answers):
    keys = {question_key(question(str(i)), "m"): question(str(i)) for i in range(5)}
    dialect = Dialect("m", is_openai=False)
    with RequestWriter(tmp_path) as writer:
        for key, request in keys.items():
            writer.add(request_line(key, dialect.body(request)))
    loopback.batches.lose = {next(iter(keys))}

    state = await service.submit(tmp_path / "requests-1.jsonl")
    while not state.has_ended:
        state = await service.state(state.id)
    received = Received()
    for file_id in state.files:
        (tmp_path / "r.jsonl").write_bytes(await service.fetch(file_id))
        for line in read_results(tmp_path / "r.jsonl"):
            receive(line, "p", answers, Price(), received)

    assert received.kept == set(list(keys)[1:])


async def test_a_completed_batch_may_have_no_results_at_all(loopback, service, tmp_path):
    with RequestWriter(tmp_path) as writer:
        writer.add(request_line("k", {"messages": []}))
    loopback.batches.lose = {"k"}

    state = await service.submit(tmp_path / "requests-1.jsonl")
    while not state.has_ended:
        state = await service.state(state.id)

    assert (state.status, state.files) == ("completed", ())


async def test_a_server_without_batches_is_named(loopback, service):
    loopback.batches.batches["gone"] = {}
    loopback.batches.get = lambda path: (404, b'{"error": {"message": "no route"}}', "application/json")

    with pytest.raises(ModelNotFoundError, match="Batch API"):
        await service.state("gone")
