"""Sections that stand again behind the end, whole, in part, or over and over."""

import re
from pathlib import Path

import pytest

from editor_tui.post.draft import Draft
from editor_tui.repair.repeats import repair_repeats
from editor_tui.text.sentences import split_sentences

DATA = Path(__file__).parents[3] / "benchmarks" / "data"
JAPANESE = (DATA / "paragraphs-ja.txt").read_text("utf-8").splitlines()[:8]
ENGLISH = (DATA / "paragraphs-en.txt").read_text("utf-8").splitlines()[:8]
FACTS = [
    "港の倉庫を改装した市場は、2023年の秋に開きました。初年度の来場者は41万人で、計画の1.3倍にあたります。運営するのは市と漁協が半分ずつ出資したハマナスという会社です。",
    "建物の骨組みには、1931年に架けられた鉄橋の部材が使われています。設計した北村さんは、錆を落とさずに残した理由を「町の時計だから」と話します。",
]


def repaired(*blocks):
    draft = Draft("a.md", ("\n\n".join(blocks) + "\n").encode())
    return draft.with_edits(repair_repeats(draft)).text.rstrip("\n").split("\n\n")


def with_headings(paragraphs, names):
    """A heading above every second paragraph."""
    return [block for at, one in enumerate(paragraphs) for block in ([f"## {names[at // 2]}"] * (at % 2 == 0) + [one])]


JAPANESE_POST = with_headings(JAPANESE, ["はじまり", "変わったこと", "数字", "これから"])
ENGLISH_POST = with_headings(ENGLISH, ["Where it began", "What changed", "The numbers", "Looking ahead"])


@pytest.mark.parametrize("post", [JAPANESE_POST, ENGLISH_POST])
def test_what_is_left_of_a_section_behind_the_end_goes(post):
    left = [post[3], split_sentences(post[4])[1].strip()]

    assert repaired(*post, *left) == post


@pytest.mark.parametrize("post", [JAPANESE_POST, ENGLISH_POST])
def test_a_section_stays_that_says_something_new(post):
    again = [
        post[3],
        f"{post[4]} {'その後のことは誰も知らない。' if post is JAPANESE_POST else 'Nobody has asked since.'}",
    ]

    assert repaired(*post, *again) == [*post, *again]


def test_what_is_left_of_a_section_stays_in_mid_text():
    blocks = [*JAPANESE_POST[:6], JAPANESE_POST[0], split_sentences(JAPANESE_POST[1])[1], *JAPANESE_POST[6:]]

    assert repaired(*blocks) == blocks


def test_a_notice_under_its_own_heading_stays():
    """Each of two products has one."""
    notice = ["## お手入れ", "水で洗わず、柔らかい布で拭いてください。ふたは外して乾かします。", JAPANESE[0]]
    blocks = [*JAPANESE_POST[:3], *notice, *JAPANESE_POST[3:], notice[0], notice[1]]

    assert repaired(*blocks) == blocks


@pytest.mark.parametrize("rounds", [2, 3])
def test_the_same_again_and_again_at_the_end_goes(rounds):
    post = [*JAPANESE[:4], *FACTS, *JAPANESE[4:]]

    assert repaired(*post, *FACTS * rounds) == post


def test_the_same_again_and_again_stays_where_it_is_announced():
    blocks = [
        *JAPANESE[:4],
        *FACTS,
        *JAPANESE[4:],
        "二つの段落を、ゆっくり三度読んでください：",
        *FACTS,
        *FACTS,
        *FACTS,
    ]

    assert repaired(*blocks) == blocks


@pytest.mark.parametrize("closing", ["---終了---", "（了）", "*** END ***"])
def test_a_word_that_closes_the_text_stands_behind_its_end(closing):
    assert repaired(*JAPANESE_POST, *JAPANESE_POST[3:6], closing) == [*JAPANESE_POST, closing]


def test_a_section_with_another_number_stays():
    version = "古い版は9か月のあいだ直されます。いま配っているのは3.2で、3.1の修正は2026年の4月まで続くということです。"
    section = ["## 版の決まり", version, FACTS[0]]
    again = ["## 版の決まり", re.sub("3[.]([12])", lambda found: f"3.{int(found[1]) + 1}", version), FACTS[0]]
    blocks = [*JAPANESE_POST[:3], *section, *JAPANESE_POST[3:9], *again, *JAPANESE_POST[9:]]

    assert repaired(*blocks) == blocks


def test_words_exchanged_in_a_section_behind_the_end_go_where_its_facts_are_the_same():
    said = f"{FACTS[0]}しかし、夏のあいだは休まなければならないという声も少なくありません。"
    post = [*JAPANESE_POST[:3], "## 倉庫の市場", said, FACTS[1], "## 1931年の橋", *FACTS, *JAPANESE_POST[3:]]
    again = ["## 倉庫の市場", said.replace("休まなければならない", "休むことになってしまう"), FACTS[1]]

    assert repaired(*post, *again) == post


@pytest.mark.parametrize(
    "other", [("夏のあいだ", "冬のあいだ"), ("ハマナス", "ワカメ"), ("41万人", "44万人"), ("市と漁協", "県と組合")]
)
def test_facts_exchanged_in_a_section_stay(other):
    said = f"{FACTS[0]}しかし、夏のあいだは休まなければならないという声も少なくありません。"
    blocks = [*JAPANESE_POST[:3], "## 市場", said, *JAPANESE_POST[3:], "## 市場", said.replace(*other)]

    assert repaired(*blocks) == blocks


