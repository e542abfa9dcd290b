"""A lone copy: facts and argument go from an article, whatever has a role stays."""

from pathlib import Path

import pytest

from editor_tui.post.draft import Draft
from editor_tui.repair.repeats import find_repeats, repair_repeats
from editor_tui.repair.repeats.exposition import count_facts

DATA = Path(__file__).parents[3] / "benchmarks" / "data"
JAPANESE = (DATA / "paragraphs-ja.txt").read_text("utf-8").splitlines()[:14]
ENGLISH = (DATA / "paragraphs-en.txt").read_text("utf-8").splitlines()[:14]
CHIPS = (
    "ミナト電工の新しいチップ「M7」は、データセンター向けのGPUを3割安く置き換えられると期待されている。ベンチマークでは前の世代の"
    "1.8倍の速度が出たという。ただし、ソフトウェアの対応が遅れれば、その性能は数字のままで終わる可能性がある。"
)
CHIPS_IN_ENGLISH = (
    "The new chip from Minato is expected to replace the GPUs of Orion and Fenwick at two thirds of their price. "
    "In the benchmarks of the Kestrel Institute it ran 1.8 times as fast as its predecessor. "
    "It may stay a number on paper, however, if the compilers do not follow."
)
REFRAIN = (
    "川は、まだ名前を持たなかった。名前のないものは、どこへでも行ける。夜のうちに畑を横切り、朝には知らぬ顔で元の場所を流れていた。"
    "それを見た者もいたが、誰に話しても、夢だろうと言われるだけだった。"
)
NOTICE = (
    "参加費は1,000円、定員は20名で、会場はミナトホールのロビーです。お申し込みは電話かメールでお願いします。ただし、"
    "キャンセルのご連絡は3日前までにください。それを過ぎると、費用の50%をいただく可能性があります。"
)


def repaired(*blocks):
    draft = Draft("a.md", ("\n\n".join(blocks) + "\n").encode())
    return draft.with_edits(repair_repeats(draft)).text.rstrip("\n").split("\n\n")


@pytest.mark.parametrize(("others", "said"), [(JAPANESE, CHIPS), (ENGLISH, CHIPS_IN_ENGLISH)])
def test_facts_and_argument_go_where_they_stand_again_in_an_article(others, said):
    blocks = [*others[:4], said, *others[4:]]

    assert repaired(*blocks[:10], said, *blocks[10:]) == blocks


@pytest.mark.parametrize("said", [REFRAIN, NOTICE])
def test_a_refrain_and_a_notice_stay(said):
    blocks = [*JAPANESE[:4], said, *JAPANESE[4:9], said, *JAPANESE[9:]]

    assert repaired(*blocks) == blocks


@pytest.mark.parametrize("above", ["## もう一度", "同じ段落をもう一度読む。", f"{JAPANESE[11]}たとえば次の段落だ："])
def test_what_is_led_up_to_stays(above):
    blocks = [*JAPANESE[:4], CHIPS, *JAPANESE[4:9], above, CHIPS, *JAPANESE[9:11]]

    assert repaired(*blocks) == blocks


def test_an_abstract_stays():
    blocks = [CHIPS, *JAPANESE[:8], CHIPS, *JAPANESE[8:]]

    assert repaired(*blocks) == blocks


def test_what_follows_the_same_opening_twice_stays():
    """Two wire reports with one background paragraph: what stands above both begins alike."""
    reports = [f"【ミナト{day}日】{JAPANESE[day]}" for day in (3, 8)]
    blocks = [*JAPANESE[:2], reports[0], CHIPS, *JAPANESE[4:7], reports[1], CHIPS, *JAPANESE[9:]]

    assert repaired(*blocks) == blocks


def test_where_other_things_come_back_too_it_is_the_form():
    blocks = [*JAPANESE[:3], CHIPS, REFRAIN, *JAPANESE[3:7], CHIPS, *JAPANESE[7:9], REFRAIN, *JAPANESE[9:]]

    assert repaired(*blocks) == blocks


def test_it_stays_in_a_short_text():
    blocks = [*JAPANESE[:2], CHIPS, *JAPANESE[2:4], CHIPS]

    assert repaired(*blocks) == blocks


def test_a_section_does_not_begin_with_a_word_that_goes_on():
    torn = f"さらに、{CHIPS}"
    blocks = ["## 一", *JAPANESE[:3], torn, JAPANESE[3], "## 二", *JAPANESE[4:7], "## 三", *JAPANESE[7:]]
    at = blocks.index("## 二") + 1

    assert repaired(*blocks[:at], torn, *blocks[at:]) == blocks
    assert repaired(*blocks[:at], CHIPS, *blocks[at:]) == [*blocks[:at], CHIPS, *blocks[at:]]


def test_a_paragraph_that_stands_again_a_sentence_a_line_goes_with_its_short_lines():
    said = f"どうだろう。{JAPANESE[2]}"
    lines = said.replace("。", "。\n").rstrip("\n")
    blocks = [*JAPANESE[:2], said, *JAPANESE[3:]]

    assert repaired(*blocks[:9], lines, *blocks[9:]) == blocks


def test_a_sentence_taken_up_by_the_next_paragraph_goes_from_exposition_only():
    last = "その答えはまだ誰も持っていないのかもしれません。"
    blocks = [*JAPANESE[:5], CHIPS + last, last + CHIPS_NEXT, *JAPANESE[5:]]
    told = [*JAPANESE[:5], REFRAIN + last, last + JAPANESE[5], *JAPANESE[6:]]

    assert repaired(*blocks) == [*JAPANESE[:5], CHIPS + last, CHIPS_NEXT, *JAPANESE[5:]]
    assert repaired(*told) == told


