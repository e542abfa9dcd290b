"""`run` with a prompt that fills nothing: its text is for the editor."""

import pytest
from support.faults import Completion
from support.landing import json_lines
from support.loopback import Loopback

from editor_tui.cli.main import run
from editor_tui.messages import Message
from editor_tui.post.proposal import FieldChange, Origin, Part, Problem, Proposal
from editor_tui.workspace.workspace import Workspace

PROMPT = """\
---
name: social
description: A post for a social network.
inputs:
  draft: {kind: string}
outputs:
  social: {kind: string}
metadata:
  editor:
    fills: false
    limits: [10, 80]
---
system:
Write a post for a social network.

user:
{{ draft }}
"""
POST = "---\ntitle: 国の茶業支援\n---\n\n農林水産省は宇治の茶園12カ所に4億円を支援すると発表した。\n"
TEXT = "宇治の茶園12カ所に4億円。\n国の支援が始まります。"


@pytest.fixture
def site(tmp_path, monkeypatch):
    (tmp_path / "editor-tui.toml").write_text('[site]\nkind = "folder"\ncontent = ["posts"]\n', encoding="utf-8")
    for folder, name, text in (("prompts", "social.prompty", PROMPT), ("posts", "tea.md", POST)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with Loopback(lambda _: Completion(TEXT, usage=None)) as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield tmp_path, server


def test_the_text_is_printed_kept_for_review_and_never_written(site, capsys):
    folder, _ = site

    assert run(["run", "social", "--write", "--quiet", "--model", "m", "--site", str(folder)]) == 0

    assert TEXT in capsys.readouterr().out
    assert (folder / "posts" / "tea.md").read_text(encoding="utf-8") == POST
    run(["review", "--json", "--site", str(folder)])
    (waiting,) = json_lines(capsys.readouterr().out)
    assert waiting["fields"] == {"social": TEXT}


def test_options_may_stand_between_the_prompt_and_the_drafts(site, capsys):
    folder, server = site

    assert run(["run", "social", "--quiet", "--model", "m", "posts/tea.md", "--site", str(folder)]) == 0

    assert len(server.requests) == 1


def test_a_text_that_waits_or_was_taken_is_not_asked_for_again(site, capsys):
    folder, server = site
    command = ["run", "social", "--quiet", "--json", "--model", "m", "--site", str(folder)]

    run(command)
    run(command)
    run(["apply", "--json", "--quiet", "--site", str(folder)])
    workspace = Workspace.open(folder)
    (text,) = workspace.waiting()
    workspace.apply(text)
    run(command)

    assert [result["status"] for result in json_lines(capsys.readouterr().out)] == ["proposed", "skipped", "skipped"]
    assert len(server.requests) == 1
    assert (folder / "posts" / "tea.md").read_text(encoding="utf-8") == POST


def test_applying_leaves_what_is_doubtful_waiting(site, capsys):
    folder, _ = site
    workspace = Workspace.open(folder)
    good = Part(FieldChange("excerpt", None, "宇治の茶園を支援する。"))
    doubtful = Part(FieldChange("tags", None, ["茶"]), (Problem("count", Message.of("tasks.check-empty")),))
    draft = workspace.read("posts/tea.md")
    workspace.save(Proposal(draft.path, draft.fingerprint, (good, doubtful), Origin("both", "model", 0.0)))

    assert run(["apply", "--quiet", "--site", str(folder)]) == 0

    assert "excerpt: 宇治の茶園を支援する。" in (folder / "posts" / "tea.md").read_text(encoding="utf-8")
    assert [proposal.parts for proposal in Workspace.open(folder).waiting()] == [(doubtful,)]


def test_a_text_with_an_invented_number_waits_with_the_reason(site, capsys):
    folder, server = site
    server.answer = lambda _: Completion("宇治の茶園99カ所に4億円。", usage=None)

    run(["run", "social", "--quiet", "--json", "--model", "m", "--site", str(folder)])

    (result,) = json_lines(capsys.readouterr().out)
    assert result["status"] == "proposed"
    assert [problem["code"] for problem in result["problems"]] == ["facts"]


def test_what_a_sample_costs_is_told_before_it_is_asked_for(site, capsys):
    folder, server = site
    for number in range(6):
        (folder / "posts" / f"{number}.md").write_text(f"{POST}\n{number}番目の記事です。\n", encoding="utf-8")

    assert run(["run", "social", "--sample", "3", "--model", "m", "--lang", "en", "--site", str(folder)]) == 0

    told = capsys.readouterr()
    assert len(server.requests) == 3
    assert told.out.count(TEXT) == 3
    before, _, after = told.err.partition("3 proposed")
    assert "social: 3 drafts, asking" in before
    assert "at most $0.0000" in before
    assert "editor-tui run social --dry-run" in after
    assert after.count("editor-tui review") == 1
