"""The whole job on the real draft that started this project, where it is beside the checkout."""

import asyncio
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
from support.translator import ScriptedTranslator

from editor_tui.llm.protocol import Request
from editor_tui.post.draft import Draft
from editor_tui.post.segments.structure import find_differences

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SEED = next((SHARED / "seed").glob("*.md"), None) if (SHARED / "seed").is_dir() else None
pytestmark = pytest.mark.skipif(SEED is None, reason="the seed is not beside the checkout")
EXCERPT = (
    "韓国政府はAI分野に30兆ウォンを重点投入し、2030年までに工場500ヶ所をAI先導工場へ変える計画だ。"
    "半導体や人材育成の狙いと課題を整理し、日本が学べる点を考える。"
)


def answer(request):
    """A model that does each of the three tasks well."""
    messages = [(message["role"], message["content"]) for message in request["messages"]]
    if any("Segments:\n" in text for _, text in messages):
        return asyncio.run(ScriptedTranslator().ask(Request(tuple(messages)))).text
    form = request.get("response_format", {})
    if form.get("type") == "json_schema":
        properties = form["json_schema"]["schema"]["properties"]
        return json.dumps({name: ["半導体"] if name.startswith("new") else ["AI"] for name in properties})
    return EXCERPT


@pytest.fixture
def site(tmp_path):
    """The seed in a site of its kind: all posts begin with their title and have the same three tags."""
    posts = tmp_path / "_posts"
    posts.mkdir()
    shutil.copyfile(SEED, posts / SEED.name)
    (tmp_path / "_config.yml").write_text("title: site\n", encoding="utf-8")
    for number in range(30):
        (posts / f"2025-01-{number + 1:02}-other.md").write_text(
            f'---\ntitle: "記事{number}の長い題名の行"\ntags: ["AI", "最新ニュース", "技術動向"]\n---\n\n'
            f"記事{number}の長い題名の行\n\n{number}番目の短い記事です。\n",
            encoding="utf-8",
        )
    return tmp_path


def run(site, server, *arguments):
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(site), "PYTHONPATH": str(ROOT), "OPENAI_API_KEY": "sk-test",
        "OPENAI_BASE_URL": server.url, "EDITOR_TUI_MODEL": "test", "EDITOR_TUI_CONFIG": str(site / "none.toml"),
    }  # fmt: skip
    process = subprocess.run(
        [sys.executable, "-m", "editor_tui", *arguments],
        cwd=site, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert process.returncode == 0, process.stdout + process.stderr


def test_the_seed_is_repaired_summarized_tagged_and_translated(site):
    post = f"_posts/{SEED.name}"
    before = SEED.read_text(encoding="utf-8").splitlines()

    with Loopback(answer) as server:
        run(site, server, "fix", post)
        run(site, server, "summarize", post, "--write")
        run(site, server, "tag", post, "--write", "--all")
        run(site, server, "translate", post, "--to", "en", "--write")

    after = Draft(post, (site / post).read_bytes())
    changes = [line for line in difflib.ndiff(before, after.text.splitlines()) if line[0] in "-+"]
    fields = [re.match(r"([-+]) (\w+):", line) for line in changes]
    assert sorted({match.group(2) for match in fields if match}) == ["excerpt", "reading_time", "tags"]
    removed = [line[2:] for line, match in zip(changes, fields, strict=True) if line[0] == "-" and not match]
    words = [line for line in removed if line]
    assert len(words) == 5
    assert {line for line in words if line not in after.body} == {"---END---", before[11]}
    assert [line for line, match in zip(changes, fields, strict=True) if line[0] == "+" and not match] == []
    english = Draft(f"_posts/en/{SEED.name}", (site / "_posts" / "en" / SEED.name).read_bytes())
    assert find_differences(after, english) == ()
    assert english.metadata["lang"] == "en"
    assert english.metadata["translation_of"] == post
