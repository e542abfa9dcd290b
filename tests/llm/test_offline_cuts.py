"""What a cut must not break: words that other words need, whom a clause is about, and what is set against what."""

import pytest

from editor_tui.llm.offline import japanese
from editor_tui.llm.offline.excerpt import Source, as_topics, extract_excerpt


@pytest.mark.parametrize(
    ("sentence", "broken"),
    [
        # "rather than" is another word than "that is called".
        ("農水省の支援は、茶の輸出を伸ばすという、より大きな計画の一部です。", "というより大きな"),
        ("農水省の支援は、確実に茶園へ届きます。", "確茶園"),
        ("農水省は、輸出の伸びを見極めて支援額を決めます。", "見支援額"),
        ("農水省は、かなりの額を茶園に出しました。", "、の額"),
        ("農水省は、なんとか茶園を守りました。", "、か茶園"),
        ("農水省は、途方もない規模の茶園を作りました。", "は、規模の"),
        ("宇治の農家は、驚くべき性能を持つ摘み機を使っています。", "は、性能を"),
        ("海外の国、特に北米の店が宇治の茶を買っています。", "海外の国、北米"),
        ("農水省が支援できる背景には、輸出の伸びが必要だからです。", "輸出の伸びが必要です"),
        ("農水省は茶園に対し、4億円の支援を発表しました。", "対しました"),
    ],
)
def test_no_word_is_cut_that_another_needs(sentence, broken):
    assert not [one for one in japanese.variants(sentence) if broken in one]


@pytest.mark.parametrize(
    ("sentence", "lost"),
    [
        (
            "茶園が12カ所に増えたという数字は、農家が新しい機械を通じて、より多くの茶を摘めている証拠です。",
            "数字は、より多くの茶を摘めている証拠です。",
        ),
        (
            "宇治の農家が、人手の減りを背景に、今度の支援も、茶の摘み方を変えるでしょう。",
            "宇治の農家が、今度の支援も、茶の摘み方を変えるでしょう。",
        ),
        ("宇治の農家が新しい機械を活用して、客が満足する茶を作っています。", "客が満足する茶を作っています。"),
        ("宇治の茶園は12カ所に増えましたが、北海道には1つもありません。", "宇治の茶園は12カ所に増えました。"),
        ("性能面では、宇治の摘み機は海外の機械に劣ります。", "宇治の摘み機は海外の機械に劣ります。"),
    ],
)
def test_a_cut_keeps_whom_a_clause_is_about_and_what_holds_it_back(sentence, lost):
    assert lost not in list(japanese.variants(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "宇治の茶園は、もっと静かな仕事を目指しています。",
        "宇治の農家は茶を早く摘めるようになりました。",
        "担当者は月に約50時間を節約できました。",
        "宇治の茶の売り方は、店作りも重要になってきます。",
        "あるいは、宇治の茶園は売られます。",
    ],
)
def test_what_hangs_in_the_air_is_not_offered(sentence):
    assert japanese.standing(sentence) not in ("alone", "guess")


@pytest.mark.parametrize(
    "sentence",
    [
        "宇治の茶園は、静岡よりもっと静かな仕事を目指しています。",
        "新しい摘み機によって、宇治の農家は茶を早く摘めるようになりました。",
        "日本の農家にとっても重要な支援を、農水省は発表しました。",
    ],
)
def test_what_says_what_it_leans_on_is_offered(sentence):
    assert japanese.standing(sentence) in ("alone", "guess")


def _excerpt(title, *paragraphs, limits=(30, 120)):
    found = extract_excerpt(Source(title, paragraphs, limits, True), lambda text: True)
    return found.text if found else ""


def test_what_was_set_against_the_sentence_before_is_not_put_behind_another_as_its_sequel():
    text = _excerpt(
        "農水省、茶園の支援を4億円に",
        "農水省は宇治の茶園12カ所への支援を4億円に増やすと発表しました。茶園は2030年までに輸出を3倍に伸ばす計画です。",
        "一方で、農水省は茶園への支援を2027年に2億円に減らす方針も示しました。",
    )
    assert "4億円" in text
    assert "2億円" not in text or "一方で" in text


@pytest.mark.parametrize(
    ("title", "is_told"),
    [("京都府の茶摘み学校、その狙いは", True), ("宇治茶の輸出はどこまで伸びるか", False)],
)
def test_what_is_only_talked_of_is_told_where_the_title_says_so(title, is_told):
    talk = "京都府が茶摘みの学校を12カ所に開設するという話を聞きました。"
    rest = "宇治茶の輸出は2025年に3割伸び、北米の店が4割を買っています。京都府は毎年4億円を茶園に出しています。"
    assert ("開設します" in _excerpt(title, talk, rest)) is is_told


def test_a_sentence_behind_speaks_of_more_than_the_same_company():
    text = _excerpt(
        "アオバの摘み機「ツミテ」は茶園をどう変えるのか",
        "アオバが茶の摘み機「ツミテ」を発表しました。",
        "アオバは2012年に北米で倉庫を4カ所に増やし、2025年に12億円を投じています。",
        "畑では新しい時代が始まります。摘み機「ツミテ」は、葉を傷めずに茶園の人手を3割減らします。",
        limits=(30, 100),
    )
    assert "ツミテ" in text
    assert "倉庫" not in text


def test_foreign_quotation_marks_become_those_of_the_language():
    text = _excerpt(
        "アオバの摘み機はどう変わるのか",
        "アオバは、茶の摘み機 „ツミテ‟ を12カ所の茶園に4億円で売る計画を発表しました。",
    )
    assert "「ツミテ」" in text
    assert "„" not in text


def test_an_example_and_a_definition_lose_to_what_matters():
    text = _excerpt(
        "摘み機は茶園をどう変えるのか",
        "茶園の仕事は、いま変わろうとしています。",
        "摘み機とは、茶の葉を刃で摘む機械のことです。",
        "例えば、静岡の茶園の話です。摘み機は静岡の茶園で葉を月に50トン摘みました。",
        "結局のところ、摘み機は茶園の人手不足を解き、農家の働き方を変える力になります。",
        limits=(25, 60),
    )
    assert "働き方を変える" in text


@pytest.mark.parametrize(
    ("sentence", "is_sure"),
    [
        ("アオバは京都で開いた催し「茶の春2025」で、茶の新しい摘み機「ツミテ」を発表しました。", False),
        ("アオバは、茶の新しい摘み機「ツミテ」を12カ所の茶園に4億円で提供すると発表しました。", True),
    ],
)
def test_that_something_is_new_is_not_vouched_for_alone(sentence, is_sure):
    source = Source("アオバの摘み機「ツミテ」", [sentence, "茶園の春は忙しい季節です。"], (30, 60), True)
    found = extract_excerpt(source, lambda text: True)
    assert found is not None
    assert (found.text, found.is_sure) == (sentence, is_sure)


@pytest.mark.parametrize(
    ("first", "second", "written"),
    [
        ("宇治市が摘み機を買います。", "宇治市が茶園の人手を調べました。", "宇治市は茶園の人手を調べました。"),
        ("宇治市が摘み機を買います。", "静岡市が茶園の人手を調べました。", "静岡市が茶園の人手を調べました。"),
        ("宇治市が摘み機を買います。", "宇治市が配る苗が育ちました。", "宇治市が配る苗が育ちました。"),
        ("宇治市が摘み機を買います。", "宇治市が配る苗は育ちました。", "宇治市が配る苗は育ちました。"),
    ],
)
def test_who_acts_again_is_the_topic_of_what_follows(first, second, written):
    assert as_topics([first, second]) == [first, written]
