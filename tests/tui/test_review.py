"""The review: one key for a clean draft, a stop at every doubt, nothing lost."""

from dataclasses import replace

import pytest
from textual import events
from tui.pilot import open_app, screen_text, workers_done
from tui.scripted_desk import ScriptedDesk, doubtful, small_site

from editor_tui.errors import ChangedSinceReadError
from editor_tui.messages import Message
from editor_tui.post.proposal import FieldChange, FileChange, FreeText, Origin, Part, Proposal
from editor_tui.tui.home import HomeScreen
from editor_tui.tui.review import ReviewScreen


def clean_excerpts(desk: ScriptedDesk, excerpt: str = "朝の鴨川から始める半日の散歩コース。") -> list[Proposal]:
    proposals = []
    for path in sorted(desk.texts):
        draft = desk.read(path)
        part = Part(FieldChange("excerpt", "未定", excerpt))
        proposals.append(Proposal(path, draft.fingerprint, (part,), Origin("excerpt", "model", 0.0, "e", "m")))
        desk.save(proposals[-1])
    return proposals


async def settle(pilot) -> None:
    """Past the moment in which Enter is ignored, and whatever is being written."""
    await workers_done(pilot)
    await pilot.pause(0.32)
    await workers_done(pilot)


async def test_a_clean_draft_costs_one_key_and_the_last_one_closes_the_review():
    desk = small_site(2)
    async with open_app(desk, proposals=clean_excerpts(desk)) as pilot:
        for _ in range(2):
            await settle(pilot)
            await pilot.press("enter")
        await settle(pilot)

        assert isinstance(pilot.app.screen, HomeScreen)
    assert all('excerpt: "朝の鴨川から' in text for text in desk.texts.values())
    assert not desk.waiting()


async def test_enter_held_down_accepts_no_second_draft():
    desk = small_site(2)
    async with open_app(desk, proposals=clean_excerpts(desk)) as pilot:
        await settle(pilot)
        await pilot.press("enter", "enter", "enter")
        await workers_done(pilot)

        assert len(desk.waiting()) == 1


async def test_a_draft_that_has_just_appeared_takes_no_enter(monkeypatch):
    desk = small_site(2)
    async with open_app(desk, proposals=clean_excerpts(desk)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await workers_done(pilot)
        monkeypatch.setattr("editor_tui.tui.review._DEAF", 600.0)
        await pilot.press("enter")
        await workers_done(pilot)
        assert len(desk.waiting()) == 1

        monkeypatch.setattr("editor_tui.tui.review._DEAF", 0.0)
        await pilot.press("enter")
        await workers_done(pilot)
        assert not desk.waiting()


async def test_enter_stops_at_a_doubt_until_it_is_decided():
    desk = small_site(1)
    path = next(iter(desk.texts))
    async with open_app(desk, proposals=[doubtful(path, desk.read(path))]) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert "▶2 excerpt" in screen_text(pilot.app)

        await pilot.press("backspace", "enter")
        await settle(pilot)
    assert "散歩" in desk.texts[path]
    assert '"未定"' in desk.texts[path]


@pytest.mark.parametrize("key", ["2", "２"])
async def test_a_digit_turns_an_item_on_or_off_also_full_width(key):
    desk = small_site(1)
    path = next(iter(desk.texts))
    async with open_app(desk, proposals=[doubtful(path, desk.read(path))]) as pilot:
        await pilot.press(key)

        assert [item.decision for item in pilot.app.screen.items] == ["accepted", "accepted"]


async def test_delete_rejects_everything_and_writes_nothing():
    desk = small_site(1)
    before = dict(desk.texts)
    async with open_app(desk, proposals=clean_excerpts(desk)) as pilot:
        await pilot.press("delete")
        await settle(pilot)

    assert desk.texts == before
    assert not desk.waiting()


async def test_undo_brings_the_bytes_and_the_decision_back():
    desk = small_site(2)
    before = dict(desk.texts)
    async with open_app(desk, proposals=clean_excerpts(desk)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("ctrl+z")
        await settle(pilot)

        assert desk.texts == before
        assert "確認 1/2" in screen_text(pilot.app)
        assert len(desk.waiting()) == 2


async def test_an_edited_value_is_what_is_written():
    desk = small_site(1)
    async with open_app(desk, proposals=clean_excerpts(desk, "古い")) as pilot:
        await pilot.press("e")
        await pilot.pause(0.1)
        # In one burst, as an input method commits: Enter must not overtake what was typed.
        pilot.app.post_message(events.Key("fullwidth_exclamation_mark", "！"))
        pilot.app.post_message(events.Key("enter", "\r"))
        await pilot.pause(0.2)
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)

    assert 'excerpt: "古い！"' in next(iter(desk.texts.values()))


async def test_a_typed_value_that_the_checks_doubt_is_written_only_when_it_is_decided():
    desk = small_site(1)
    async with open_app(desk, proposals=clean_excerpts(desk, "古い")) as pilot:
        await pilot.press("e")
        await pilot.pause(0.1)
        await pilot.press("backspace", "enter")
        await pilot.pause(0.2)
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)

        assert "1字" in screen_text(pilot.app)
        assert desk.waiting()
        await pilot.press("space", "enter")
        await settle(pilot)

    assert "古\n" in next(iter(desk.texts.values())).replace('"', "")


async def test_a_hint_is_sent_and_its_answer_takes_the_place_of_the_old_one():
    desk = small_site(1)
    async with open_app(desk, proposals=clean_excerpts(desk)) as pilot:
        desk.answers = dict.fromkeys(desk.texts, "聞き直した答え")
        await pilot.press("a", "短", "く", "enter")
        await pilot.pause(0.2)

        assert desk.log == [("propose", "excerpt", next(iter(desk.texts)), "短く")]
        assert "聞き直した答え" in screen_text(pilot.app)


