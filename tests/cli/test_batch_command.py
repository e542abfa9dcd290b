"""`batch` from the command line: which model, what comes back late, twice, in part or not at all, and in rounds."""

from __future__ import annotations

import json

import pytest
from support.faults import Completion, Status
from support.translator import segments_of, translate

from editor_tui.cli.main import run
from editor_tui.llm.protocol import Request
from editor_tui.settings import load_settings
from editor_tui.workspace.workspace import Workspace

POST = """---
title: 茶 {number}
excerpt: ""
---

玉露は50度の湯で淹れると甘みが立ち、80度では渋みが前に出る。湯を冷ます時間は茶碗を移すごとに約10度と覚えておくとよい。

煎茶は70度から80度、番茶は95度が目安になる。茶葉は一人あたり{number}の匙で量り、玉露は2分、煎茶は1分ほど待つとよい。
"""
GOOD = (
    "玉露は50度で甘みが立ち80度では渋みが前に出る。"
    "煎茶は70度から80度、番茶は95度を目安に、玉露は2分、煎茶は1分ほど待つ。"
)
NUMBERS = (3, 4, 5, 6)


@pytest.fixture
def site(tmp_path, monkeypatch, loopback):
    (tmp_path / "site" / "posts").mkdir(parents=True)
    for number in NUMBERS:
        (tmp_path / "site" / "posts" / f"{number}.md").write_text(POST.format(number=number), encoding="utf-8")
    for name, value in loopback.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path / "site")
    loopback.answer = lambda _: GOOD
    return tmp_path / "site"


@pytest.fixture
def batch(site, tmp_path, capsys):
    """Runs a step of `batch` in one folder; gives the exit code, the JSON lines and what was said."""

    def batch(step, *arguments, folder="batch"):
        where = ["-o", str(tmp_path / folder)] if step == "export" else [str(tmp_path / folder)]
        code = run(["batch", step, *(arguments if step == "export" else ()), *where, "--json",
                    *(() if step == "export" else arguments)])  # fmt: skip
        shown = capsys.readouterr()
        return code, [json.loads(line) for line in shown.out.splitlines()], shown.err

    return batch


@pytest.fixture
def rounds(batch):
    """Export, submit, run and collect once; gives the collecting step's code, lines by path, and the requests."""

    def rounds(task, *flags, folder="batch"):
        _, (exported,), _ = batch("export", task, *flags, folder=folder)
        batch("submit", folder=folder)
        batch("status", folder=folder)
        code, lines, said = batch("collect", folder=folder)
        return code, {line["path"]: line for line in lines if "path" in line}, exported["requests"], said

    return rounds


def requests_in(folder):
    return [json.loads(line) for file in sorted(folder.glob("requests-?.jsonl")) for line in file.open("rb")]


def test_the_model_is_the_one_that_a_task_would_ask(site, batch, loopback, tmp_path):
    loopback.models = ("nomic-embed-text", "qwen3:8b")

    batch("export", "excerpt")
    run(["summarize", "posts/3.md", "--quiet"])

    assert {line["body"]["model"] for line in requests_in(tmp_path / "batch")} == {"qwen3:8b"}
    assert loopback.requests[0].body["model"] == "qwen3:8b"


def test_a_server_that_names_no_model_is_no_reason_to_name_another_one(batch, loopback, tmp_path):
    loopback.models = ()

    code, _, said = batch("export", "excerpt")

    assert code == 2
    assert "--model" in said
    assert not (tmp_path / "batch").exists()


def test_openai_is_meant_where_nothing_is_set_up(site, batch, monkeypatch, tmp_path):
    monkeypatch.delenv("OPENAI_BASE_URL")
    monkeypatch.delenv("OPENAI_API_KEY")

    assert batch("export", "excerpt")[0] == 0

    assert {line["body"]["model"] for line in requests_in(tmp_path / "batch")} == {"gpt-5-mini"}


def test_results_in_any_order_find_their_drafts(rounds, loopback):
    loopback.answer = lambda body: GOOD.replace("2分", "2分と") if "4の匙" in str(body) else GOOD

    code, found, asked, _ = rounds("excerpt")

    assert (code, asked) == (0, 4)
    assert {path for path, line in found.items() if line["fields"]["excerpt"] != GOOD} == {"posts/4.md"}


def test_an_expired_batch_gives_what_it_has_and_the_rest_is_exported_again(rounds, batch, loopback, tmp_path):
    _, (_,), _ = batch("export", "excerpt")
    lines = requests_in(tmp_path / "batch")
    loopback.batches.lose = {line["custom_id"] for line in lines[:2]}
    loopback.batches.final_status = "expired"
    batch("submit")
    batch("status")

    code, lines_out, said = batch("collect")

    status = {line["path"]: line["status"] for line in lines_out if "path" in line}
    assert code == 3
    assert sorted(status.values()) == ["failed", "failed", "proposed", "proposed"]
    assert "without an answer: 2" in said
    loopback.batches.lose, loopback.batches.final_status = set(), "completed"
    code, found, asked, _ = rounds("excerpt", folder="rest")
    assert (code, asked) == (0, 2)
    assert {line["status"] for line in found.values()} == {"proposed"}


