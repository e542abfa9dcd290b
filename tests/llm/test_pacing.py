"""The pace: how many run at once, what a 429 does to all of them, and minutes."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from support.asking import model_of, question
from support.faults import Completion, Later, rate_limited

from editor_tui.llm.pacing import Pace


class Clock:
    """Time that passes when the test says so."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def make_pace(concurrency=4, **settings):
    clock = Clock()
    return Pace(concurrency, clock=clock, jitter=lambda: 0.0, **settings), clock


async def entered(pace, count, tokens=10):
    """How many of so many may start now."""
    tasks = [asyncio.create_task(pace.enter(lambda: tokens)) for _ in range(count)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    done = [task.result() for task in tasks if task.done()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return done


async def test_no_more_run_at_once_than_are_allowed():
    pace, _ = make_pace(4)

    assert len(await entered(pace, 9)) == 4


async def test_the_second_waits_for_what_the_first_one_learns():
    pace, clock = make_pace(4, first_alone=1.0)

    assert len(await entered(pace, 9)) == 1
    clock.now += 1.1
    assert len(await entered(pace, 9)) == 3


async def test_a_refusal_halves_the_pace_and_closes_the_gate():
    pace, clock = make_pace(8)
    tickets = await entered(pace, 8)
    clock.now += 0.1

    for ticket in tickets:
        pace.refused(ticket, 2.0)
        pace.leave(ticket)

    assert pace.limit == 4
    assert await entered(pace, 8) == []
    clock.now += 2.3
    assert len(await entered(pace, 8)) == 4


async def test_the_pace_recovers_with_success():
    pace, clock = make_pace(8)
    (ticket, *_) = await entered(pace, 1)
    pace.refused(ticket, 0.0)

    for _ in range(60):
        pace.succeeded()

    assert pace.limit == 8
    assert clock.now == 100.0


async def test_without_a_hint_the_waits_grow():
    pace, clock = make_pace(8)
    waits = []
    for _ in range(3):
        clock.now += 100
        (ticket, *_) = await entered(pace, 1)
        pace.refused(ticket, None)
        pace.leave(ticket)
        waits.append(round(pace._open_at - clock.now, 1))

    assert waits == [0.5, 1.0, 2.0]


async def test_an_empty_window_closes_the_gate_before_a_refusal_has_to():
    pace, clock = make_pace(8)
    pace.succeeded(left=0, reset=3.0)

    assert await entered(pace, 2) == []
    clock.now += 3.3
    assert len(await entered(pace, 2)) == 2


async def test_requests_a_minute_are_kept():
    pace, clock = make_pace(10, requests=3)

    first = await entered(pace, 5)
    for ticket in first:
        pace.leave(ticket)

    assert len(first) == 3
    assert await entered(pace, 5) == []
    clock.now += 60.1
    assert len(await entered(pace, 5)) == 3


async def test_tokens_a_minute_are_kept_and_a_larger_request_is_let_through_alone():
    pace, clock = make_pace(10, tokens=1000)

    first = await entered(pace, 5, tokens=400)
    for ticket in first:
        pace.leave(ticket)

    assert len(first) == 2
    clock.now += 60.1
    assert len(await entered(pace, 5, tokens=5000)) == 1


async def test_one_that_is_cancelled_while_it_waits_takes_no_place():
    pace, _ = make_pace(1)
    (ticket,) = await entered(pace, 3)
    pace.leave(ticket)

    assert len(await entered(pace, 1)) == 1


@pytest.mark.parametrize("hint", [True, False])
async def test_a_server_that_allows_forty_a_window_loses_nothing(loopback, hint):
    window = {"start": 0.0, "count": 0}
    refused = []
    lock = threading.Lock()

    def script(_):
        with lock:
            now = time.monotonic()
            if now - window["start"] > 0.3:
                window.update(start=now, count=0)
            window["count"] += 1
            if window["count"] <= 40:
                return Later(0.01, "ok")
            refused.append(now)
            left = f"{0.3 - (now - window['start']):.3f}"
            return rate_limited(retry_after=left) if hint else rate_limited()

    loopback.answer = script
    model = model_of(loopback, concurrency=16)

    replies = await asyncio.gather(*(model.ask(question(str(i))) for i in range(90)))

    assert [reply.text for reply in replies] == ["ok"] * 90
    assert len(refused) < 45
    await model.close()


async def test_the_headers_of_the_window_are_followed(loopback):
    headers = {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "300ms"}
    loopback.answer = lambda body: Completion("ok", headers=headers)
    model = model_of(loopback, concurrency=1)

    started = time.monotonic()
    for i in range(3):
        await model.ask(question(str(i)))

    assert time.monotonic() - started > 0.6
    await model.close()
