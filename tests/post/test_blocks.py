"""Blocks: the kinds that real posts have, and the law that nothing is lost and nothing stands twice."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_tui.errors import FrontMatterError
from editor_tui.post.blocks import split_blocks, split_lines, split_text
from editor_tui.post.draft import Draft

CASES = Path(__file__).parent.parent / "data" / "blocks.md"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def read_cases():
    pattern = re.compile(r"^## (.+?)\n\n~~~~\n(.*?)~~~~\n\n(.+?)$", re.MULTILINE | re.DOTALL)
    return [
        pytest.param(text, expected, id=title) for title, text, expected in pattern.findall(CASES.read_text("utf-8"))
    ]


def described(text):
    def words(block):
        count = len(split_lines(text[block.start : block.end]))
        return f"{block.kind} {count}" + (f" level {block.level}" if block.level else "")

    return ", ".join(map(words, split_text(text)))


@pytest.mark.parametrize(("text", "expected"), read_cases())
def test_a_body_is_cut_into_the_blocks_of_the_table(text, expected):
    assert described(text) == expected


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_every_line_keeps_its_own_line_end(end):
    text = "# Title\nText.\n\n- item\n".replace("\n", end)

    blocks = split_text(text)

    assert [block.kind for block in blocks] == ["heading", "paragraph", "blank", "list"]
    assert all(text[block.start : block.end].endswith(end) for block in blocks)


def test_blocks_begin_behind_the_front_matter():
    draft = Draft("a.md", b"---\ntitle: A\n---\nText.\n")

    (block,) = split_blocks(draft)

    assert draft.text[block.start : block.end] == "Text.\n"


ROWS = """
text|# h|---|===|- a|  b|    c|1. x|> q|```|~~~|¦a¦b¦|¦-¦-¦|<div>|</div>|<!--|-->|:::note|:::|{% if %}|{% highlight %}
{% endhighlight %}|$$|[^1]: n|文です。|文の途中|**太字**|---END---|<<<<<<< a|=======|>>>>>>> b|: d
"""
MARKDOWN = st.lists(
    st.sampled_from(
        ["", "\u2028", "\x0c", "\t", *(row.replace("¦", "|") for row in ROWS.replace("\n", "|").split("|"))]
    )
)


@given(MARKDOWN, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_the_blocks_together_are_the_body(rows, end, ends_with_line_end):
    text = end.join(rows) + (end if ends_with_line_end else "")

    blocks = split_text(text)

    assert "".join(text[block.start : block.end] for block in blocks) == text
    assert all(block.start < block.end for block in blocks)


@given(st.text(alphabet="a#-=*>`~|<:[]{}%$\\ \t\r\n。文1.", max_size=60))
def test_the_blocks_of_any_text_together_are_that_text(text):
    assert "".join(text[block.start : block.end] for block in split_text(text)) == text


@pytest.mark.skipif(not CORPUS.exists(), reason="needs the corpus of real posts")
def test_no_line_of_a_real_post_is_lost_or_stands_twice():
    paths = sorted(path for path in CORPUS.rglob("*") if path.suffix in {".md", ".markdown", ".mdx"})

    for path in paths[::3]:
        draft = Draft(path.name, path.read_bytes())
        try:
            blocks = split_blocks(draft)
        except FrontMatterError:
            continue
        assert "".join(draft.text[block.start : block.end] for block in blocks) == draft.body, path