def test_a_batch_that_is_done_without_any_result_is_no_success(rounds, batch, loopback, tmp_path):
    batch("export", "excerpt")
    loopback.batches.lose = {line["custom_id"] for line in requests_in(tmp_path / "batch")}
    batch("submit")
    batch("status")

    code, _, said = batch("collect")

    assert code == 3
    assert "without an answer: 4" in said


def test_the_same_result_twice_counts_once(batch, tmp_path):
    batch("export", "excerpt")
    results = tmp_path / "results.jsonl"
    usage = {"prompt_tokens": 1000, "completion_tokens": 10}
    with results.open("w", encoding="utf-8") as file:
        for line in requests_in(tmp_path / "batch") * 2:
            choice = {"finish_reason": "stop", "message": {"role": "assistant", "content": GOOD}}
            body = {"model": "m", "choices": [choice], "usage": usage}
            file.write(json.dumps({"custom_id": line["custom_id"], "response": {"body": body}}) + "\n")
        file.write('{"custom_id": "cut off in the mid')

    code, lines, said = batch("import", str(results))

    assert code == 0
    assert {line["usage"]["input_tokens"] for line in lines} == {1000}
    assert "Answers kept: 4" in said
    assert "lines that are no results: 1" in said


def test_another_export_does_not_forget_a_batch_that_is_paid_for(batch, loopback):
    batch("export", "excerpt")
    batch("submit")

    code, _, said = batch("export", "excerpt")

    assert code == 2
    assert "batch-1" in said
    batch("status")
    batch("collect")
    assert batch("export", "excerpt")[0] == 0


def test_what_waits_for_review_is_not_exported(site, batch, capsys):
    run(["summarize", "posts/3.md", "--quiet"])
    capsys.readouterr()

    _, (exported,), _ = batch("export", "excerpt")

    assert exported["requests"] == 3


def test_a_refusal_is_named_and_not_exported_again(rounds, batch, site, loopback):
    def answer(body):
        return Completion(None, refusal="I cannot.") if "4の匙" in str(body) else GOOD

    loopback.answer = answer
    code, found, _, _ = rounds("excerpt")
    assert code == 3
    assert "I cannot." in found["posts/4.md"]["problems"][0]["message"]
    assert [one.path for one in Workspace(site, load_settings(site)).marked()] == ["posts/4.md"]

    code, (exported,), said = batch("export", "excerpt")

    assert (code, exported["requests"]) == (3, 0)
    assert "posts/4.md" in said
    assert batch("export", "excerpt", "posts/4.md", "--all", folder="again")[1][0]["requests"] == 1


def test_what_fails_its_checks_is_asked_again_with_the_reason_in_the_next_round(rounds, loopback, tmp_path):
    loopback.answer = lambda body: GOOD if len(body["messages"]) > 2 else "短い。"

    first = rounds("excerpt")
    second = rounds("excerpt", folder="second")

    assert (first[0], first[2]) == (3, 4)
    assert (second[0], second[2]) == (0, 4)
    assert all(len(line["body"]["messages"]) == 4 for line in requests_in(tmp_path / "second"))
    assert {line["fields"]["excerpt"] for line in second[1].values()} == {GOOD}


def test_a_translation_goes_through_batches_round_by_round(rounds, loopback, tmp_path):
    """In the first round one segment of a draft comes back empty; only that one is asked for in the second."""
    loopback.answer = lambda body: answer_in_english(body, without="4の匙")
    code, found, asked, _ = rounds("translate")
    assert (code, asked) == (3, 4)
    assert {path for path, line in found.items() if line["status"] == "proposed"} == {
        "posts/3.md", "posts/5.md", "posts/6.md",
    }  # fmt: skip

    loopback.answer = answer_in_english
    code, found, asked, _ = rounds("translate", folder="second")

    (request,) = requests_in(tmp_path / "second")
    assert (code, asked) == (0, 1)
    assert {path: (line["status"], line["problems"]) for path, line in found.items()} == {
        "posts/4.md": ("proposed", [])
    }
    assert [text for text in segments_asked(request["body"]) if "4の匙" not in text] == []
    assert loopback.requests == []


def segments_asked(body):
    return segments_of(Request(tuple((item["role"], item["content"]) for item in body["messages"])))


def answer_in_english(body, without=None):
    items = [
        {"id": number, "text": "" if without and without in text else translate(text)}
        for number, text in enumerate(segments_asked(body), 1)
    ]
    return json.dumps({"translations": items})


def test_a_draft_that_changed_between_rounds_is_left_alone(batch, site):
    batch("export", "excerpt")
    batch("submit")
    changed = site / "posts" / "5.md"
    changed.write_text(changed.read_text(encoding="utf-8") + "\n追記。\n", encoding="utf-8")
    batch("status")

    code, lines, _ = batch("collect")

    found = {line["path"]: line for line in lines if "path" in line}
    assert code == 3
    assert found["posts/5.md"]["problems"][0]["code"] == "changed"
    assert sum(line["status"] == "proposed" for line in found.values()) == 3


def test_a_line_with_an_error_status_is_named(rounds, loopback):
    loopback.answer = lambda body: Status(400, {"error": {"message": "too odd"}}) if "4の匙" in str(body) else GOOD

    code, found, _, _ = rounds("excerpt")

    assert code == 3
    assert "too odd" in found["posts/4.md"]["problems"][0]["message"]
