"""What is reported and never taken away: lists that stand again, paragraphs told again, copies that are led up to."""

from pathlib import Path

from editor_tui.messages import Catalogue
from editor_tui.post.draft import Draft
from editor_tui.repair.repeats import find_repeats, repair_repeats
from editor_tui.repair.repeats.difference import compare

PARAGRAPHS = Path(__file__).parents[3] / "benchmarks" / "data" / "paragraphs-ja.txt"
ARTICLE = PARAGRAPHS.read_text("utf-8").splitlines()[:18]
LIST = "- 長靴と雨具を用意する\n- 替えの靴下を二足\n- 水筒に水を入れる\n- 双眼鏡を忘れずに\n"
TOLD = (
    "量子耐性のある暗号への移行は、多くの人にとってまだ遠い未来の話かもしれません。しかし、守りの技術は常に"
    "一歩先を行く必要があります。今日暗号化されたものが、将来の計算機に解かれるおそれがあるからです。"
)
RETOLD = (
    "また、量子耐性のある暗号の実装は、まだ多くの人にとって遠い未来の話かもしれませんが、守りの技術は常に"
    "一歩先を行かなければなりません。いまは安全でも、将来の計算機に解かれるおそれがあるという危機感を持つべきです。"
)


def draft_of(*blocks):
    return Draft("a.md", ("\n\n".join(blocks) + "\n").encode())


def repaired(*blocks):
    draft = draft_of(*blocks)
    return draft.with_edits(repair_repeats(draft)).text


def test_a_list_that_stands_again_is_reported_with_its_first_stand():
    draft = draft_of("## 春", ARTICLE[0], LIST.rstrip(), "## 秋", ARTICLE[1], LIST.rstrip())

    (finding,) = find_repeats(draft)

    assert finding.rule == "repeated-block"
    assert finding.fix is None
    assert draft.text[finding.start : finding.end] == LIST
    assert draft.text[slice(*finding.first)] == LIST
    assert finding.start > finding.first[1]


def test_two_lists_that_share_an_item_are_two_lists():
    draft = draft_of(ARTICLE[0], "- 長靴と雨具を用意する\n- 茶", ARTICLE[1], "- 長靴と雨具を用意する\n- 米")

    assert not find_repeats(draft)


def test_a_paragraph_told_again_is_reported_for_review():
    draft = draft_of(TOLD, *ARTICLE[:3], RETOLD)

    (finding,) = find_repeats(draft)

    assert finding.rule == "near-repeat"
    assert finding.severity == "info"
    assert finding.fix is None
    assert "言い換え" in Catalogue("ja").text(finding.message)


def test_paragraphs_of_one_article_do_not_tell_each_other_again():
    assert not find_repeats(draft_of(*ARTICLE))


def test_a_run_behind_the_end_goes_and_one_that_a_line_leads_up_to_stays():
    again = ARTICLE[3:5]

    assert repaired(*ARTICLE, *again) == repaired(*ARTICLE)
    announced = (*ARTICLE, "区切らずに読むと、こうなる。", *again)
    assert repaired(*announced) == draft_of(*announced).text


def test_a_section_with_its_heading_goes_where_it_stands_behind_the_end_again():
    blocks = ["## 一", *ARTICLE[:4], "## 二", *ARTICLE[4:8], "## 三", *ARTICLE[8:12]]

    assert repaired(*blocks, "## 二", *ARTICLE[4:8]) == draft_of(*blocks).text


def test_a_chapter_that_begins_with_the_broken_off_words_of_the_last_one_stays():
    broken = "戸の向こうで誰かが息を殺している。畳を踏む音が一度だけして、それきり止んだ。女は襖の引き手を探り、指先が"
    blocks = ["## 上", *ARTICLE[:5], broken, "## 下", broken + "金具に触れた。", *ARTICLE[5:10]]

    assert repaired(*blocks) == draft_of(*blocks).text


def test_two_days_with_the_same_entry_are_two_days():
    entry = "曇りのち晴れ。粥を一杯、梅干しを一つ、白湯を一杯。午前は縁側で本を読み、午後は横になって過ごした。"

    assert repaired(f"三日。{entry}", f"四日。{entry}") == draft_of(f"三日。{entry}", f"四日。{entry}").text


def test_another_spelling_is_no_spoiled_word():
    assert compare("the labour of the harbour", "the labor of the harbor").garbled == 0
    assert compare("良い道具は手を覚える", "よい道具は手を覚える").garbled == 0
    assert compare("the labour of the harbour", "the labuor of the harbour").garbled == 1
    assert compare("製材所の跡地", "製材材所の跡地").garbled == 1
