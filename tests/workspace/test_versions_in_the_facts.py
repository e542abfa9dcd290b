"""Versions are their sources in other words: a site with them has no other habits than without."""

from __future__ import annotations

import asyncio
import json

import pytest
from support.faults import Completion
from support.loopback import Loopback
from support.translator import segments_of, translate

from editor_tui.llm.protocol import Request
from editor_tui.tasks.options import TaskOptions
from editor_tui.workspace.checking import check_drafts
from editor_tui.workspace.workspace import Workspace

ECHO = "急須で淹れるお茶の話"
TEXT = "湯を冷ましてから、ゆっくりと注ぎます。葉が開くまで待ちます。\n"
SIGN_UP = '<div class="sign-up"><a href="/sign-up/">+</a></div>\n'
NOTICE = "On the first Saturday of every month we hold a tea party that is open to everybody."


def answer(body):
    """What the server says to a request for a translation."""
    sources = segments_of(Request(tuple((item["role"], item["content"]) for item in body["messages"])))
    return Completion(
        json.dumps({"translations": [{"id": n, "text": translate(text)} for n, text in enumerate(sources, 1)]})
    )


def write(root, name, body, title="", **fields):
    head = "".join(f"{key}: {value}\n" for key, value in {"title": title or f"茶の話 {name}", **fields}.items())
    (root / "posts" / f"{name}.md").write_text(f"---\n{head}---\n\n{body}", encoding="utf-8")


@pytest.fixture
def site(tmp_path):
    """Twenty-four posts. One begins with its title: too few to be called the site's fault."""
    (tmp_path / "editor-tui.toml").write_text('[site]\nkind = "folder"\ncontent = ["posts"]\n', encoding="utf-8")
    (tmp_path / "posts").mkdir()
    write(tmp_path, "echo", f"{ECHO}\n\n{TEXT}", ECHO)
    for number in range(23):
        write(tmp_path, f"p{number}", TEXT, tags="[茶]")
    return tmp_path


def repaired(root):
    """How every original is repaired by what a new process learns of the site."""
    workspace = Workspace.open(root, {})
    paths = [path for path in workspace.paths() if ".en." not in path and "/in-" not in path]
    return {path: workspace.repair(workspace.read(path)).draft.text for path in paths}


def test_a_site_that_was_just_translated_has_nothing_to_check_and_nothing_behind(site):
    async def translated(workspace):
        run = workspace.run_task("translate", (), TaskOptions(write=True))
        return {result.status async for result in run}

    with Loopback(answer) as server:
        environment = server.environment | {"EDITOR_TUI_MODEL": "scripted"}
        first = asyncio.run(translated(Workspace.open(site, environment)))
        sent = len(server.requests)
        after = Workspace.open(site, environment)
        found = {one.path: one.findings for one in check_drafts(after, after.paths(), jobs=1)}
        again = asyncio.run(translated(Workspace.open(site, environment)))

    assert first == {"written"}
    assert [
        (path, located.finding.rule)
        for path, findings in found.items()
        for located in findings
        if located.finding.rule.startswith(("translation", "stale"))
    ] == []
    assert {row.translation for row in Workspace.open(site, {}).rows()} == {"ok", ""}
    assert again == {"skipped"}
    assert len(server.requests) == sent


@pytest.mark.parametrize("ending", [".en", ""])
def test_versions_do_not_change_how_their_sources_are_repaired(site, ending):
    """Known by their place, or by what they say of themselves: a version in a third language has another place."""
    before = repaired(site)

    for name in ("echo", "p1", "p2"):
        title = f"On tea {name}"
        says = {} if ending else {"lang": "ko", "translation_of": f"posts/{name}.md"}
        write(site, f"{name}{ending}" if ending else f"in-korean-{name}", f"{title}\n\nLet it cool.\n", title, **says)

    assert repaired(site) == before


def test_a_block_and_an_excerpt_that_a_version_has_from_its_source_are_counted_once(site):
    for name in ("p1", "p2"):
        write(site, name, f"{TEXT}\n{SIGN_UP}", excerpt="お茶の淹れ方です。")
        write(site, f"{name}.en", f"Let it cool.\n\n{SIGN_UP}", f"On tea {name}", excerpt="お茶の淹れ方です。")

    facts = Workspace.open(site, {}).facts()

    (places,) = [places for places in facts.shared.values() if len(places) == 2]
    assert [path for path, _ in places] == ["posts/p1.md", "posts/p2.md"]
    assert list(facts.excerpts.values()) == [2]


def test_what_versions_have_in_common_with_each_other_is_boilerplate_as_ever(site):
    before = Workspace.open(site, {}).facts().boilerplate
    for number in range(4):
        write(site, f"p{number}.en", f"Text {number}.\n\n{NOTICE}\n", f"On tea {number}")

    after = Workspace.open(site, {}).facts().boilerplate

    assert len(after - before) == 1


def test_an_original_that_says_it_is_a_version_of_nothing_there_counts(site):
    write(site, "alone", f"{ECHO}を\n\n{TEXT}", f"{ECHO}を", translation_of="posts/gone.md")

    facts = Workspace.open(site, {}).facts()

    assert (facts.titled, facts.line_echoes) == (25, 2)
