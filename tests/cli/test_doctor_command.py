"""`doctor` in every state that a model side can be in: what it says, in both languages, and what to do."""

from __future__ import annotations

import json

import pytest
from support.fault_table import KEY
from support.faults import HTML, Hang, Status, error

from editor_tui.cli.main import run
from editor_tui.llm.diagnosis import examine
from editor_tui.settings.schema import ModelSettings

# name: (what is different, the line that tells, its status, the exit code, words that say what to do: en, ja)
STATES = {
    "all is well": ({}, "model", "ok", 0, ("--model",), ("--model",)),
    "nobody there": ({"dead": True}, "server", "bad", 4, ("is the server running",), ("動いているか",)),
    "wrong key": (
        {"listing": error(401, f"Incorrect API key provided: {KEY}")},
        *("server", "bad", 4, ("OPENAI_API_KEY",), ("OPENAI_API_KEY",)),
    ),
    "not allowed": ({"listing": error(403, "no")}, "server", "bad", 4, ("your key",), ("キー",)),
    "missing model": ({"model": "qwen3:8b"}, "model", "warn", 0, ("test-model", "--model"), ("test-model", "--model")),
    "no models": ({"models": ()}, "model", "bad", 4, ("ollama pull",), ("ollama pull",)),
    "no list": ({"listing": Status(404)}, "server", "warn", 0, ("--model",), ("--model",)),
    "a web page": ({"listing": HTML}, "server", "warn", 0, (), ()),
    "no price": ({"model": "house", "address": "https://gateway.invalid/v1"}, "price", "warn", 4,
                 ("[[model.price]]", "--max-cost"), ("[[model.price]]", "--max-cost")),
    "OpenAI's price": ({"model": "gpt-5-mini", "address": "https://api.openai.invalid/v1"}, "price", "ok", 4,
                       ("2026-10", "[[model.price]]"), ("2026-10", "[[model.price]]")),
    "a bad address": ({"address": "localhost:11434"}, "model", "bad", 4, ("http://localhost:11434/v1",),
                      ("http://localhost:11434/v1",)),
    "a bad key": ({"key": "two words"}, "model", "bad", 4, ("copy it again",), ("もう一度",)),
    "a key in the clear": ({"address": "http://example.com/v1"}, "model", "bad", 4, ("use https",), ("https を",)),
    "a key from elsewhere": ({"user": True}, "key", "warn", 0, ("both in",), ("両方を",)),
    "nothing": ({"nothing": True}, "model", "warn", 0, ("ollama serve", "OPENAI_API_KEY"), ("ollama serve",)),
}  # fmt: skip


@pytest.fixture
def doctor(tmp_path, monkeypatch, loopback, capsys):
    """Runs `doctor` in a state; gives the exit code and its lines by name."""
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "tea.md").write_text("---\ntitle: Tea\n---\n\nWarm the pot.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def doctor(language, *, dead=False, listing=None, models=("test-model",), model="", address="", key=KEY,
               user=False, nothing=False):  # fmt: skip
        loopback.listing, loopback.models = listing, models
        address = address or ("http://127.0.0.1:9/v1" if dead else loopback.url)
        if not nothing:
            monkeypatch.setenv("OPENAI_API_KEY", key)
        if user:
            (tmp_path / "user.toml").write_text(f"[model]\nbase-url = '{address}'\n", encoding="utf-8")
            monkeypatch.setenv("EDITOR_TUI_CONFIG", str(tmp_path / "user.toml"))
        elif not nothing:
            monkeypatch.setenv("OPENAI_BASE_URL", address)
        if model:
            monkeypatch.setenv("EDITOR_TUI_MODEL", model)
        code = run(["doctor", "--json", "--lang", language])
        shown = capsys.readouterr()
        assert KEY not in shown.out + shown.err
        return code, {line["check"]: line for line in map(json.loads, shown.out.splitlines())}

    return doctor


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", STATES)
def test_each_state_is_named_and_says_what_to_do(doctor, name, language):
    state, check, status, code, english, japanese = STATES[name]

    ended, found = doctor(language, **state)

    assert (found[check]["status"], ended) == (status, code)
    for words in english if language == "en" else japanese:
        assert words in found[check]["message"]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_nothing_is_said_in_the_other_language(doctor, language):
    _, found = doctor(language)

    kana = [name for name, line in found.items() if any("\u3041" <= letter <= "\u30fe" for letter in line["message"])]
    assert bool(kana) == (language == "ja")


async def test_a_server_that_says_nothing_is_not_waited_for(loopback):
    loopback.listing = Hang(3.0)
    environment = {"OPENAI_BASE_URL": loopback.url}

    found = [one async for one in examine(ModelSettings(), environment, patience=0.2)]

    (server,) = [one for one in found if one.name == "server"]
    assert (server.status, server.message.id) == ("bad", "llm.doctor-silent")


def test_a_site_without_drafts_says_where_to_name_them(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    run(["doctor", "--json", "--lang", "en"])

    site = json.loads(capsys.readouterr().out.splitlines()[0])
    assert site["status"] == "warn"
    assert "[site] content" in site["message"]


def test_what_the_settings_name_and_nothing_is_called_is_told_with_its_line(tmp_path, monkeypatch, capsys):
    (tmp_path / "a.md").write_text("---\ntitle: Tea\n---\n\nWarm the pot.\n", encoding="utf-8")
    folders = '[[folder]]\nskip = ["fix", "categories"]\n[[folder]]\nskip = ["excerp"]\n'
    text = f'[check]\nignore = ["repaets"]\n\n{folders}'
    (tmp_path / "editor-tui.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    run(["doctor", "--json", "--lang", "en", "--site", str(tmp_path)])

    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["status"], one["message"]) for one in told if one["check"] == "settings"] == [
        ("bad", f"{tmp_path}/editor-tui.toml:2: there is no rule or family “repaets”; did you mean “repeats”?"),
        ("warn", f"{tmp_path}/editor-tui.toml:7: no task is called “excerp”; did you mean “excerpt”?"),
    ]
