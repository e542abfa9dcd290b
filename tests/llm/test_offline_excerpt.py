"""Excerpts made of a text's own sentences: what stands alone, where a sentence may be cut, and what is taken."""

import pytest

from editor_tui.llm.offline import english, japanese
from editor_tui.llm.offline.cuts import cuts, turned
from editor_tui.llm.offline.excerpt import Source, extract_excerpt
from editor_tui.llm.offline.polite import polite
from editor_tui.llm.offline.reference import full_names, resolved
from editor_tui.llm.offline.reported import facts_of
from editor_tui.llm.offline.tags import suggest_tags
from editor_tui.text.length import count_characters
from editor_tui.text.sentences import split_sentences


@pytest.mark.parametrize(
    ("sentence", "standing"),
    [
        ("農林水産省は宇治の茶園12カ所に4億円を支援する。", "alone"),
        ("この支援は輸出を増やす。", "follows"),
        ("彼らは学校を開いた。", "follows"),
        ("あなたも感じているかもしれません。", "no"),
        ("正直なところ、農水省は動きが遅い。", "no"),
        ("農水省は何を考えているのでしょうか？", "no"),
        ("宇治の茶園と、摘み手の学校。", "no"),
        ("茶園の支援はさらに広がるでしょう。", "guess"),
        ("鍋に米のとぎ汁を入れ、20分ほど温めます。", "guess"),
        ("来年には支援を4億円に増やす計画を発表した。", "guess"),
        ("農水省によると、茶園は2030年までに3割増える。", "alone"),
    ],
)
def test_a_japanese_sentence_stands_alone_or_leans_or_talks(sentence, standing):
    assert japanese.standing(sentence) == standing


@pytest.mark.parametrize(
    ("sentence", "variant"),
    [
        ("しかし、宇治の茶園は12カ所に増えた。", "宇治の茶園は12カ所に増えた。"),
        ("宇治の茶園は増えましたが、摘み手は10年で半分に減りました。", "摘み手は10年で半分に減りました。"),
        ("宇治の茶園は増えましたが、摘み手は10年で半分に減りました。", "宇治の茶園は増えました。"),
        ("宇治の茶園は12カ所に増えており、学校も開きます。", "宇治の茶園は12カ所に増えています。"),
        ("宇治の茶園は増えましたね。", "宇治の茶園は増えました。"),
        ("農水省（農林水産省）は4億円を出す。", "農水省は4億円を出す。"),
        ("農水省は12カ所の茶園を支援しているんですよ。", "農水省は12カ所の茶園を支援しています。"),
        ("農水省は茶園を支援している。", "農水省は茶園を支援しています。"),
        ("農水省は、まさに国を挙げて4億円を出します。", "農水省は、国を挙げて4億円を出します。"),
        ("この「茶摘み塾」は4億円を受けます。", "「茶摘み塾」は4億円を受けます。"),
    ],
)
def test_a_sentence_is_cut_only_where_a_whole_one_is_left(sentence, variant):
    assert variant in japanese.variants(sentence, polite=japanese.is_polite(variant))


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("農水省が茶園に4億円を支援するというニュース、耳にしましたか？", "農水省が茶園に4億円を支援します。"),
        ("京都府が学校「茶摘み塾」を開設したという発表がありました。", "京都府が学校「茶摘み塾」を開設しました。"),
        ("「京都府が茶摘みの学校を開設する」――このニュースを聞いて驚いた。", "京都府が茶摘みの学校を開設します。"),
        ("茶園の話をします。", None),
    ],
)
def test_what_a_sentence_tells_of_is_a_sentence(sentence, told):
    assert japanese.told_of(sentence, polite=True) == told


def test_what_is_denied_is_no_news():
    assert japanese.told_of("農水省が茶園を減らすという話ではありません。", polite=True) is None


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        (
            "宇治の茶園の36%が学校を使っているという事実は、輸出の伸びを物語っています。",
            "宇治の茶園の36%が学校を使っています。",
        ),
        ("さらに、京都府が12カ所に学校を開くというから驚きです。", "京都府が12カ所に学校を開きます。"),
        ("農水省が茶園に4億円を投じるという目標は、大きな一歩です。", "農水省が茶園に4億円を投じる目標です。"),
        (
            "2035年には茶の輸出が3割増えると予測されているのは、その証拠でしょう。",
            "2035年には茶の輸出が3割増えると予測されています。",
        ),
        (
            "京都府は摘み手の学校を宇治に開く準備を進めているとのこと。",
            "京都府は摘み手の学校を宇治に開く準備を進めています。",
        ),
        ("驚くべきは、宇治の茶園でかかる費用は3分の1というんですから。", "宇治の茶園でかかる費用は3分の1です。"),
    ],
)
def test_what_a_sentence_wonders_at_is_a_sentence(sentence, fact):
    assert fact in facts_of(sentence, is_polite=True)


