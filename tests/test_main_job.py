"""The main job on the sample drafts, as its users call it: a process, an environment, exit codes, bytes."""

import difflib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.loopback import Loopback
from support.translator import translate

ROOT = Path(__file__).parents[1]
POSTS = sorted(path.name for path in (ROOT / "drafts" / "_posts").glob("*.md"))
REPEATED = "2026-04-02-kyoban-no-mizudashi.md"
HEALTHY = "2026-06-29-first-flush-notes.md"


@pytest.fixture
def site(tmp_path):
    """A copy of the sample drafts."""
    return Path(shutil.copytree(ROOT / "drafts", tmp_path / "site"))


@pytest.fixture
def run(site):
    """Calls editor-tui in the site; gives the finished process. Asserts its exit code."""

    def run(*arguments, code=0, server=None):
        environment = {"PATH": os.environ["PATH"], "HOME": str(site.parent), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
        if server is not None:
            environment |= {"OPENAI_API_KEY": "sk-test", "OPENAI_BASE_URL": server.url, "EDITOR_TUI_MODEL": "test"}
        command = [sys.executable, "-m", "editor_tui", *arguments]
        process = subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=False)
        assert process.returncode == code, process.stdout + process.stderr
        return process

    return run


def json_lines(process):
    return [json.loads(line) for line in process.stdout.splitlines()]


def snapshot(site):
    return {path.name: path.read_bytes() for path in (site / "_posts").glob("*.md")}


def changed_lines(name, after):
    before = (ROOT / "drafts" / "_posts" / name).read_text(encoding="utf-8").splitlines()
    changes = difflib.unified_diff(before, after.decode().splitlines(), n=0, lineterm="")
    return [line for line in changes if not line.startswith(("---  ", "+++", "@@", "--- ")) or line == "---"]


def answer_well(request):
    """A model that keeps to the checks: texts made of the draft's own words."""
    words = "\n".join(message["content"] for message in request["messages"])
    if "translation" in words and '"segments"' in words:
        return translate(request)
    if request.get("response_format", {}).get("type") == "json_schema":
        schema = request["response_format"]["json_schema"]["schema"]
        return json.dumps({name: [] for name in schema["properties"]}, ensure_ascii=False)
    if "水出し煎茶" in words:
        return (
            "煎茶を1リットルあたり15グラム、15度の水に3時間おくと、一晩より甘みが引き立つ。"
            "編集部が7通りの条件を試し、渋みを抑える氷水の方法もあわせて確かめた。"
        )
    return "no"


def test_list_shows_every_draft_with_what_is_wrong_with_it(run):
    rows = {row["path"].split("/")[-1]: row for row in json_lines(run("list", "--json"))}

    assert sorted(rows) == POSTS
    assert rows[HEALTHY]["rules"] == {}
    assert rows[REPEATED]["rules"].keys() >= {"repeated-section", "end-marker", "title-echo", "reading-time"}
    assert rows[REPEATED]["fields"] == {"excerpt": "placeholder"}


def test_check_finds_the_faults_and_says_so_by_its_exit_code(run):
    findings = json_lines(run("check", "--format", "json", code=1))

    assert {finding["rule"] for finding in findings} >= {
        "repeated-section", "glued-echo", "restart", "end-marker", "title-echo", "chat-preamble", "reading-time",
        "placeholder-excerpt", "cut-off-ending",
    }  # fmt: skip
    assert not [finding for finding in findings if finding["path"].endswith(HEALTHY)]


def test_fix_removes_what_stands_twice_and_nothing_that_stands_once(run, site):
    run("fix")

    original = (ROOT / "drafts" / "_posts" / REPEATED).read_text(encoding="utf-8")
    mended = (site / "_posts" / REPEATED).read_text(encoding="utf-8")
    lines = {line for line in original.splitlines() if line.strip()}
    assert lines - set(mended.splitlines()) == {"---END---", "reading_time: 8", "水出し煎茶を10時間から3時間に縮める"}
    assert all(mended.count(line) == 1 for line in mended.splitlines() if len(line) > 20)


def test_fix_leaves_a_healthy_draft_alone_and_a_second_fix_everything(run, site):
    run("fix")
    once = snapshot(site)
    run("fix")

    assert once[HEALTHY] == (ROOT / "drafts" / "_posts" / HEALTHY).read_bytes()
    assert snapshot(site) == once


def test_undo_brings_the_exact_bytes_back(run, site):
    before = snapshot(site)

    run("fix")
    assert snapshot(site) != before
    run("undo")

    assert snapshot(site) == before


def test_without_a_model_excerpts_and_tags_are_proposed_and_translation_says_what_it_needs(run, site):
    before = snapshot(site)

    excerpts = json_lines(run("summarize", "--json"))
    tags = json_lines(run("tag", "--json"))
    translation = run("translate", "--to", "en", code=4)

    assert [result for result in excerpts if result["status"] == "proposed"]
    assert [result for result in tags if result["status"] == "proposed"]
    assert snapshot(site) == before
    assert "ollama serve" in translation.stderr
    assert "OPENAI_API_KEY" in translation.stderr


def test_a_second_run_of_a_task_proposes_nothing_new(run):
    run("summarize", "--json")
    again = json_lines(run("summarize", "--json"))

    assert {result["status"] for result in again} <= {"skipped", "unchanged"}


def test_with_a_model_only_the_lines_of_the_changed_keys_differ(run, site):
    with Loopback(answer_well) as server:
        run("fix")
        run("summarize", f"_posts/{REPEATED}", "--write", server=server)

    changes = changed_lines(REPEATED, (site / "_posts" / REPEATED).read_bytes())
    front_matter = [line for line in changes if re.match(r"[-+][a-z_]+:", line)]
    assert [line.split(":")[0] for line in front_matter] == ["-excerpt", "-reading_time", "+excerpt", "+reading_time"]
    assert [line for line in changes if line.startswith("+")] == [line for line in front_matter if line[0] == "+"]


def test_the_model_sees_the_repaired_draft(run):
    with Loopback(answer_well) as server:
        run("summarize", f"_posts/{REPEATED}", server=server)

    sent = "\n".join(text for _, text in server.requests[0].messages)
    assert "---END---" not in sent
    assert sent.count("氷を入れて5度に保つと") == 1


def test_a_prompt_file_dropped_into_the_site_is_a_command_and_fills_its_key(run, site):
    (site / "prompts").mkdir()
    (site / "prompts" / "social-post.prompty").write_text(
        """---
name: social-post
description: A post for social networks.
inputs:
  draft: {kind: string}
outputs:
  social: {kind: string}
metadata:
  editor: {fills: social}
---
system:
Write one sentence.
user:
{{ draft }}
""",
        encoding="utf-8",
    )

    with Loopback("A dry pan and ten minutes turn old sencha into hojicha.") as server:
        run("run", "social-post", "_posts/2026-06-03-hojicha-roasting.md", "--write", server=server)

    text = (site / "_posts" / "2026-06-03-hojicha-roasting.md").read_text(encoding="utf-8")
    assert re.search(r'^social: "?A dry pan and ten minutes turn old sencha into hojicha\."?$', text, re.MULTILINE)


def test_a_refused_key_ends_with_4_and_keeps_every_draft(run, site):
    from support.faults import Status

    before = snapshot(site)

    with Loopback(Status(401)) as server:
        result = run("summarize", server=server, code=4)

    assert "sk-test" not in result.stdout + result.stderr
    assert snapshot(site) == before
