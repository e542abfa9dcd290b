"""The tags of a site with versions of its drafts in another language."""

from editor_tui.workspace.workspace import Workspace


def test_tags_of_versions_are_not_counted_again(tmp_path):
    (tmp_path / "editor-tui.toml").write_text('[site]\nkind = "hugo"\ncontent = ["content"]\n', encoding="utf-8")
    (tmp_path / "content").mkdir()
    for name, tags in (("a.md", "[茶, AI]"), ("b.md", "[茶]"), ("a.en.md", "[Tea, AI]"), ("c.en.md", "[Clay]")):
        text = f"---\ntitle: x\ntags: {tags}\n---\n\nA text.\n"
        (tmp_path / "content" / name).write_text(text, encoding="utf-8")

    vocabulary = Workspace.open(tmp_path, {}).vocabulary()

    # c.en.md is a version of nothing: its tags are its own.
    assert {use.tag: use.count for use in vocabulary.uses} == {"茶": 2, "AI": 1, "Clay": 1}
    assert vocabulary.tagged == 3
