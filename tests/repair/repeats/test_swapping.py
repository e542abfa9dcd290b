"""A repeat the other way round: the later copy stays, the earlier ones go, and nothing is said less."""

from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.repair.repeats.swapping import Copies

STORY = [
    "朝の橋から歩き始め、茶店で休んでから川沿いを下った。道は静かで、すれ違う人もほとんどいなかった。",
    "昼は市場の食堂で焼き魚の定食を頼んだ。店主は四代目で、毎朝の競りに自分で出かけるという話だった。",
    "午後は坂の上の資料館を訪ねた。古い地図と写真が年代の順に並び、町の移り変わりがよくわかる展示である。",
    "日が傾くころ駅に戻り、次の列車を待つあいだに土産の菓子を選んだ。包み紙の絵は昔のままだと聞いた。",
]
OPENING = "町を一日かけて歩いた記録である。地図の番号は歩いた順につけてあり、距離はすべて徒歩で測った。"
CLOSING = "次は雨の日に同じ道を歩いてみたいと思う。石畳の色が変わるころ、町はまた別の顔を見せるはずだ。"


BREAK = "\n\n"


def text(*blocks):
    return BREAK.join(blocks) + "\n"


def swap(before, *later, fills=()):
    """What goes instead where these last stands would be cut, and `fills` (old, new) filled up: the text after it."""
    edits = [Edit(before.rindex(words), before.rindex(words) + len(words), "", "x") for words in later]
    edits += [Edit(before.index(old), before.index(old) + len(old), new, "x") for old, new in fills]
    draft = Draft("a.md", before.encode())
    cuts = Copies(draft).other_way(sorted(edits, key=lambda edit: edit.start))
    return cuts if isinstance(cuts, Message) else draft.with_edits(cuts).text


def test_a_section_of_several_blocks_changes_places_as_a_whole():
    section = ["## 道", *STORY[:2]]
    before = text(OPENING, *section, "## 町", *STORY[2:], *section, CLOSING)

    assert swap(before, BREAK.join(section)) == text(OPENING, "## 町", *STORY[2:], *section, CLOSING)


def test_copies_that_stand_apart_above_all_go_where_the_later_stretch_stays():
    before = text("## 一", STORY[0], OPENING, "## 二", STORY[1], CLOSING, "## 三", *STORY[:2])

    assert swap(before, BREAK.join(STORY[:2])) == text("## 一", OPENING, "## 二", CLOSING, "## 三", *STORY[:2])


def test_a_fuller_copy_stays_where_it_is_and_the_one_it_was_to_fill_up_goes():
    fuller = STORY[0] + "橋の名は、架けた大工の名から取ったという。"
    before = text(OPENING, *STORY, fuller, CLOSING)

    assert swap(before, fuller, fills=[(STORY[0], fuller)]) == text(OPENING, *STORY[1:], fuller, CLOSING)


def test_a_copy_that_says_more_does_not_go():
    cut_off = STORY[0] + STORY[1][: len(STORY[1]) // 3]
    before = text(OPENING, STORY[0] + STORY[1], *STORY[2:], CLOSING, cut_off)

    assert swap(before, cut_off) == Message.of("repair.swap-more")


def test_a_heading_does_not_go_without_all_that_stands_under_it():
    section = ["## 道", *STORY[:2]]
    before = text(*section, OPENING, "## 町", *STORY[2:], *section, "## 終わり", CLOSING)

    assert swap(before, BREAK.join(section)) == Message.of("repair.swap-more")


def test_what_stands_inside_other_text_changes_no_places():
    before = text(OPENING, *STORY, CLOSING + STORY[0])

    assert swap(before, STORY[0]) == Message.of("repair.swap-inside")


def test_what_has_no_other_copy_changes_no_places():
    assert swap(text(OPENING, *STORY, CLOSING), CLOSING) == Message.of("repair.swap-unknown")
