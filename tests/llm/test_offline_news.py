"""News that a text only drops: headlines, half sentences and asides, told as sentences; and whose deeds they are."""

import re
import tomllib
from pathlib import Path

import pytest

from editor_tui.llm.offline import english, japanese, words
from editor_tui.llm.offline.excerpt import Source, extract_excerpt
from editor_tui.llm.offline.headlines import headline_sentence
from editor_tui.llm.offline.reference import freed, owned, with_subject


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("京都府、茶園支援に4億円投資へ", "京都府が茶園支援に4億円を投資します。"),
        ("日欧、茶の表示基準共同策定へ", "日欧が茶の表示基準を共同策定します。"),
        ("アオバ、茶摘み機市場に本格参入", "アオバが茶摘み機市場に本格参入します。"),
        ("アオバ、新しい機械で摘み取り時間半減", "アオバが新しい機械で摘み取り時間を半減させます。"),
        ("茶摘み機「ツミテ」、月額3万円で提供開始", "茶摘み機「ツミテ」の提供が月額3万円で始まります。"),
        ("京都府が学校「茶摘み塾」を発表", "京都府が学校「茶摘み塾」を発表しました。"),
        ("アオバが摘み取りの費用を20%削減", "アオバが摘み取りの費用を20%削減します。"),
        ("宇治に茶摘みの学校が設立", "宇治に茶摘みの学校が設立されました。"),
        ("宇治茶の未来とは", None),
        ("機械が電気代を2割削減に貢献", None),
    ],
)
def test_a_headline_becomes_a_sentence_by_particles_and_an_ending_alone(headline, sentence):
    assert headline_sentence(headline, is_polite=True) == sentence


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "最近「京都府、茶園支援に4億円投資へ」というニュースを目にしました。",
            "京都府が茶園支援に4億円を投資します。",
        ),
        (
            "「アオバが「ツミテ」の製造を倍増させた」というニュース、耳にしましたか？",
            "アオバが「ツミテ」の製造を倍増させました。",
        ),
        ("アオバが機械の値段を半分にするって聞いて、驚きました。", "アオバが機械の値段を半分にします。"),
        (
            "アオバと京都府が摘み手の育成で協業、しかも出資まで踏み込むとは。",
            "アオバと京都府が摘み手の育成で協業、しかも出資まで踏み込みます。",
        ),
        ("アオバが農協と組んで茶摘み機を開発する、と。", "アオバが農協と組んで茶摘み機を開発します。"),
        ("アオバが摘み取りの費用を20%削減、ですか。", "アオバが摘み取りの費用を20%削減します。"),
        ("先日飛び込んできたアオバによる「ツミテ」の発表というニュース。", "アオバが「ツミテ」を発表しました。"),
        (
            "茶摘み機「ツミテ」の小農家向け新機種、発表されました。",
            "茶摘み機「ツミテ」の小農家向け新機種が発表されました。",
        ),
        (
            "アオバが展示会「茶の秋」で発表した機械「ツミテ」には、驚きました。",
            "アオバが展示会「茶の秋」で機械「ツミテ」を発表しました。",
        ),
        (
            "「2030年までに茶園の4割が機械を使う」という農水省の予測が話題です。",
            "農水省は、2030年までに茶園の4割が機械を使うと予測しています。",
        ),
        (
            "「手摘みが2030年に消える」という、少し早すぎる予測が出ました。",
            "手摘みが2030年に消えると予測されています。",
        ),
        ("彼が茶園で見つけた「ツミテ」は古い。", None),
        ("大切なのは、農家が茶園を守ること。", None),
    ],
)
def test_what_a_sentence_drops_in_passing_is_told(sentence, told):
    assert japanese.told_of(sentence, polite=True) == told


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("今回の発表の核心は、4月に「ツミテ」が国の認証を取得したこと。", "4月に「ツミテ」が国の認証を取得しました。"),
        ("これは、茶園が機械に頼り始めたことを示しています。", "茶園が機械に頼り始めました。"),
        ("機械の普及こそが、茶園を守る鍵だと私は考えています。", "機械の普及こそが、茶園を守る鍵です。"),
    ],
)
def test_what_a_text_comes_down_to_is_a_sentence(sentence, fact):
    assert fact in japanese.variants(sentence, polite=True)


def test_what_somebody_with_a_name_thinks_stays_theirs():
    told = list(japanese.variants("アオバは、茶園が機械に頼ると考えています。", polite=True))

    assert not any(one.endswith("頼ります。") for one in told)


def test_a_cut_never_loses_the_topic_of_the_whole_sentence():
    sentence = "これは、手摘みが減ったのに対し、機械は良い茶を摘めることを意味します。"

    assert not any(one.startswith("機械は") and "意味" in one for one in japanese.variants(sentence, polite=True))