async def test_a_write_that_fails_is_explained_where_it_failed_and_nothing_is_lost():
    desk = small_site(1)
    path = next(iter(desk.texts))
    async with open_app(desk, proposals=clean_excerpts(desk)) as pilot:
        desk.refuses = ChangedSinceReadError(path, Message.of("site.changed-since-read"))
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)

        assert "×" in screen_text(pilot.app)
        assert len(desk.waiting()) == 1


async def test_a_draft_that_has_gone_can_be_rejected():
    desk = small_site(1)
    proposals = clean_excerpts(desk)
    desk.texts.clear()
    async with open_app(desk, proposals=proposals) as pilot:
        assert "×" in screen_text(pilot.app)

        await pilot.press("delete")
        await settle(pilot)
    assert not desk.waiting()


async def test_marks_say_what_changed_without_colour():
    desk = small_site(1)
    proposals = clean_excerpts(desk, "未定ではない")
    async with open_app(desk, proposals=proposals, environment={"NO_COLOR": "1", "LANG": "ja_JP.UTF-8"}) as pilot:
        assert "未定[+ではない+]" in screen_text(pilot.app)


async def test_repeats_are_shown_side_by_side_and_the_other_copy_can_be_cut():
    desk = small_site(1)
    path = next(iter(desk.texts))
    draft = desk.read(path)
    desk.save(desk.propose_fix(draft))
    async with open_app(desk, proposals=desk.waiting()) as pilot:
        await pilot.press("f6")
        await pilot.pause(0.1)
        shown = screen_text(pilot.app)
        assert pilot.app.look.say("repeats-stays", line=12) in shown
        assert "100%" in shown

        await pilot.press("x")
        await pilot.pause(0.1)
        shown = screen_text(pilot.app)
        assert pilot.app.look.say("repeats-goes", line=12) in shown
        await pilot.press("enter")
        await pilot.pause(0.1)
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
    body = desk.read(path).body
    assert body.count("哲学の道は疏水に沿った") == 1
    assert body.rstrip().endswith("静かに歩ける。")


async def test_undo_takes_back_what_was_written_before_the_app_was_started_again():
    desk = small_site(2)
    before = dict(desk.texts)
    first, second = clean_excerpts(desk)
    with desk.writing("review") as writing:
        desk.apply(first, writing)
    async with open_app(desk, proposals=[second]) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+z")
        await settle(pilot)

        assert desk.texts == before
        assert "確認 1/2" in screen_text(pilot.app)
        assert pilot.app.screen.proposal.path == first.path


async def test_undo_opens_again_what_was_rejected_before_the_app_was_started_again():
    desk = small_site(2)
    first, second = clean_excerpts(desk)
    desk.reject(first)
    async with open_app(desk, proposals=[second]) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+z")
        await settle(pilot)

        assert "確認 1/2" in screen_text(pilot.app)
        assert pilot.app.screen.proposal.path == first.path
        assert len(desk.waiting()) == 2


async def test_undo_in_the_review_leaves_a_run_that_was_no_review_alone():
    desk = small_site(2)
    first, second = clean_excerpts(desk)
    desk.set_fields(first.path, {"title": "別の題"})
    after = dict(desk.texts)
    async with open_app(desk, proposals=[second]) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+z")
        await settle(pilot)

        assert desk.texts == after
        assert "editor-tui undo 1" in screen_text(pilot.app)


async def test_on_the_list_undo_brings_back_a_proposal_that_was_rejected():
    desk = small_site(2)
    first, _ = clean_excerpts(desk)
    desk.reject(first)
    async with open_app(desk) as pilot:
        await pilot.press("ctrl+z")
        await workers_done(pilot)

        assert len(desk.waiting()) == 2
        assert pilot.app.look.say("undone-decision", count=1) in screen_text(pilot.app)


async def test_what_a_model_says_has_to_be_on_the_screen_before_enter_accepts_it():
    desk = small_site(1)
    path = next(iter(desk.texts))
    part = Part(FileChange("長い本文。\n\n" * 60))
    proposal = replace(clean_excerpts(desk)[0], parts=(part,), destination="_posts/en/x.md")
    async with open_app(desk, proposals=[proposal], size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "_posts/en/x.md" not in desk.texts

        for _ in range(8):
            await pilot.press("enter")
        await settle(pilot)
    assert "_posts/en/x.md" in desk.texts
    assert path in desk.texts


async def test_notes_and_texts_for_the_editor_are_shown_and_a_text_can_be_copied():
    desk = small_site(1)
    path = next(iter(desk.texts))
    before = desk.texts[path]
    tags = Part(FieldChange("tags", ["旅"], ["旅", "鴨川"]), notes=(Message.of("tasks.note-new-tags", tags="鴨川"),))
    text = Part(FreeText("social", "鴨川を朝に歩く。\n[bold]静かです。"))
    proposal = Proposal(path, desk.read(path).fingerprint, (text, tags), Origin("social", "model", 0.0, "s", "m"))
    async with open_app(desk, proposals=[proposal]) as pilot:
        await settle(pilot)
        shown = screen_text(pilot.app)
        assert "鴨川を朝に歩く。" in shown
        assert "[bold]静かです。" in shown
        assert pilot.app.look.tell(tags.notes[0]) in shown

        await pilot.press("c")
        assert pilot.app.clipboard == text.change.text

        await pilot.press("2", "enter")
        await settle(pilot)
    assert desk.texts[path] == before
