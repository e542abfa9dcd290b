"""A server that reads only a part is noticed; one that merely counts differently is not accused."""

from __future__ import annotations

import pytest
from support.asking import model_of, question
from support.faults import Completion

from editor_tui.errors import TooLongError
from editor_tui.llm.truncation import InputWatch


def test_a_count_at_the_edge_of_a_window_is_told():
    watch = InputWatch()
    watch.check(1000, 980)

    with pytest.raises(TooLongError):
        watch.check(11_000, 4096)


def test_the_first_request_can_be_cut_already():
    with pytest.raises(TooLongError):
        InputWatch().check(11_000, 4095)


def test_the_same_highest_count_for_another_length_is_told():
    watch = InputWatch()
    watch.check(1000, 980)
    watch.check(3000, 2900)
    watch.check(6000, 4000)

    with pytest.raises(TooLongError):
        watch.check(9000, 4000)


@pytest.mark.parametrize("ratio", [0.3, 0.5, 0.8, 1.0, 1.7])
def test_another_tokenizer_is_no_cut(ratio):
    watch = InputWatch()

    for estimate in range(500, 20_000, 333):
        watch.check(estimate, int(estimate * ratio))


def test_a_server_that_always_says_the_same_is_not_believed():
    watch = InputWatch()

    for estimate in (500, 3000, 9000, 20_000):
        watch.check(estimate, 100)


def test_a_server_that_tells_nothing_is_not_accused():
    InputWatch().check(9000, 0)


async def test_the_client_refuses_an_answer_to_half_a_draft(loopback):
    loopback.answer = lambda body: Completion("ok", usage={"prompt_tokens": 4096, "completion_tokens": 5})

    with pytest.raises(TooLongError, match="num_ctx"):
        await model_of(loopback).ask(question("長い下書き。" * 3000))
