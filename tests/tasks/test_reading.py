"""What a task sees of a draft as words."""

from editor_tui.post.draft import Draft
from editor_tui.settings.schema import Settings
from editor_tui.tasks.reading import Reading


def test_items_of_lists_that_are_whole_sentences_are_statements_without_their_labels():
    body = "茶園の話です。\n\n- **費用**: 学校の費用は3割減りました。\n- 宇治\n\n1. 学校を開きました。\n"

    reading = Reading(Draft("posts/tea.md", f"---\ntitle: 茶\n---\n\n{body}".encode()), Settings())

    assert reading.statements == ("茶園の話です。", "学校の費用は3割減りました。", "学校を開きました。")
    assert reading.paragraphs == ("茶園の話です。",)
