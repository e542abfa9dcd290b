"""Front matter whose values are not what their tag says is refused, not a crash."""

import pytest

from editor_tui.errors import FrontMatterError
from editor_tui.post.draft import Draft
from editor_tui.post.front_matter import duplicate_keys, set_value


@pytest.mark.parametrize("line", ["a: !!bool maybe", "a: !!timestamp soon", "a: !!binary ß"])
def test_a_value_that_is_not_what_its_tag_says_is_refused_with_its_line(line):
    draft = Draft("post.md", f"---\ntitle: Tea\n{line}\n---\n\nWarm.\n".encode())

    with pytest.raises(FrontMatterError) as caught:
        _ = draft.metadata

    assert caught.value.line is not None


def nested(depth):
    """A front matter of each kind in which a value lies `depth` deep."""
    return {
        "yaml list": f"---\ntitle: Tea\nx: {'[' * depth}{']' * depth}\n---\n",
        "yaml mapping": f"---\ntitle: Tea\nx: {'{a: ' * depth}1{'}' * depth}\n---\n",
        "yaml dashes": f"---\ntitle: Tea\nx:\n{'- ' * depth}1\n---\n",
        "toml array": f'+++\ntitle = "Tea"\nx = {"[" * depth}{"]" * depth}\n+++\n',
        "toml key": f'+++\ntitle = "Tea"\nx{".a" * depth} = 1\n+++\n',
        "json": f'{{"title": "Tea", "x": {"[" * depth}{"]" * depth}}}\n',
    }


@pytest.mark.parametrize("depth", [400, 5_000])
@pytest.mark.parametrize("kind", nested(1))
def test_what_no_post_nests_is_refused_before_anything_walks_through_it(kind, depth):
    draft = Draft("post.md", f"{nested(depth)[kind]}\nWarm.\n".encode())

    with pytest.raises(FrontMatterError):
        set_value(draft, "title", "Coffee")
    with pytest.raises(FrontMatterError):
        _ = draft.metadata
    with pytest.raises(FrontMatterError):
        duplicate_keys(draft)


@pytest.mark.parametrize("kind", nested(1))
def test_what_is_nested_a_little_is_edited(kind):
    draft = Draft("post.md", f"{nested(20)[kind]}\nWarm.\n".encode())

    assert len(set_value(draft, "title", "Coffee")) == 1


def test_a_list_that_holds_itself_is_refused():
    draft = Draft("post.md", b"---\ntitle: Tea\na: &a [*a]\n---\n\nWarm.\n")

    with pytest.raises(FrontMatterError):
        _ = draft.metadata
