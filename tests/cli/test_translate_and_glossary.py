"""`translate` and `glossary` from the command line, against a server on this machine."""

from __future__ import annotations

import json

import pytest
from support.faults import Completion
from support.loopback import Loopback
from support.translator import segments_of, translate

from editor_tui.cli.main import run
from editor_tui.llm.protocol import Request

POST = "---\ntitle: 題名\nlang: ja\n---\n\n# 見出し\n\nOpenAIは500億円を投資します。\n\n次の段落です。\n"


def answer(body):
    """What the server says to a chat request for a translation."""
    messages = tuple((item["role"], item["content"]) for item in body["messages"])
    items = [
        {"id": number, "text": translate(source)} for number, source in enumerate(segments_of(Request(messages)), 1)
    ]
    return Completion(json.dumps({"translations": items}))


@pytest.fixture
def site(tmp_path, monkeypatch):
    (tmp_path / "editor-tui.toml").write_text('[site]\nkind = "hugo"\ncontent = ["content"]\n')
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text(POST)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "EDITOR_TUI_MODEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


@pytest.fixture
def server(site, monkeypatch):
    with Loopback(answer) as server:
        monkeypatch.setenv("OPENAI_API_KEY", "test")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        yield server


def test_an_english_version_is_written_once_and_not_again(site, server, capsys):
    assert run(["translate", "--write", "--json", "--model", "m"]) == 0
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    text = (site / "content" / "a.en.md").read_text()
    sent = len(server.requests)

    assert run(["translate", "--write", "--model", "m"]) == 0

    assert (first["status"], first["output_path"]) == ("written", "content/a.en.md")
    assert "# " + translate("見出し") in text
    assert "50,000,000,000 yen" in text
    assert "translation_of: content/a.md" in text
    assert len(server.requests) == sent


def test_without_a_key_it_says_in_one_line_what_it_needs(site, capsys):
    assert run(["translate"]) == 4
    error = capsys.readouterr().err
    assert "ollama serve" in error
    assert not (site / "content" / "a.en.md").exists()


def test_the_memory_goes_out_and_comes_back_in(site, server, capsys):
    run(["translate", "--write", "--model", "m"])
    assert run(["translate", "--export-memory", "memory.tmx"]) == 0
    text = (site / "memory.tmx").read_text()

    assert run(["translate", "--import-memory", "memory.tmx"]) == 0

    assert text.count("<tu ") == 4
    assert "4 segments" in capsys.readouterr().err
    assert run(["translate", "--import-memory", "missing.tmx"]) == 2


def test_the_glossary_is_listed_checked_and_suggested(site, server, capsys):
    (site / "glossary.csv").write_text("source,target,note\n投資,funding,\n段落,paragraph,a piece of text\n")
    assert run(["glossary"]) == 0
    assert capsys.readouterr().out == "投資 → funding\n段落 → paragraph  a piece of text\n"
    (site / "content" / "a.en.md").write_text(
        "---\ntitle: T\nlang: en\n---\n\n# H\n\nOpenAI invests 50 billion yen.\n\nThe next paragraph.\n"
    )

    assert run(["glossary", "check"]) == 1

    output = capsys.readouterr()
    assert output.out.startswith("content/a.en.md:8: ")
    assert "funding" in output.out
    assert run(["glossary", "suggest"]) == 0


def test_a_broken_glossary_is_named_with_its_line(site, capsys):
    (site / "glossary.csv").write_text("source,target\n投資,\n")

    assert run(["glossary"]) == 2
    assert "glossary.csv:2: " in capsys.readouterr().err


def test_a_draft_in_an_old_encoding_has_a_version_in_utf_8(site, server):
    (site / "editor-tui.toml").write_text('[site]\nkind = "hugo"\nencodings = ["utf-8", "cp932"]\n')
    source = POST.replace("題名", "題名 [概要](#見出し)").encode("cp932")
    (site / "content" / "a.md").write_bytes(source)

    assert run(["translate", "--write", "--model", "m"]) == 0

    assert "translation_of: content/a.md" in (site / "content" / "a.en.md").read_text(encoding="utf-8")
    assert (site / "content" / "a.md").read_bytes() == source