def test_a_short_sentence_taken_up_goes_where_things_are_named_all_the_way():
    last = "費用は市と県が半分ずつ出します。"
    named = [f"{2020 + at}年、{at + 3}社が加わった。{one}" for at, one in enumerate(JAPANESE[:7])]
    clean = [f"{one}{last}" if at == 2 else one for at, one in enumerate(named)]

    assert repaired(*clean[:3], f"{last}{clean[3]}", *clean[4:]) == clean


def test_what_is_measured_in_words_is_a_number_and_what_is_counted_in_tales_is_none():
    assert count_facts("負担は二割、費用は三百円だった。") == 2
    assert count_facts("三日のあいだ、七人の男が待った。") == 0


def test_what_stays_is_reported():
    draft = Draft("a.md", "\n\n".join([*JAPANESE[:4], REFRAIN, *JAPANESE[4:9], REFRAIN, *JAPANESE[9:]]).encode())

    (finding,) = find_repeats(draft)

    assert finding.fix is None


CHIPS_NEXT = (
    "競合するオリオン社は、2027年に次のGPUを出すと発表した。アナリストの予測では、そのコストは1個あたり400ドルを下回る。"
    "一方で、メモリーの供給が追いつかないリスクも指摘されている。"
)


def report(number):
    """A paragraph that names what it is about, and argues about nothing."""
    firms = ("ミナト電工", "Orion", "Fenwick", "青葉ガラス", "Kestrel")
    return f"{JAPANESE[number]}{firms[number % 5]}は{number * 7 + 11}か所で{number * number + 30}人に聞いた。"


NEWS = [report(number) for number in range(14)]
UNDER_HEADINGS = ["## 工場", *NEWS[:4], "## 人", *NEWS[4:9], "## 値段", *NEWS[9:]]


@pytest.mark.parametrize("place", [7, 9])
def test_in_a_text_that_names_things_all_the_way_a_paragraph_that_does_is_said_once(place):
    blocks = UNDER_HEADINGS

    assert repaired(*blocks[:place], blocks[3], *blocks[place:]) == blocks


def test_there_it_stays_right_below_another_heading_and_where_a_tale_is_told_again():
    again = [*UNDER_HEADINGS[:6], UNDER_HEADINGS[1], *UNDER_HEADINGS[6:]]
    told = [*UNDER_HEADINGS[:3], REFRAIN, *UNDER_HEADINGS[3:8], REFRAIN, *UNDER_HEADINGS[8:]]

    assert repaired(*again) == again
    assert repaired(*told) == told


def test_a_line_that_leads_up_to_a_list_is_not_replaced_by_a_fuller_one():
    lead = f"{NEWS[0]}内訳は次のとおりである："
    blocks = [
        NEWS[1],
        lead,
        "- 一号機\n- 二号機",
        *NEWS[2:9],
        f"{NEWS[0]}内訳は次のとおりである。発表はしていない。",
        *NEWS[9:],
    ]

    assert repaired(*blocks) == blocks


def test_a_paragraph_belongs_under_the_heading_whose_words_it_has():
    said = f"電池の交換は年に二度で済む。{NEWS[6]}"
    blocks = [NEWS[0], "## 電池", said, *NEWS[1:4], "## 人", *NEWS[4:6], *NEWS[7:9], "## 値段", *NEWS[9:]]
    at = blocks.index("## 人") + 1
    other = [block.replace("## 電池", "## 工場") for block in blocks]

    assert repaired(*blocks[:at], said, *blocks[at:]) == blocks
    assert repaired(*other[:at], said, *other[at:]) == [*other[:at], said, *other[at:]]


@pytest.mark.parametrize("again", ["## 人", "## 工場"])
def test_a_section_again_with_its_heading_goes_from_the_end_unless_headings_are_the_form(again):
    blocks = [
        "## 工場",
        JAPANESE[0],
        "## 人",
        JAPANESE[1],
        "## 値段",
        JAPANESE[2],
        again,
        JAPANESE[3],
        "## 先",
        JAPANESE[4],
    ]
    blocks = blocks if again == "## 工場" else [*blocks[:6], *blocks[8:]]
    copied = ["## 人", JAPANESE[1]]

    assert repaired(*blocks, *copied) == (blocks if again == "## 人" else [*blocks, *copied])


def test_a_drill_shows_a_text_with_mistakes_and_without_under_headings_that_say_so():
    faulty = NEWS[0].replace("です", "でです").replace("ます", "まます")
    blocks = [NEWS[1], "## 誤りのある文章", faulty, "## 誤りのない文章", NEWS[0]]

    assert faulty != NEWS[0]
    assert repaired(*blocks) == blocks
    assert repaired(*NEWS[:9], faulty, *NEWS[9:]) == NEWS


def test_other_words_for_the_same_are_reported():
    said = NEWS[3].replace("ました", "たそうです").replace("という", "といった").replace("では", "においては")
    draft = Draft("a.md", "\n\n".join([*NEWS[:9], said, *NEWS[9:]]).encode())

    assert said != NEWS[3]
    assert [finding.rule for finding in find_repeats(draft)] == ["near-repeat"]
    assert not repair_repeats(draft)


def test_drafts_of_one_beginning_stay_and_so_does_a_specimen_of_type():
    first, second, third = JAPANESE[0].partition("。")[0] + "。", JAPANESE[0], JAPANESE[0] + JAPANESE[1]
    drafts = ["封筒に入らなかった手紙がある。", first, second, third]
    lines = JAPANESE[2].replace("。", "。\n").rstrip("\n")
    specimen = ["広く組む", JAPANESE[2], "狭く組む", lines]

    assert repaired(*drafts) == drafts
    assert repaired(*specimen) == specimen