@pytest.mark.parametrize(
    ("text", "before", "whole"),
    [
        (
            "来年は12カ所に学校を開設する計画です。",
            ["アオバは茶摘み機を売ります。"],
            "アオバは、来年は12カ所に学校を開設する計画です。",
        ),
        (
            "来年は12カ所に学校を開設する計画です。",
            ["彼らの狙いは大きい。", "すでに3校あります。"],
            "アオバは、来年は12カ所に学校を開設する計画です。",
        ),
        ("来年は12カ所に学校を開設する計画です。", ["京都府は茶摘み機を買います。"], None),
        ("来年は茶園が広く見えます。", ["アオバは茶摘み機を売ります。"], None),
    ],
)
def test_a_deed_without_a_subject_is_the_actors_where_the_text_speaks_of_them(text, before, whole):
    assert with_subject(text, before, "アオバ") == whole


def test_the_event_of_a_text_is_its_actors_and_what_the_title_names_needs_no_pointing_at():
    assert (
        owned("今回の投資の核心は、人材の育成にあります。", "アオバ") == "アオバの投資の核心は、人材の育成にあります。"
    )
    assert owned("今回の投資の核心は、人材の育成にあります。", "") is None
    assert freed("この茶摘み機は12カ所で動きます。", "茶摘み機が動く") == "茶摘み機は12カ所で動きます。"
    assert freed("この仕組みは12カ所で動きます。", "茶摘み機が動く") is None


def test_the_news_that_the_title_names_comes_first_however_many_amounts_stand_behind_it():
    paragraphs = (
        "「アオバ、茶摘み機「ツミテ」の製造倍増へ」というニュース、耳にしましたか？正直なところ、私も驚きました。",
        "農業機械の輸出額は2024年に3,000億円、2025年に3,400億円、2030年には5,000億円に達すると見込まれています。",
        "「ツミテ」は、傾いた茶園でも一人で動かせる、重さ18kgの茶摘み機です。",
    )

    extract = extract_excerpt(Source("アオバ、茶摘み機「ツミテ」製造倍増の意味", paragraphs, (40, 90), True), bool)

    assert extract.text.startswith("アオバが茶摘み機「ツミテ」の製造を倍増させます。")


def test_an_english_description_may_stand_behind_the_name_in_another_sentence():
    before = ["Kyobako is a tool for tea farms that grow on slopes."]

    joined = list(english.joined("It turns photographs of leaves into a plan for the harvest.", before))

    assert "Kyobako, a tool for tea farms, turns photographs of leaves into a plan for the harvest." in joined
    assert list(english.joined("The farms turn photographs into plans.", before)) == []


def test_every_listed_word_is_a_pattern_of_its_own_and_stands_in_a_list_once():
    lists = tomllib.loads(Path(words.__file__).with_name("japanese.toml").read_text("utf-8"))

    for group in lists.values():
        for listed in group.values():
            assert len(set(listed)) == len(listed)
            assert all(re.compile(one) for one in listed)


@pytest.mark.parametrize(
    ("sentence", "written"),
    [
        ("アオバは茶園を「変える」って言ってるんですよ。", "アオバは茶園を「変える」と言っています。"),
        (
            "アオバが目指しているのは、誰でも茶を摘めることなんです。",
            "アオバが目指しているのは、誰でも茶を摘めることです。",
        ),
        ("学校への登録が必須となるからです。", "学校への登録が必須となります。"),
        (
            "アオバが12カ所に学校を開いたことは、大きな一歩でしょう。",
            "アオバが12カ所に学校を開いたことは、大きな一歩でしょう。",
        ),
    ],
)
def test_what_is_said_to_somebody_is_put_as_it_is_written(sentence, written):
    assert written in japanese.variants(sentence, polite=True)


@pytest.mark.parametrize(
    "sentence",
    [
        "アオバが農協を買収するという話が業界を駆け巡っています。",
        "アオバが農協を買収するという話は噂です。",
    ],
)
def test_a_rumour_is_not_told_as_news(sentence):
    assert japanese.told_of(sentence, polite=True) is None


def test_how_large_a_market_is_says_nothing_of_a_text_that_is_not_about_it():
    paragraphs = (
        "世界の茶の市場規模は2025年に240億ドル、2030年には827億ドルに達すると予測されています。",
        "アオバは、傾いた茶園でも一人で動かせる、重さ18kgの茶摘み機「ツミテ」を農家に貸しています。",
    )

    extract = extract_excerpt(Source("アオバの茶摘み機「ツミテ」", paragraphs, (30, 120), True), bool)

    assert "240億ドル" not in extract.text


def test_a_sentence_that_does_again_what_the_first_did_is_not_vouched_for():
    paragraphs = (
        "アオバが京都府と4億円の契約を結び、茶摘み機を大量に確保しました。",
        "アオバは京都府の農協を通じて、2026年に茶摘み機1200台を確保しました。",
    )

    extract = extract_excerpt(Source("アオバと京都府の4億円契約", paragraphs, (60, 90), True), bool)

    assert extract.text.count("確保") == 2
    assert not extract.is_sure
