"""Token counts: estimates and their bounds, the tokenizer's file, and how it is fetched."""

from __future__ import annotations

import asyncio
import hashlib
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.asking import question

from editor_tui.errors import EndpointError
from editor_tui.llm import tokenizer_file
from editor_tui.llm.estimate import estimate_tokens, measure
from editor_tui.llm.tokenizer_file import RANK_FILES, RankFile, fetch_file, find_file, load_encoding
from editor_tui.llm.tokens import TokenCounter, counter_for, encoding_of

# Texts with their true number of o200k_base tokens.
COUNTED = [
    ("", 0),
    ("The quick brown fox jumps over the lazy dog.", 10),
    ("お茶は、温度で味が変わる飲み物です。", 13),
    ("2025年10月1日、価格は1,234円になった。\n\n", 21),
]


@pytest.mark.parametrize(("text", "true"), COUNTED)
def test_an_estimate_is_near_the_truth(text, true):
    assert abs(estimate_tokens(text) - true) <= max(4, 0.25 * true)
    assert measure(text).bound >= true


@given(st.text(max_size=400))
def test_an_estimate_never_exceeds_its_bound_by_bytes(text):
    measured = measure(text)

    assert 0 <= measured.bound <= len(text.encode("utf-8", "surrogatepass"))
    assert measured.tokens >= 0


def test_a_hash_counts_more_than_the_words_of_its_length():
    digest = hashlib.sha256(b"tea").hexdigest()

    assert estimate_tokens(digest) > 2 * estimate_tokens("tea " * 16)


@pytest.mark.parametrize(
    ("model", "encoding"),
    [
        ("gpt-4o-mini", "o200k_base"),
        ("gpt-4.1", "o200k_base"),
        ("ft:gpt-4.1:me", "o200k_base"),
        ("gpt-6-mini", "o200k_base"),
        ("openai/gpt-4o", "o200k_base"),
        ("gpt-4", "cl100k_base"),
        ("gpt-4-turbo", "cl100k_base"),
        ("gpt-3.5-turbo", "cl100k_base"),
        ("qwen3:8b", "o200k_base"),
    ],
)
def test_names_tell_the_encoding(model, encoding):
    assert encoding_of(model) == encoding


def test_estimates_are_corrected_by_what_the_server_counts():
    counter = TokenCounter("qwen3")
    request = question("お茶は、温度で味が変わる飲み物です。" * 20)
    before = counter.size_of(request)

    for _ in range(5):
        counter.learn(counter.size_of(request), int(before.plain * 1.3))

    assert counter.size_of(request).tokens == pytest.approx(before.plain * 1.3, rel=0.02)
    assert counter.size_of(request).bound > before.plain * 1.3


def test_what_servers_counted_differently_is_learned_as_their_mean():
    counter = TokenCounter("qwen3")
    request = question("お茶は、温度で味が変わる飲み物です。" * 20)
    size = counter.size_of(request)

    counter.learn(size, round(size.plain * 1.4))
    counter.learn(size, round(size.plain * 1.0))

    assert counter.size_of(request).tokens == pytest.approx(size.plain * 1.2, rel=0.01)


def test_a_count_that_cannot_be_one_of_the_same_text_is_not_learned():
    counter = TokenCounter("qwen3")
    size = counter.size_of(question("お茶は、温度で味が変わる飲み物です。" * 20))

    counter.learn(size, 100_000)
    counter.learn(size, 0)

    assert counter.size_of(question("x" * 400)).tokens == TokenCounter("qwen3").size_of(question("x" * 400)).tokens


@pytest.fixture
def tiny(monkeypatch):
    """A rank file of all single bytes, published with its checksum."""
    import base64

    data = b"".join(base64.b64encode(bytes([byte])) + b" %d\n" % byte for byte in range(256))
    published = RankFile("https://example.com/tiny.tiktoken", hashlib.sha256(data).hexdigest(), r"\w+|\W+")
    monkeypatch.setitem(RANK_FILES, "o200k_base", published)
    load_encoding.cache_clear()
    yield data
    load_encoding.cache_clear()


def test_the_tokenizers_file_is_used_where_it_is(tiny, tmp_path):
    (tmp_path / RANK_FILES["o200k_base"].cache_name).write_bytes(tiny)

    counter = counter_for("gpt-4o", {"TIKTOKEN_CACHE_DIR": str(tmp_path)}, tmp_path / "nowhere")

    assert counter.exact
    assert counter.count("abc <|endoftext|>") == 17


def test_a_damaged_file_is_not_used(tiny, tmp_path):
    (tmp_path / RANK_FILES["o200k_base"].cache_name).write_bytes(tiny[:-5])

    assert find_file("o200k_base", {"TIKTOKEN_CACHE_DIR": str(tmp_path)}, tmp_path) is None
    assert not counter_for("gpt-4o", {}, tmp_path).exact


@pytest.fixture
def file_server():
    """Serves `body`, byte by byte with `pause` seconds between."""

    class Handler(BaseHTTPRequestHandler):
        body, pause = b"", 0.0

        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            step = 1 if self.pause else len(self.body)
            for start in range(0, len(self.body), step):
                self.wfile.write(self.body[start : start + step])
                self.wfile.flush()
                time.sleep(self.pause)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    server.url = f"http://127.0.0.1:{server.server_port}/ranks"
    server.answers = Handler
    yield server
    server.shutdown()
    server.server_close()


async def test_the_file_is_fetched_checked_and_kept(tiny, file_server, tmp_path):
    file_server.answers.body = tiny

    path = await fetch_file("o200k_base", tmp_path / "new", url=file_server.url)

    assert path.read_bytes() == tiny
    assert find_file("o200k_base", {}, tmp_path / "new") == path


async def test_another_file_than_the_published_one_is_not_kept(tiny, file_server, tmp_path):
    file_server.answers.body = tiny + b"more"

    with pytest.raises(EndpointError):
        await fetch_file("o200k_base", tmp_path, url=file_server.url)

    assert list(tmp_path.iterdir()) == []


async def test_a_slow_download_ends_in_time(tiny, file_server, tmp_path):
    file_server.answers.body, file_server.answers.pause = tiny[:200], 0.05

    started = asyncio.get_running_loop().time()
    with pytest.raises(EndpointError):
        await fetch_file("o200k_base", tmp_path, url=file_server.url, seconds=0.3)

    assert asyncio.get_running_loop().time() - started < 2.0


def test_counting_never_downloads(tmp_path, monkeypatch):
    monkeypatch.setattr(tokenizer_file.tempfile, "gettempdir", lambda: str(tmp_path))

    assert counter_for("gpt-4o", {}, tmp_path).count("お茶は、温度で味が変わる。") > 5
