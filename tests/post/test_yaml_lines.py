"""What is read without a parser has the values that the parser gives."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from post.front_matter_fuzz import make_document

from editor_tui.errors import DraftError
from editor_tui.post.draft import Draft
from editor_tui.post.fields import yaml_loader
from editor_tui.post.fields.equality import same
from editor_tui.post.fields.refusal import RefusalError
from editor_tui.post.fields.yaml_line_tree import read_line_tree
from editor_tui.post.fields.yaml_lines import read_lines
from editor_tui.post.fields.yaml_tree import read_tree
from editor_tui.post.front_matter import set_value
from editor_tui.post.proof import prove

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"

PIECES = [
    "a", "tea", "茶の湯", "é", "　", " ", "  ", "-", "- ", "?", ":", ": ", ",", "[",
    "]", "{", "}", "#", " #", "&", "*", "!", "|", ">", "'", '"', "''", "\\",
    "%", "@", "`", "=", "~", "<<", "1", "0o7", "017", "1_0", "1:30",
    "2025-10-01", " 16:43:31", " +0000", "yes", "null", "true", ".inf", "1e3",
    "0x1f", "\u00a0", "\u2028", "\u0085", "\ufeff", "\x07", "\t", "\r", "🍵",
    "...", "---", "http://a.b/c",
]  # fmt: skip
WORDS = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
VALUES = st.one_of(
    WORDS,
    WORDS.map(lambda text: f'"{text}"'),
    WORDS.map(lambda text: f"'{text}'"),
    st.lists(st.one_of(WORDS, WORDS.map(lambda text: f'"{text}"')), max_size=3).map(
        lambda items: f"[{', '.join(items)}]"
    ),
)
LINES = st.one_of(
    st.tuples(
        st.sampled_from(["title", "a-b", "_c", "no", "9", "A1"]), st.sampled_from([":", ": ", ":  "]), VALUES
    ).map("".join),
    st.tuples(st.sampled_from(["", "  ", "    "]), st.sampled_from(["- ", "-  ", "-"]), VALUES).map("".join),
    st.sampled_from(
        ["", "  ", "# a note", "  # a note", "...", "---", "tags:", "tags: []", "tags: [ ]", "tags: [a,]", "x"]
    ),
)


@given(st.lists(LINES, max_size=6).map("\n".join), st.sampled_from(["", "\n"]))
@settings(max_examples=400, deadline=None)
def test_what_is_taken_has_the_values_of_the_parser(text, end):
    values = read_lines(text + end, yaml_loader.resolve)

    if values is not None:
        assert repr(values) == repr(yaml_loader.load(text + end, yaml_loader.Loader))


@given(st.lists(LINES, max_size=6).map("\n".join), st.sampled_from(["", "\n"]))
@settings(max_examples=400, deadline=None)
def test_what_is_taken_has_the_places_of_the_parser(text, end):
    tree = read_line_tree(text + end)

    assert tree is None or tree == read_tree(text + end, yaml_loader.Loader)


@pytest.mark.parametrize("seed", range(60))
def test_generated_documents_have_the_values_of_the_parser(seed):
    document = make_document(random.Random(seed), "yaml")
    text = "".join(segment for _, segment in document.segments)

    values = read_lines(text, yaml_loader.resolve)

    assert values is None or repr(values) == repr(yaml_loader.load(text, yaml_loader.Loader))


@pytest.mark.parametrize(
    "text",
    [
        "title: 急須\ndate: 2025-10-01 16:43:31 +0000\ntags: [tea, \"急須\", '1']\nreading_time: 8\ndraft: false\n",
        "# a note\n\ntitle: 'It''s tea'\ntags:\n- a\n- 2\n\nlayout:\nurl: https://example.org/a#b\n",
    ],
)
def test_what_most_posts_have_needs_no_parser(text):
    assert read_lines(text, yaml_loader.resolve) is not None
    assert read_line_tree(text) == read_tree(text, yaml_loader.Loader)


@pytest.mark.parametrize(
    "text", ["a: [b, [c]]\n", "a: b\n  c\n", "a: |\n  b\n", "a: *b\n", "a: b # c\n", "a:\n  b: c\n", "", "# a\n"]
)
def test_anything_else_is_for_the_parser(text):
    assert read_lines(text, yaml_loader.resolve) is None
    assert read_line_tree(text) is None


@pytest.mark.skipif(not CORPUS.exists(), reason="needs the corpus of real posts")
def test_real_front_matter_has_the_values_of_the_parser():
    taken = 0
    for path in sorted(CORPUS.rglob("*.md"))[::3]:
        draft = Draft(path.name, path.read_bytes())
        try:
            text = draft.text[draft.frame.start : draft.frame.end] if draft.frame.format == "yaml" else ""
            expected = yaml_loader.load(text, yaml_loader.Loader)
        except (RefusalError, UnicodeError):
            continue
        values, tree = read_lines(text, yaml_loader.resolve), read_line_tree(text)
        taken += values is not None
        assert values is None or repr(values) == repr(expected)
        assert tree is None or tree == read_tree(text, yaml_loader.Loader)
    assert taken > 100


@given(
    st.lists(LINES, max_size=6).map("\n".join), WORDS | st.integers() | st.booleans(), st.sampled_from(["title", "n"])
)
@settings(max_examples=400, deadline=None)
def test_what_one_line_proves_all_of_the_draft_proves(text, value, key):
    draft = Draft("post.md", f"---\n{text}\nn: 5\n---\nBody\n".encode())
    try:
        edits = set_value(draft, key, value)
    except DraftError:
        return

    after = Draft(draft.path, draft.with_edits(edits).data)

    prove(draft, after, edits, keys=[(key,)])
    assert same(after.metadata[key], value)
