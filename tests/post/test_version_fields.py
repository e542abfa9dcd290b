"""What a draft says of its language, and what it is taken for where it says nothing."""

import pytest

from editor_tui.post.encoding import decode
from editor_tui.post.version_fields import language_of

JAPANESE = "今日は抹茶を飲みました。"


@pytest.mark.parametrize(
    ("front_matter", "body", "language"),
    [
        ("lang: en", JAPANESE, "en"),
        ("lang: en-GB", JAPANESE, "en"),
        ("lang: EN", JAPANESE, "en"),
        ("extra: {lang: en}", JAPANESE, "en"),
        ("title: Tea", JAPANESE, "ja"),
        ("title: Tea", "The tea is on the table, and it is hot.", "en"),
        ("title: Tea", "오늘은 차를 마셨습니다. 아주 맛있었습니다.", "ko"),
        ("title: Tea", "123", ""),
    ],
)
def test_a_draft_is_in_the_language_that_it_says_else_in_the_one_that_it_is_written_in(front_matter, body, language):
    draft = decode("post.md", f"---\n{front_matter}\n---\n{body}\n".encode())

    assert language_of(draft) == language