def test_a_tale_that_breaks_off_and_begins_again_without_end_stays():
    tale = [
        "朝になると、窓の下を豆腐屋の自転車が通る。荷台の箱は空で、水だけが揺れている。私はその音を聞いてから、靴を選ぶ。",
        "階段の下には大家が立っていて、どこへ行くのかと聞く。どこへも行かないと答えると、安心したように掃除を続ける。",
        "道はどれも広場へ向かい、広場には噴水がある。水は上がったまま落ちてこない。誰もそのことを口にしない。",
        "見慣れない男が来て、駅はどこかと尋ねた。この町に駅はないと言うと、では自分はどうやって来たのかと首をかしげた。",
        "男は地図を畳み、私に持たせた。紙は白く、中央に丸い折り目が付いているだけで、線も字もなかった。",
        "私は歩きだし、角を曲がり、もう一度曲がった。噴水の音が小さくなって、空の端に見たことのない色が",
    ]
    blocks = [*tale, tale[0], tale[1], tale[2][:45]]

    assert repaired(*blocks) == blocks


def test_a_section_that_was_written_anew_stays():
    """Its second version has another item, and says the rest again."""
    items = ["- 見学は朝の九時から受け付けている。", "- 船の発着があるときは中へ入れない。"]
    first = ["## 見学のしかた", FACTS[0], items[0], items[1], FACTS[1]]
    second = ["## 見学のしかた", FACTS[0], items[0], "- 案内を頼むなら前の日までに窓口で申し込んでおく。", FACTS[1]]
    blocks = [*JAPANESE_POST[:3], *first, *JAPANESE_POST[3:9], *second, *JAPANESE_POST[9:]]

    assert repaired(*blocks) == blocks


def test_two_paragraphs_without_their_heading_go_from_behind_the_end_of_a_text_of_facts():
    figures = [f"{2020 + at}年、{at + 3}社が加わった。{one}" for at, one in enumerate(JAPANESE)]
    post = with_headings(figures, ["はじまり", "変わったこと", "数字", "これから"])

    assert repaired(*post, *post[4:6]) == post


def test_the_first_paragraphs_stay_where_a_text_ends_with_them():
    figures = [f"{2020 + at}年、{at + 3}社が加わった。{one}" for at, one in enumerate(JAPANESE)]
    blocks = [*figures[:2], *with_headings(figures[2:], ["変わったこと", "数字", "これから"]), *figures[:2]]

    assert repaired(*blocks) == blocks


def test_paragraphs_around_code_go_from_behind_the_end():
    code = "```\nmkdir /srv/island\n```"
    post = [*JAPANESE_POST[:5], code, *JAPANESE_POST[5:]]

    assert repaired(*post, *post[4:7]) == post


def test_a_section_without_its_first_paragraph_goes_from_behind_the_end():
    assert repaired(*JAPANESE_POST, JAPANESE_POST[3], JAPANESE_POST[5]) == JAPANESE_POST


def test_two_sentences_of_which_the_second_breaks_off_are_no_paragraph():
    short = "My study is two brick walls away from the hallway. The old box gave me"
    post = [*ENGLISH[:2], f"{short} 38 on a good day, and the new one gives 210 in the same chair.", *ENGLISH[2:6]]

    assert repaired(*post[:2], short, *post[2:]) == post


def test_the_same_background_behind_two_reports_stays():
    reports = [f"{2020 + at}年、{at + 3}社が加わった。{one}" for at, one in enumerate(JAPANESE)]
    blocks = [
        "## まえがき",
        *reports[:3],
        "## 港の通信",
        reports[3],
        reports[4],
        *FACTS,
        "## 丘の通信",
        reports[5],
        *FACTS,
    ]

    assert repaired(*blocks) == blocks


def test_each_of_two_models_has_its_own_section_of_that_name():
    blocks = ["## 型番100", *JAPANESE[:3], "## 成り立ち", *FACTS, "## 型番200", *JAPANESE[3:6], "## 成り立ち", *FACTS]

    assert repaired(*blocks) == blocks


@pytest.mark.parametrize("heading", [[], ["## くり返し"]])
def test_a_refrain_that_is_said_twice_at_the_end_stays(heading):
    said = "海はまだ帰らない。帰らないものを待つのが、この家の仕事だった。窓は開けておく。"
    told = [
        f"{who}は朝になると浜へ下り、{what}を拾って戻ってきた。誰に見せるでもなく、土間の棚に並べておくのだった。"
        for who, what in (
            ("祖母", "貝"),
            ("兄", "縄"),
            ("隣の人", "板"),
            ("私", "瓶"),
            ("母", "石"),
            ("犬", "骨"),
            ("父", "網"),
            ("妹", "紙"),
        )
    ]
    refrain = [*heading, said]
    blocks = [*told[:4], *refrain, *([["## 春"], []][not heading]), *told[4:], *refrain, *refrain]

    assert repaired(*blocks) == blocks


def test_a_summary_at_the_top_and_a_shorter_one_at_the_end_stay():
    blocks = ["## まとめ", f"{FACTS[0]}{FACTS[1]}", *JAPANESE_POST, "## まとめ", FACTS[0]]

    assert repaired(*blocks) == blocks
