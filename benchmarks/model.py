"""What the model side costs and holds. See README.md, "Model side".

python benchmarks/model.py latency          200 requests at 0.2 s, 16 at once, next to a bare SDK loop
python benchmarks/model.py limits           a server that allows 40 requests in a window of 2 s
python benchmarks/model.py kills [COUNT]    killed at random moments: what is asked for twice
python benchmarks/model.py tokens FOLDER RANKS    estimates against true o200k counts (an o200k_base.tiktoken file)
"""

from __future__ import annotations

import asyncio
import multiprocessing
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.faults import Later, rate_limited
from support.loopback import Loopback

from editor_tui.llm.client import OpenAIModel
from editor_tui.llm.connection import find_connection
from editor_tui.llm.estimate import measure
from editor_tui.llm.protocol import Request
from editor_tui.llm.tokenizer_file import is_right, load_encoding
from editor_tui.settings.schema import ModelSettings

DRAFT = "お茶は、温度で味が変わる飲み物です。六十度では甘く、九十度では渋くなります。" * 120
COUNT, AT_ONCE, LATENCY = 200, 16, 0.2


def request(number: int) -> Request:
    messages = (("system", "You write excerpts."), ("user", f"{DRAFT}{number}"))
    return Request(messages, {"temperature": 0.3, "max_output_tokens": 600})


def model_of(url: str, concurrency: int) -> OpenAIModel:
    settings = ModelSettings(concurrency=concurrency)
    return OpenAIModel(find_connection(settings, {"OPENAI_BASE_URL": url}), settings, "test-model")


def serve() -> None:
    """A server in a process of its own, so that its work is not counted as ours."""
    with Loopback(lambda _: Later(LATENCY, "短い要約です。")) as server:
        print(server.url, flush=True)
        sys.stdin.read()