@pytest.mark.parametrize(
    "sentence",
    [
        "農水省が茶園を減らすという話は、まったくの誤解です。",
        "茶園が12カ所に増えるというのは言い過ぎではないでしょうか。",
        "課題は、単に茶園が増えるという点ではありません。",
    ],
)
def test_what_a_sentence_takes_back_is_no_fact(sentence):
    assert list(facts_of(sentence, is_polite=True)) == []


@pytest.mark.parametrize(
    ("plain", "formal"),
    [
        ("茶園を増やす", "茶園を増やします"), ("茶園を増やした", "茶園を増やしました"),
        ("学校を開く", "学校を開きます"), ("学校が続いた", "学校が続きました"),
        ("基準を超える", "基準を超えます"), ("基準を超えた", "基準を超えました"),
        ("茶園が減る", "茶園が減ります"), ("春に始まる", "春に始まります"),
        ("春に始まった", "春に始まりました"), ("資金を投じる", "資金を投じます"),
        ("契約を結ぶ", "契約を結びます"), ("支援を行う", "支援を行います"),
        ("支援が進む", "支援が進みます"), ("力を持つ", "力を持ちます"),
        ("計画だ", "計画です"), ("計画だった", "計画でした"),
        ("支援している", "支援しています"), ("支援していた", "支援していました"),
        ("減ってくる", "減ってきます"), ("支援を行った", None),
        ("茶が美しい", None), ("支援しない", None),
    ],
)  # fmt: skip
def test_a_plain_ending_becomes_polite_where_it_can_be_of_one_verb_only(plain, formal):
    assert polite(plain) == formal


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        (
            "では、この「茶摘み塾」とは何でしょうか？",
            "簡単に言えば、摘み手を育てる京都府の学校のことです。",
            "「茶摘み塾」とは、摘み手を育てる京都府の学校のことです。",
        ),
        (
            "では、この「茶摘み塾」の核心は何でしょうか？",
            "これは、京都府と農協が開いた、摘み手を育てる学校です。",
            "「茶摘み塾」は、京都府と農協が開いた、摘み手を育てる学校です。",
        ),
        ("茶園は増えるのでしょうか？", "農水省は増えると見ています。", None),
        ("茶摘み塾は増えました。", "これは、摘み手を育てる学校です。", None),
    ],
)
def test_an_answer_takes_its_subject_from_the_question(question, sentence, answer):
    assert japanese.answer_to(question, sentence) == answer


def test_what_points_back_needs_its_noun_in_the_sentence_before():
    assert japanese.points_at("州で茶業法案が成立した。", "この法案は、茶園を支援する。")
    assert not japanese.points_at("州で茶園が増えた。", "この法案は、茶園を支援する。")


def test_english_sentences_lose_their_tails_and_talk_is_left_out():
    assert "The ministry will pay 400 million yen." in english.variants(
        "However, the ministry will pay 400 million yen, which surprised many farmers."
    )
    assert english.standing("I think you should read on.") == "no"
    assert english.standing("This changed in May last year.") == "follows"
    assert english.standing("The school in Uji opens in April 2027.") == "alone"


PARAGRAPHS = (
    "いやはや、驚きましたね。",
    "農林水産省は宇治の茶園12カ所に4億円を支援します。対象は抹茶の原料を作る農家です。あなたはどう思いますか？",
    "京都府は摘み手を育てる学校を宇治に開きます。摘み手は10年で半分に減りました。",
)


@pytest.mark.parametrize("limits", [(30, 60), (40, 80)])
def test_an_excerpt_keeps_its_limits_and_says_what_the_text_says(limits):
    source = Source("宇治の茶園を支援", PARAGRAPHS, limits, True)

    extract = extract_excerpt(source, lambda text: True)

    assert limits[0] <= count_characters(extract.text) <= limits[1]
    assert all(one in "".join(PARAGRAPHS) for one in extract.text.split("。") if one)
    assert "あなた" not in extract.text


def test_what_is_not_accepted_is_passed_over():
    source = Source("宇治の茶園を支援", PARAGRAPHS, (30, 120), True)
    first = extract_excerpt(source, lambda text: True)

    second = extract_excerpt(source, lambda text: text != first.text)

    assert second.text != first.text


def test_a_text_that_only_talks_has_no_excerpt():
    assert extract_excerpt(Source("茶", ("あなたは私をどう思いますか？",), (10, 60), True), lambda text: True) is None


def test_a_tag_is_suggested_where_the_text_deals_with_it_and_not_inside_other_words():
    names = {"AI": ("AI",), "宇治": ("宇治",), "抹茶": ("抹茶", "まっちゃ"), "紅茶": ("紅茶",)}

    assert suggest_tags(names, "宇治のOpenAI", PARAGRAPHS)[0] == "宇治"
    assert "AI" not in suggest_tags(names, "宇治のOpenAI", PARAGRAPHS)
    assert "紅茶" not in suggest_tags(names, "宇治", PARAGRAPHS)


