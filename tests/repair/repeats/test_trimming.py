"""What a machine poured together or said again and again: all of it goes but what is said there only."""

from pathlib import Path

from editor_tui.post.draft import Draft
from editor_tui.repair.repeats import find_repeats, repair_repeats

ARTICLE = (Path(__file__).parents[3] / "benchmarks" / "data" / "paragraphs-ja.txt").read_text("utf-8").splitlines()[:18]
NEW = "この見立てが正しいかどうかは、来年の春に出る白書を待たなければ分からない。"


def draft_of(*blocks):
    return Draft("a.md", ("\n\n".join(blocks) + "\n").encode())


def repaired(*blocks):
    draft = draft_of(*blocks)
    return draft.with_edits(repair_repeats(draft)).text.rstrip("\n").split("\n\n")


def test_a_glued_line_keeps_the_sentence_that_is_its_own():
    glued = f"{''.join(ARTICLE[2:5])}{NEW}{ARTICLE[5]}"

    assert repaired(*ARTICLE, glued) == [*ARTICLE, NEW]
    assert [finding.rule for finding in find_repeats(draft_of(*ARTICLE, glued))] == ["glued-echo"]


def test_two_glued_lines_do_not_vouch_for_each_other():
    glued = [f"{''.join(ARTICLE[2:6])}{NEW}", f"{''.join(ARTICLE[6:10])}{NEW}"]

    assert NEW in "".join(repaired(*ARTICLE, *glued))


def test_of_two_glued_lines_with_the_same_new_text_one_keeps_it():
    glued = f"{''.join(ARTICLE[2:6])}{NEW}"

    result = repaired(*ARTICLE, glued, f"{glued}{ARTICLE[7]}")

    assert result[: len(ARTICLE)] == ARTICLE
    assert "".join(result).count(NEW) >= 1


def test_a_run_that_goes_round_and_round_goes_though_the_text_is_short():
    few = ARTICLE[:7]

    assert repaired(*few, few[6], *few, *few[1:], *few) == few


def test_a_response_with_something_new_between_stays():
    blocks = [ARTICLE[0]]
    for call in ARTICLE[2:14]:
        blocks += [call, ARTICLE[0], ARTICLE[1]]

    assert repaired(*blocks) == blocks


def test_a_rule_line_between_two_copies_goes_with_them():
    blocks = [*ARTICLE[:5], "---", *ARTICLE[5:10]]

    assert repaired(*blocks, "---", *ARTICLE[5:10], "---", *ARTICLE[5:9]) == blocks


def test_drafts_of_a_letter_set_apart_by_rules_stay():
    start = "I was sorry to hear about the horse. He was a good horse and he knew it, and I always thought that he"
    whole = f"{start} looked at one as your mother did. Will you come to tea on Thursday, or on any other day?"
    blocks = [start, "---", f"{start} looked at one", "---", whole]

    assert repaired(*blocks) == blocks


def test_headings_and_items_that_were_poured_in_with_their_marks_are_nothing_of_its_own():
    headings, items = ["### 測ること", "### 続けること"], [f"1. {ARTICLE[8]}", f"2. {ARTICLE[9]}"]
    blocks = [*ARTICLE[:3], headings[0], *ARTICLE[3:6], headings[1], "\n".join(items), *ARTICLE[6:8], *ARTICLE[10:]]
    glued = "".join([ARTICLE[2], headings[0], *ARTICLE[3:6], headings[1], *items, *ARTICLE[6:8]])

    assert repaired(*blocks, glued) == blocks
    assert repaired(*blocks, f"{glued}{NEW}") == [*blocks, NEW]