async def latency() -> None:
    server = subprocess.Popen(
        [sys.executable, __file__, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    url = server.stdout.readline().strip()
    ideal = -(-COUNT // AT_ONCE) * LATENCY
    for _ in range(3):
        model = model_of(url, AT_ONCE)
        await model._endpoint.open()
        seconds, cpu = await timed([model.ask(request(number)) for number in range(COUNT)])
        bare_seconds, bare_cpu = await bare(url)
        print(
            f"ours {seconds:.2f} s = {seconds / ideal:.3f} x ideal, {cpu * 1000 / COUNT:.1f} ms CPU a request; "
            f"bare SDK {bare_seconds:.2f} s = {bare_seconds / ideal:.3f}, {bare_cpu * 1000 / COUNT:.1f} ms; "
            f"CPU ratio {cpu / bare_cpu:.2f}"
        )
        await model.close()
    server.kill()


async def bare(url: str) -> tuple[float, float]:
    import openai

    client = openai.AsyncOpenAI(base_url=url, api_key="none", timeout=30.0)
    places = asyncio.Semaphore(AT_ONCE)

    async def ask(number: int) -> None:
        async with places:
            messages = [{"role": role, "content": text} for role, text in request(number).messages]
            await client.chat.completions.create(
                model="test-model",
                messages=messages,  # type: ignore[arg-type]
                temperature=0.3,
                max_tokens=600,
            )

    return await timed([ask(number) for number in range(COUNT)])


async def timed(work: list) -> tuple[float, float]:
    started, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*work)
    return time.perf_counter() - started, time.process_time() - cpu


async def limits() -> None:
    for hint in (True, False):
        for concurrency in (16, 32):
            refused, script = limited(hint)
            with Loopback(script) as server:
                model = model_of(server.url, concurrency)
                started = time.perf_counter()
                results = await asyncio.gather(
                    *(model.ask(request(number)) for number in range(COUNT)), return_exceptions=True
                )
                lost = sum(isinstance(result, BaseException) for result in results)
                print(
                    f"{'with' if hint else 'without'} retry-after, {concurrency} at once: "
                    f"{time.perf_counter() - started:.1f} s, {lost} lost, {len(refused)} 429s of {len(server.requests)}"
                )
                await model.close()


def limited(hint: bool):
    window, refused, lock = {"start": 0.0, "count": 0}, [], threading.Lock()

    def script(_):
        with lock:
            now = time.monotonic()
            if now - window["start"] > 2.0:
                window.update(start=now, count=0)
            window["count"] += 1
            if window["count"] <= 40:
                return Later(0.05, "ok")
            refused.append(now)
            left = f"{2.0 - (now - window['start']):.3f}"
            return rate_limited(retry_after=left) if hint else rate_limited()

    return refused, script


def ask_all(folder: str, environment: dict[str, str]) -> None:
    """The program that is killed: four hundred questions, eight at once."""
    from editor_tui.llm.connect import connect
    from editor_tui.site.answers import Answers
    from editor_tui.site.state import State

    async def main() -> None:
        model = connect(ModelSettings(name="m", concurrency=8), environment, Answers(State(Path(folder))))
        await asyncio.gather(*(model.ask(Request((("user", f"question {i}"),))) for i in range(400)))

    asyncio.run(main())


def kills(count: int = 100) -> None:
    """Kills the program after a random number of further requests, then lets it finish."""
    from editor_tui.site.state import State

    generator = random.Random(1)
    # A server that has imported the SDK forks each program: importing it a hundred times would take minutes.
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["openai", "tenacity", "editor_tui.llm.connect", "editor_tui.llm.client"])
    twice = 0
    with tempfile.TemporaryDirectory() as folder, Loopback(lambda _: Later(0.02, "ok")) as server:
        for _ in range(count):
            seen, kept = len(server.requests), kept_answers(State(Path(folder)))
            running = processes.Process(target=ask_all, args=(folder, server.environment))
            running.start()
            wanted = seen + generator.randrange(1, 12)
            while len(server.requests) < wanted and running.is_alive():
                time.sleep(0.001)
            time.sleep(generator.random() * 0.03)
            running.kill()
            running.join()
            twice += sum(item.body["messages"][0]["content"] in kept for item in server.requests[seen:])
        running = processes.Process(target=ask_all, args=(folder, server.environment))
        running.start()
        running.join()
        asked = Counter(item.messages[0][1] for item in server.requests)
        done = len(kept_answers(State(Path(folder))))
    again = sum(number - 1 for number in asked.values())
    print(f"{count} kills: {done} of 400 answers in the end; {twice} kept answers were asked for again;")
    print(f"{again} questions that were under way at a kill were asked again ({again / count:.1f} a kill, 8 at once)")


def kept_answers(state) -> set[str]:
    """The questions whose answers are on disk."""
    from editor_tui.llm.cached import question_key
    from editor_tui.site.answers import Answers

    answers = Answers(state)
    questions = [f"question {number}" for number in range(400)]
    return {text for text in questions if answers.find(question_key(Request((("user", text),)), "m"))}


def tokens(folder: Path, ranks: Path) -> None:
    """The estimator on every post, and on pieces of 4,000 and 1,000 characters."""
    assert is_right("o200k_base", ranks.read_bytes())
    true = load_encoding("o200k_base", ranks)
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.md"))]
    for size in (None, 4000, 1000):
        pieces = [
            text[start : start + (size or len(text))]
            for text in texts
            for start in range(0, len(text), size or len(text))
        ]
        errors, under, seconds = [], 0, 0.0
        for piece in pieces:
            counted = len(true.encode_ordinary(piece))
            started = time.perf_counter()
            measured = measure(piece)
            seconds += time.perf_counter() - started
            errors.append(abs(measured.tokens / counted - 1))
            under += measured.bound < counted
        errors.sort()
        megabytes = sum(len(piece.encode()) for piece in pieces) / 1e6
        print(
            f"{size or 'whole'}: {len(pieces)} pieces, mean error {statistics.mean(errors):.2%}, "
            f"p95 {errors[int(len(errors) * 0.95)]:.2%}, max {errors[-1]:.2%}, {under} over their bound, "
            f"{megabytes / seconds:.1f} MB/s"
        )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["serve"]:
            serve()
        case ["latency"]:
            asyncio.run(latency())
        case ["limits"]:
            asyncio.run(limits())
        case ["kills", *rest]:
            kills(*map(int, rest))
        case ["tokens", folder, ranks]:
            tokens(Path(folder), Path(ranks))
        case _:
            sys.exit(__doc__)
