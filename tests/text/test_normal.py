"""Normal forms, weights and likeness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_tui.text.normal import normal_form, normal_forms
from editor_tui.text.script import has_cjk, is_mostly_cjk, weight
from editor_tui.text.similarity import common_prefix, five_grams, overlap


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("ＡＩ　は **強い**！", "AIは強い!"),
        ("the `code`\n goes on", "thecodegoeson"),
        ("ﾃｽﾄ\u200b", "テスト"),
        ("", ""),
    ],
)
def test_only_the_words_stay_in_a_normal_form(text, form):
    assert normal_form(text) == form


@given(st.lists(st.text(alphabet="aＡ１1ｶﾞか゛ \n*`\u200b\x00。", max_size=8), max_size=5))
def test_forms_made_together_are_those_made_alone(texts):
    assert normal_forms(texts) == [normal_form(text) for text in texts]


def test_a_kana_weighs_as_much_as_two_letters():
    assert weight("かな") == weight("four")
    assert has_cjk("a漢")
    assert not has_cjk("abc")
    assert is_mostly_cjk("AIの話")
    assert not is_mostly_cjk("The word 茶 means tea, they say.")


def test_what_a_text_is_made_of_stays_in_a_longer_one():
    assert five_grams("abcdefg") == {"abcde", "bcdef", "cdefg"}
    assert five_grams("abcdefg") <= five_grams("not only abcdefg and much more")
    assert five_grams("abc") == {"abc"}


@given(st.text(alphabet="ab", max_size=8), st.text(alphabet="ab", max_size=8))
def test_the_common_beginning_is_the_longest(one, other):
    length = common_prefix(one, other)

    assert one[:length] == other[:length]
    assert one[: length + 1] != other[: length + 1] or length == min(len(one), len(other))


def test_an_overlap_is_what_the_next_text_says_again():
    assert overlap("ここで終わるより多くの", "より多くの人が") == len("より多くの")
    assert overlap("abc", "xyz") == 0