CHATTY = (
    "いやはや、農水省が宇治の茶園12カ所に4億円を投じるというニュース、あなたも耳にしましたか？正直なところ、私も驚きました。",
    "さらに、京都府は摘み手の学校（茶摘み塾）を宇治に開く準備を進めているとのこと。これはまさに大きな一歩でしょう。",
    "特に、茶の輸出が2035年までに3割増えると予測されているのは、その証拠です。皆さんはどう思いますか？",
)


def _is_in_order(words: str, text: str) -> bool:
    letters = iter(text)
    return all(letter in letters for letter in words)


def test_every_word_of_an_excerpt_stands_in_one_sentence_of_the_draft_in_order_but_for_the_polite_ending():
    source = Source("農水省が宇治の茶園を支援", CHATTY, (40, 90), True)

    extract = extract_excerpt(source, lambda text: True)
    again = extract_excerpt(source, lambda text: True)

    draft = [sentence for paragraph in CHATTY for sentence in split_sentences(paragraph)]
    told = [sentence for sentence in extract.text.split("。") if sentence]
    assert again == extract
    assert 40 <= count_characters(extract.text) <= 90
    assert all(any(_is_in_order(words[:-3], sentence) for sentence in draft) for words in told)
    assert told[0] == "農水省が宇治の茶園12カ所に4億円を投じます"


@pytest.mark.parametrize(
    ("before", "sentence", "named"),
    [
        (
            ["目玉は、抹茶の学校「茶摘み塾」です。"],
            "これは、摘み手を育てる施設です。",
            "「茶摘み塾」は、摘み手を育てる施設です。",
        ),
        (
            ["株式会社アオバは茶を売る。", "茶はよく売れた。"],
            "同社は宇治に学校を開く。",
            "株式会社アオバは宇治に学校を開く。",
        ),
        (["新しい機械「ツミテ」が出た。"], "この機械は12カ所で動く。", "「ツミテ」は12カ所で動く。"),
        (["ジョン・スミス氏が来た。"], "彼は茶園を12カ所見た。", "ジョン・スミス氏は茶園を12カ所見た。"),
        (["ジョン・スミス氏がアン・リー氏と来た。"], "彼は茶園を12カ所見た。", None),
        (["ある工場が困っていた。"], "彼らは茶摘み機を買った。", None),
        (["茶園が増えた。"], "これは、農家が喜ぶことを示しています。", None),
    ],
)
def test_what_points_back_is_named_where_only_one_can_be_meant(before, sentence, named):
    assert resolved(sentence, before, actor="アオバ") == named


def test_a_surname_becomes_the_full_name_that_the_text_has():
    assert full_names("スミス氏は来た。", "ジョン・スミス氏が来る。") == "ジョン・スミス氏は来た。"
    assert full_names("ブラウン氏は来た。", "ジョン・スミス氏が来る。") == "ブラウン氏は来た。"


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        ("京都府は、摘み手が減ったため、宇治に学校を開きます。", "京都府は、宇治に学校を開きます。"),
        ("2026年4月1日、京都府は宇治に学校を開きます。", "京都府は宇治に学校を開きます。"),
        ("茶園が減ったのに対し、学校は12カ所に増えました。", "学校は12カ所に増えました。"),
        ("京都府は茶園を支援し、学校を開きました。", "京都府は茶園を支援しました。"),
        ("京都府が学校を開設するんですから、摘み手は増えます。", "京都府が学校を開設します。"),
    ],
)
def test_a_cut_takes_one_thing_away_and_leaves_a_sentence(sentence, cut):
    assert cut in cuts(sentence, formal=True)


@pytest.mark.parametrize(
    ("sentence", "about_who"),
    [
        ("学校を始めたのは、京都府です。", "京都府が学校を始めました。"),
        ("発表の目玉は、京都府が開く、抹茶の学校「茶摘み塾」です。", "「茶摘み塾」は、京都府が開く、抹茶の学校です。"),
        ("京都府は学校を開きました。", "京都府は学校を開きました。"),
    ],
)
def test_whom_a_sentence_comes_to_at_its_end_stands_in_front(sentence, about_who):
    assert turned(sentence, formal=True) == about_who


def test_news_that_the_text_takes_back_is_left_out():
    paragraphs = (
        "京都府が学校を12カ所に開いたという話を聞きました。しかし、その数は見つかりませんでした。",
        "京都府は宇治に摘み手の学校を1校だけ開いています。学校には30人の生徒が通っています。",
    )

    extract = extract_excerpt(Source("京都府の学校", paragraphs, (20, 60), True), lambda text: True)

    assert "12カ所" not in extract.text


def test_an_english_it_takes_the_subject_of_the_sentence_before():
    before = ["Kyobako is a tool for tea farms."]

    assert english.resolved("It is written for small farms.", before, "") == "Kyobako is written for small farms."
    assert english.resolved("It is time to go.", before, "") is None


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        ("In May last year, the school opened in Uji.", "The school opened in Uji."),
        ("The school, which is new, opened in Uji.", "The school opened in Uji."),
        ("The school opened in Uji, and the farms grew.", "The school opened in Uji."),
    ],
)
def test_an_english_cut_leaves_a_sentence(sentence, cut):
    assert cut in english.variants(sentence)
