"""Front matter whose values are not what their tag says is refused, not a crash."""

import pytest

from editor_tui.errors import FrontMatterError
from editor_tui.post.draft import Draft


@pytest.mark.parametrize("line", ["a: !!bool maybe", "a: !!timestamp soon", "a: !!binary ß"])
def test_a_value_that_is_not_what_its_tag_says_is_refused_with_its_line(line):
    draft = Draft("post.md", f"---\ntitle: Tea\n{line}\n---\n\nWarm.\n".encode())

    with pytest.raises(FrontMatterError) as caught:
        _ = draft.metadata

    assert caught.value.line is not None
