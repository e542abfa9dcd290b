"""What lets most drafts pass the rules on encoding at once says the same as the rules."""

from editor_tui.post.draft import Draft
from editor_tui.repair.inspection import Inspection
from editor_tui.repair.registry import RULES

ENCODING = [rule for rule in RULES if rule.family == "encoding"]


def finds(text: str) -> bool:
    inspection = Inspection(Draft("post.md", text.encode("utf-8", "surrogateescape")))
    inspection.__dict__["is_all_shown"] = False
    return any(True for rule in ENCODING for _ in rule.find(inspection))


def test_all_is_shown_where_no_rule_finds_a_character():
    odd = [chr(code) for code in (*range(0x3000), *range(0xDC80, 0xDD00), *range(0xFE00, 0x10000)) if finds(chr(code))]

    assert len(odd) == 29 + 33 + 9 + 128 + 1
    assert not any(Inspection(Draft.with_text("post.md", b"", f"a{character}b")).is_all_shown for character in odd)
    assert Inspection(Draft("post.md", "茶\t🍵\r\ncafé\n".encode())).is_all_shown
