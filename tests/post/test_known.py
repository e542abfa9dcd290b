from editor_tui.post.draft import Draft
from editor_tui.post.known import known_of, with_known

TEXT = "---\ntitle: お茶\ndate: 2024-05-01\ntags: [a, b]\n---\n\n# 見出し\n\n本文です。\n\n- 一\n- 二\n"


def draft_of(text: str) -> Draft:
    return Draft("posts/a.md", text.encode())


def worked_out(draft: Draft) -> set[str]:
    return {"frame", "metadata", "blocks"} & set(vars(draft))


def test_what_is_known_of_a_draft_is_what_reading_it_again_gives():
    for text in (TEXT, "", "本文だけ。\n", "+++\ntitle = 'a'\n+++\n", '{"title": "a"}\n本文\n', "---\ntitle: a\n---\n"):
        fresh = draft_of(text)

        told = with_known(draft_of(text), known_of(fresh))

        assert worked_out(told) == {"frame", "metadata", "blocks"}
        assert (told.frame, told.metadata, told.blocks) == (fresh.frame, fresh.metadata, fresh.blocks)


def test_a_file_that_has_changed_in_between_is_read_anew():
    known = known_of(draft_of(TEXT))

    changed = with_known(draft_of(TEXT.replace("お茶", "白湯")), known)

    assert not worked_out(changed)
    assert changed.metadata["title"] == "白湯"


def test_nothing_is_known_of_front_matter_that_nobody_can_read():
    for text in ("---\ntitle: [a\n---\n本文\n", "---\ntitle: a\n本文\n"):
        assert known_of(draft_of(text)) == b""
        assert not worked_out(with_known(draft_of(text), b""))
