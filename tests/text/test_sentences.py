"""Sentences of Japanese and English, and text that is cut off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_tui.text.sentences import is_cut_off, split_sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["今日は晴れです。", "明日は雨でしょうか？", "分かりません！"],
        ["「もう帰る。」と彼は言った。", "私は黙っていた。"],
        ["「もう帰る。」", "彼は立ち上がった。"],
        ["彼女は「行こう。急いで。」と叫んだ。", "誰も動かない。"],
        ["バージョン3.5を使います。", "GPT-4.1も試しました。"],
        ["何ですって！？", "本当です。"],
        ["It rains. ", "Nobody minds! ", "Do you?"],
        ["Dr. Smith met Mr. Jones at 5 p.m. on Monday. ", "They talked, e.g. about tea."],
        ["He lives in the U.S. ", "She does not."],
        ["Read chapter 3.2 first. ", "Then rest."],
        ['"Go away." ', "He went."],
        ["Wait... what? ", "No."],
        ["See example.com/a?b=1 for more. ", "Thanks."],
        ["終わりました。\n", "次の行です。"],
        ["**重要です。**", "次に進みます。"],
        ["勢いがあります。", "**新しい会社**が増えました。"],
    ],
)
def test_a_text_is_split_into_its_sentences(sentences):
    assert split_sentences("".join(sentences)) == sentences


@given(st.text(alphabet='あ漢A1a.。!？「」() \n"*…', max_size=60))
def test_the_sentences_together_are_the_text(text):
    assert "".join(split_sentences(text)) == text


@pytest.mark.parametrize("text", ["文の途中で", "この結果、", "and then the", "**可能性を**", "1,200"])
def test_a_text_that_stops_in_mid_sentence_is_cut_off(text):
    assert is_cut_off(text)


@pytest.mark.parametrize(
    "text",
    [
        "終わり。",
        "「終わり」",
        "The end.",
        "本当？**",
        "つづく…",
        "次のとおりです：",
        "終わり（了）",
        "困りました、、、",
        "",
    ],
)
def test_a_text_that_ends_with_a_mark_is_whole(text):
    assert not is_cut_off(text)
