"""Laws of excerpts made without a model, over posts of many kinds: what is proposed holds every check."""

import asyncio
import re
from pathlib import Path

import pytest

from editor_tui.tasks.options import TaskOptions
from editor_tui.tasks.reading import Reading
from editor_tui.text.katakana import missing_katakana
from editor_tui.text.length import count_characters
from editor_tui.text.numbers import missing_quantities
from editor_tui.workspace.workspace import Workspace

DATA = Path(__file__).parents[1] / "data" / "offline_posts.md"
DRAFTS = Path(__file__).parents[2] / "drafts"
POSTS = {
    title: body.strip()
    for title, _, body in (part.partition("\n") for part in re.split(r"^## ", DATA.read_text("utf-8"), flags=re.M)[1:])
}
LIMITS = {"ja": (60, 120), "en": (120, 160)}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site of the sample drafts and of the posts."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "_posts").mkdir()
    (folder / "_config.yml").write_text("title: posts\n", "utf-8")
    for number, (title, body) in enumerate(POSTS.items()):
        post = f'---\nlayout: post\ntitle: "{title}"\nexcerpt: ""\n---\n\n{body}\n'
        (folder / "_posts" / f"2026-01-{number + 1:02}-post.md").write_text(post, "utf-8")
    for draft in sorted((DRAFTS / "_posts").glob("*.md")):
        (folder / "_posts" / draft.name).write_bytes(draft.read_bytes())
    return Workspace.open(folder, {})


def names(folder=DRAFTS / "_posts"):
    samples = [draft.name for draft in sorted(folder.glob("*.md"))]
    return [f"2026-01-{number + 1:02}-post.md" for number in range(len(POSTS))] + samples


def proposed(site, name):
    draft = site.read(f"_posts/{name}")
    proposal = asyncio.run(site.task("excerpt", TaskOptions(offline=True)).propose(draft, None))
    return draft, proposal.parts[0] if proposal.parts else None


@pytest.mark.parametrize("name", names())
def test_a_proposal_holds_every_check_and_says_only_what_the_post_says(site, name):
    draft, part = proposed(site, name)

    if part is None:
        pytest.skip("nothing in this draft can stand alone")
    reading = Reading(draft, site.settings)
    least, most = LIMITS[reading.language]
    assert {problem.code for problem in part.problems} <= {"offline"}
    assert least <= count_characters(part.change.new) <= most
    assert not missing_quantities(part.change.new, reading.source)
    assert not missing_katakana(part.change.new, reading.source)


def test_nearly_every_post_gets_a_proposal(site):
    without = [name for name in names() if proposed(site, name)[1] is None]

    assert len(without) <= len(names()) // 10


@pytest.mark.parametrize("name", names()[:3])
def test_the_same_draft_gets_the_same_proposal(site, name):
    assert proposed(site, name)[1] == proposed(site, name)[1]
