"""Single segments of a proposed version: put into other words by a person or a model, and checked again."""

import pytest
from support.translator import translate

from editor_tui.errors import StaleProposalError
from editor_tui.post.draft import Draft
from editor_tui.post.front_matter import get_value
from editor_tui.tasks.translation.view import segment_views

POST = (
    "---\ntitle: 題\ntags: [動向, 技術]\n---\n# 見出し\n\n一つ目の段落です。\n\n[説明](a.md)は500億円です。\n\n"
    "```\n一つ目の段落です。\n```\n\n- 一つ目の段落です。\n"
)


def number_of(proposal, source):
    return next(view.number for view in segment_views(proposal) if view.source == source)


def text_of(proposal):
    return proposal.parts[0].change.text


async def test_a_segments_words_change_everywhere_and_nothing_else_does(bench):
    proposal = await bench.propose(POST)

    revised = bench.revision(POST, proposal).revise(
        proposal, number_of(proposal, "一つ目の段落です。"), "My first paragraph."
    )

    assert text_of(revised) == text_of(proposal).replace(translate("一つ目の段落です。"), "My first paragraph.")
    assert text_of(revised).count("My first paragraph.") == 2
    assert "```\n一つ目の段落です。\n```" in text_of(revised)
    assert revised.passed


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("[Explained](a.md): 5 billion yen.", "translate-numbers-lost"),
        ("Explained: 50 billion yen.", "translate-markup-changed"),
        ("[説明](a.md): 50 billion yen.", "translate-leftover"),
        ("[Explained](b.md): 50 billion yen.", "translate-markup-changed"),
    ],
)
async def test_the_checks_look_at_a_persons_words_too(bench, words, code):
    proposal = await bench.propose(POST)
    number = number_of(proposal, "[説明](a.md)は500億円です。")

    revised = bench.revision(POST, proposal).revise(proposal, number, words)
    accepted = bench.revision(POST, revised).accept(revised, number)

    assert code in {problem.code for problem in segment_views(revised)[number].problems}
    assert words in text_of(revised)
    assert accepted.passed
    assert words in text_of(accepted)


async def test_words_that_look_like_a_heading_stay_words(bench):
    proposal = await bench.propose(POST)
    number = number_of(proposal, "一つ目の段落です。")

    revised = bench.revision(POST, proposal).revise(proposal, number, "# My first paragraph.")

    assert "\n\\# My first paragraph.\n" in text_of(revised)
    assert [problem.code for problem in segment_views(revised)[number].problems] == ["translate-markup"]


async def test_a_title_and_a_tag_are_changed_as_values(bench):
    proposal = await bench.propose(POST)
    revision = bench.revision(POST, proposal)

    revised = revision.revise(proposal, number_of(proposal, "題"), 'Tea: a "story"')
    revised = revision.revise(revised, number_of(proposal, "技術"), "technology: tools")

    version = Draft("en/post.md", text_of(revised).encode())
    assert get_value(version, "title") == 'Tea: a "story"'
    assert get_value(version, "tags") == [translate("動向"), "technology: tools"]
    assert version.body == Draft("en/post.md", text_of(proposal).encode()).body


async def test_what_failed_is_shown_as_a_suggestion_and_can_be_accepted(bench):
    bench.model.change = lambda source, words: words.replace("50,", "5,")
    proposal = await bench.propose(POST)
    number = number_of(proposal, "[説明](a.md)は500億円です。")
    view = segment_views(proposal)[number]

    accepted = bench.revision(POST, proposal).accept(proposal, number)

    assert view.is_open
    assert "(a.md)" in view.suggestion
    assert view.suggestion not in text_of(proposal)
    assert accepted.passed
    assert view.suggestion in text_of(accepted)


async def test_words_in_the_source_language_are_never_suggested(bench):
    bench.model.change = lambda source, words: source if "500" in source else words
    proposal = await bench.propose(POST)
    view = segment_views(proposal)[number_of(proposal, "[説明](a.md)は500億円です。")]

    accepted = bench.revision(POST, proposal).accept(proposal, view.number)

    assert view.suggestion == ""
    assert accepted == proposal


async def test_one_segment_is_asked_again_with_what_it_says_and_the_hint(bench):
    proposal = await bench.propose(POST)
    number = number_of(proposal, "[説明](a.md)は500億円です。")
    edited = bench.revision(POST, proposal).revise(proposal, number_of(proposal, "見出し"), "My heading")
    bench.set(hint="shorter, please")
    bench.model.change = lambda source, words: "<a1>It</a1> costs 50 billion yen."

    again = await bench.ask_again(POST, edited, [number])

    assert bench.asked == ["<a1>説明</a1>は500億円です。"]
    roles = [role for role, _ in bench.model.requests[0].messages]
    assert roles == ["system", "user", "assistant", "user"]
    assert translate("<a1>説明</a1>は500億円です。") in bench.model.requests[0].messages[2][1]
    assert "shorter, please" in bench.model.requests[0].messages[3][1]
    assert "[It](a.md) costs 50 billion yen." in text_of(again)
    assert "# My heading" in text_of(again)
    assert again.passed


async def test_words_that_fail_when_asked_again_are_suggested_and_not_taken(bench):
    proposal = await bench.propose(POST)
    number = number_of(proposal, "[説明](a.md)は500億円です。")
    bench.model.change = lambda source, words: "<a1>It</a1> costs 5 billion yen."

    again = await bench.ask_again(POST, proposal, [number])

    assert text_of(again) == text_of(proposal)
    assert segment_views(again)[number].suggestion == "[It](a.md) costs 5 billion yen."
    assert not again.passed
    assert bench.revision(POST, again).accept(again, number).passed


async def test_a_place_that_both_changed_is_settled_segment_by_segment(bench):
    await bench.write(POST)
    bench.edit("# " + translate("見出し"), "# My heading")
    changed = POST.replace("# 見出し", "# 新しい見出し")
    proposal = await bench.propose(changed)
    number = number_of(proposal, "新しい見出し")
    view = segment_views(proposal)[number]

    kept = bench.revision(changed, proposal).accept(proposal, number)
    taken = bench.revision(changed, proposal).revise(proposal, number, view.suggestion)

    assert (view.target, view.suggestion) == ("My heading", translate("新しい見出し"))
    assert kept.passed
    assert "# My heading" in text_of(kept)
    assert taken.passed
    assert f"# {translate('新しい見出し')}" in text_of(taken)


async def test_a_proposal_for_another_source_is_refused(bench):
    proposal = await bench.propose(POST)

    with pytest.raises(StaleProposalError):
        bench.revision(POST.replace("見出し", "別の見出し"), proposal).revise(proposal, 0, "Words")


async def test_a_language_that_was_chosen_for_the_run_still_holds_in_review(bench):
    text = "---\nlang: en\n---\nHello there.\n\n一つ目の段落です。\n"
    bench.set(source="ja")
    proposal = await bench.propose(text)
    bench.set(source="")

    revised = bench.revision(text, proposal).revise(proposal, 0, "My first paragraph.")
    bench.accept(text, revised)

    assert "Hello there.\n\nMy first paragraph." in text_of(revised)
    assert bench.memory.version("en/post.md").languages.source == "ja"
