"""Katakana words of one text in another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_tui.text.katakana import missing_katakana


@pytest.mark.parametrize(
    ("candidate", "source", "missing"),
    [
        ("サムスンが発表した。", "サムスンは新製品を出す", ()),
        ("サムソンが発表した。", "ソニーは新製品を出す", ("サムソン",)),
        ("ジェンスン・ファンが語る。", "ジェンスンファン氏", ()),
        ("ジェンスン・ファンが語る。", "社長が語った", ("ジェンスン・ファン",)),
        ("サーバーを増やす。", "サーバを増設", ()),
        ("ヴァイオリン教室", "バイオリンの教室", ()),
        ("ﾊﾞｲｵﾘﾝ教室", "バイオリンの教室", ()),
        ("ビジネスチャンスのアドバイス", "商いの話", ()),
        ("クラウドリスクを語る", "雲の話", ()),
        ("マイクロソフトが組む", "Microsoftが組む", ("マイクロソフト",)),
        ("ビルとコメ", "家と麦", ()),
    ],
)
def test_katakana_names_stand_in_the_source_or_are_missing(candidate, source, missing):
    assert missing_katakana(candidate, source) == missing


@given(st.text("アイウエオカキクケコサシスセソヴァィェォー・茶の", max_size=30))
def test_a_text_never_misses_its_own_words(text):
    assert missing_katakana(text, text) == ()
