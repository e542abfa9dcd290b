"""`prompts`, `doctor` and `batch` from the command line."""

from __future__ import annotations

import json

import pytest
from support.faults import error

from editor_tui.cli.main import run
from editor_tui.prompts import PromptLibrary

POST = """---
title: お茶の温度
date: 2026-04-01
excerpt: お茶の温度について詳細に分析します。
---

玉露は50度の湯で淹れると甘みが立ち、80度では渋みが前に出る。湯を冷ます時間は茶碗を移すごとに約10度と覚えておくとよい。

煎茶は70度から80度、番茶は95度が目安になる。茶葉は一人あたり3グラムを量り、玉露は2分、煎茶は1分ほど待つ。
"""
GOOD = (
    "玉露は50度で甘みが立ち80度では渋みが前に出る。"
    "煎茶は70度から80度、番茶は95度を目安に、茶葉は一人あたり3グラムを量って淹れる。"
)


@pytest.fixture
def site(tmp_path, monkeypatch):
    (tmp_path / "site" / "posts").mkdir(parents=True)
    (tmp_path / "site" / "editor-tui.toml").write_text("")
    for number in (1, 2):
        text = POST.replace("お茶の温度\n", f"お茶の温度 {number}\n").replace("3グラム", f"{number + 2}グラム")
        (tmp_path / "site" / "posts" / f"{number}.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "site")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path / "site"


@pytest.fixture
def server(loopback, monkeypatch):
    for name, value in loopback.environment.items():
        monkeypatch.setenv(name, value)
    loopback.answer = lambda body: GOOD.replace("3グラム", "4グラム") if "4グラム" in str(body) else GOOD
    return loopback


def lines(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_prompts_are_listed_with_whose_they_are(site, capsys):
    assert run(["prompts", "new", "social", "--quiet"]) == 0
    capsys.readouterr()

    assert run(["prompts", "list", "--json"]) == 0

    found = {line["name"]: line for line in lines(capsys)}
    assert found["excerpt"]["bundled"]
    assert not found["social"]["bundled"]
    assert found["social"]["fills"] == {"social": "social"}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_new_prompt_is_whole_and_commented(site, language):
    assert run(["prompts", "new", "social-post", "--fills", "social", "--lang", language]) == 0

    prompt, faults = PromptLibrary([site / "prompts"]).read("social-post")
    assert faults == ()
    assert prompt.editor.fills == {"social": "social"}
    assert prompt.editor.limits == {"default": (40, 280)}


def test_prompty_itself_reads_a_new_prompt(site):
    prompty = pytest.importorskip("prompty")
    run(["prompts", "new", "social-post", "--fills", "social", "--quiet"])

    agent = prompty.load(str(site / "prompts" / "social-post.prompty"))

    values = {"draft": "Tea.", "title": "Tea", "boundary": "draft-0"}
    assert [message.role for message in prompty.prepare(agent, values)] == ["system", "user"]


def test_a_prompt_that_is_there_is_not_written_over(site, capsys):
    run(["prompts", "new", "social"])
    (site / "prompts" / "social.prompty").write_text("mine", encoding="utf-8")

    assert run(["prompts", "new", "social"]) == 2
    assert (site / "prompts" / "social.prompty").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["../outside", "a/b", ".hidden", "two words"])
def test_a_new_prompt_stays_in_its_folder(site, name, capsys):
    assert run(["prompts", "new", name]) == 2
    assert not (site / "prompts").exists()


def test_checking_tells_file_line_and_fault(site, capsys):
    run(["prompts", "new", "social", "--quiet"])
    file = site / "prompts" / "social.prompty"
    file.write_text(file.read_text(encoding="utf-8").replace("{{ draft }}", "{{ daft }}"), encoding="utf-8")
    capsys.readouterr()

    assert run(["prompts", "check", "--json"]) == 1

    errors = [line for line in lines(capsys) if line["severity"] == "error"]
    (found,) = errors
    assert found["path"] == str(file)
    assert file.read_text(encoding="utf-8").splitlines()[found["line"] - 1] == "{{ daft }}"
    assert "draft" in found["message"]


def test_rendering_shows_every_message_and_sends_nothing(site, server, capsys):
    assert run(["prompts", "render", "excerpt", "posts/2.md", "--json"]) == 0

    (shown,) = lines(capsys)
    assert [message["role"] for message in shown["messages"]] == ["system", "user"]
    assert "4グラム" in shown["messages"][1]["content"]
    assert 300 < shown["tokens"] < 3000
    assert server.requests == server.others == []


def test_what_is_rendered_is_what_is_sent(site, server, capsys):
    run(["prompts", "render", "excerpt", "posts/1.md", "--json"])
    (shown,) = lines(capsys)

    assert run(["summarize", "posts/1.md", "--quiet"]) == 0

    assert server.requests[0].body["messages"] == shown["messages"]


def test_a_translation_is_rendered_request_by_request(site, server, capsys):
    post = site / "posts" / "1.md"
    post.write_text(
        POST + "\n" + "\n\n".join(f"第{n}の茶は{n}度の湯で淹れる。" * 20 for n in range(60)), encoding="utf-8"
    )

    assert run(["prompts", "render", "translate", "posts/1.md", "--json"]) == 0

    shown = lines(capsys)
    assert len(shown) > 1
    assert [line["request"] for line in shown] == list(range(1, len(shown) + 1))
    assert all(line["requests"] == len(shown) and line["tokens"] > 300 for line in shown)
    assert "第59の茶" in shown[-1]["messages"][-1]["content"]
    assert "translations" in shown[0]["schema"]["properties"]
    assert server.requests == server.others == []


def test_what_is_rendered_of_a_translation_is_what_is_sent(site, server, capsys):
    run(["prompts", "render", "translate", "posts/1.md", "--json"])
    (shown,) = lines(capsys)

    run(["translate", "posts/1.md", "--quiet"])

    assert server.requests[0].body["messages"] == shown["messages"]


def test_every_part_of_a_long_draft_is_rendered(site, server, capsys):
    (site / "editor-tui.toml").write_text("[model]\ncontext-window = 4096\n", encoding="utf-8")
    post = site / "posts" / "1.md"
    post.write_text(
        POST + "\n" + "\n\n".join(f"第{n}の茶は{n}度の湯で淹れる。" * 8 for n in range(80)), encoding="utf-8"
    )

    assert run(["prompts", "render", "excerpt", "posts/1.md", "--json"]) == 0

    shown = lines(capsys)
    sent = "".join(line["messages"][-1]["content"] for line in shown)
    assert len(shown) > 2
    assert all(f"第{n}の茶" in sent for n in range(80))


@pytest.mark.parametrize("name", ["condense", "refine", "polish"])
def test_a_prompt_that_others_use_is_not_rendered_by_itself(site, name, capsys):
    assert run(["prompts", "render", name, "posts/1.md"]) == 2
    assert name in capsys.readouterr().err


def test_the_doctor_is_content_without_a_model(site, capsys):
    assert run(["doctor", "--json"]) == 0

    found = {line["check"]: line for line in lines(capsys)}
    assert found["model"]["status"] == "warn"
    assert "ollama serve" in found["model"]["message"]
    assert found["site"]["status"] == found["prompts"]["status"] == found["state"]["status"] == "ok"


def test_the_doctor_asks_the_server_for_its_models_and_never_shows_the_key(site, server, capsys):
    assert run(["doctor", "--json"]) == 0

    shown = capsys.readouterr().out
    found = {line["check"]: line for line in map(json.loads, shown.splitlines())}
    assert "test-model" in found["model"]["message"]
    assert "sk-test" not in shown
    assert server.requests == []


def test_the_doctor_tells_that_nobody_is_there(site, monkeypatch, capsys):
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")

    assert run(["doctor", "--json"]) == 4

    assert {"server": "bad"}.items() <= {line["check"]: line["status"] for line in lines(capsys)}.items()


def export(folder, *flags):
    return run(["batch", "export", "excerpt", "-o", str(folder), "--quiet", *flags])


def test_a_batch_proposes_what_asking_at_once_would(site, server, tmp_path, capsys):
    folder = tmp_path / "batch"
    assert export(folder) == 0
    assert len((folder / "requests-1.jsonl").read_bytes().splitlines()) == 2
    assert run(["batch", "submit", str(folder), "--quiet"]) == 0
    assert run(["batch", "collect", str(folder), "--quiet"]) == 0
    capsys.readouterr()

    assert run(["batch", "collect", str(folder), "--quiet", "--json"]) == 0

    found = {line["path"]: line for line in lines(capsys)}
    assert {path: (line["status"], line["problems"]) for path, line in found.items()} == {
        "posts/1.md": ("proposed", []),
        "posts/2.md": ("proposed", []),
    }
    assert found["posts/2.md"]["fields"]["excerpt"] == GOOD.replace("3グラム", "4グラム")
    assert server.requests == []


def test_submitting_twice_pays_once(site, server, tmp_path):
    export(tmp_path / "batch")

    for _ in range(2):
        run(["batch", "submit", str(tmp_path / "batch"), "--quiet"])

    assert len(server.batches.batches) == 1


def test_results_of_another_engine_are_imported_and_changed_drafts_refused(site, server, tmp_path, capsys):
    export(tmp_path / "batch")
    requests = [json.loads(line) for line in (tmp_path / "batch" / "requests-1.jsonl").read_bytes().splitlines()]
    results = tmp_path / "results.jsonl"
    with results.open("w", encoding="utf-8") as file:
        for request in reversed(requests):
            message = {"role": "assistant", "content": server.answer(request["body"])}
            reply = {"model": "m", "choices": [{"finish_reason": "stop", "message": message}]}
            file.write(json.dumps({"custom_id": request["custom_id"], "response": reply}) + "\n")
    changed = site / "posts" / "1.md"
    changed.write_text(changed.read_text(encoding="utf-8") + "\n追記。\n", encoding="utf-8")

    capsys.readouterr()
    assert run(["batch", "import", str(tmp_path / "batch"), str(results), "--quiet", "--json"]) == 3

    found = {line["path"]: line for line in lines(capsys)}
    assert found["posts/1.md"]["problems"][0]["code"] == "changed"
    assert found["posts/2.md"]["status"] == "proposed"


def test_a_failed_line_is_named_and_exported_again(site, server, tmp_path, capsys):
    good = server.answer
    server.answer = lambda body: error(500, "boom") if "4グラム" in str(body) else good(body)
    folder = tmp_path / "batch"
    export(folder)
    run(["batch", "submit", str(folder), "--quiet"])
    run(["batch", "status", str(folder), "--quiet"])
    capsys.readouterr()

    assert run(["batch", "collect", str(folder), "--quiet", "--json"]) == 3

    found = {line["path"]: line for line in lines(capsys)}
    assert "boom" in found["posts/2.md"]["problems"][0]["message"]
    export(tmp_path / "again", "--all")
    (left,) = (tmp_path / "again" / "requests-1.jsonl").read_text(encoding="utf-8").splitlines()
    assert "4グラム" in json.loads(left)["body"]["messages"][1]["content"]


def test_a_batch_can_be_exported_without_a_key(site, tmp_path):
    assert export(tmp_path / "batch", "--model", "gpt-4.1-mini") == 0

    first = json.loads((tmp_path / "batch" / "requests-1.jsonl").read_bytes().splitlines()[0])
    assert first["body"]["model"] == "gpt-4.1-mini"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_new_prompt_for_a_closed_list_asks_for_the_list(site, language):
    assert run(["prompts", "new", "category", "--fills", "categories", "--lang", language, "--quiet"]) == 0

    prompt, faults = PromptLibrary([site / "prompts"]).read("category")
    assert faults == ()
    assert prompt.editor.choices == "categories"
    assert prompt.outputs[0].kind == "array"


def test_a_file_in_the_place_of_the_prompts_is_told_and_not_written_over(site, capsys):
    (site / "prompts").write_text("Ideas", encoding="utf-8")

    assert run(["prompts", "check", "--site", str(site)]) == 0
    assert "prompts:1: warning: this is a file" in capsys.readouterr().out
    assert run(["prompts", "new", "social", "--site", str(site)]) == 2
    assert "this is a file" in capsys.readouterr().err


def test_a_prompt_for_a_closed_list_that_the_settings_lack_is_not_run(site, capsys):
    assert run(["prompts", "new", "categories", "--site", str(site)]) == 0
    assert run(["prompts", "check", "categories", "--site", str(site)]) == 1
    assert "no closed list “categories” under [choices]" in capsys.readouterr().out
    assert run(["run", "categories", "--site", str(site)]) == 2
