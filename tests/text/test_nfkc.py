import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from editor_tui.text.nfkc import to_nfkc

ALPHABET = st.characters() | st.sampled_from("がか゛ﾞﾊﾞ（）？、。Ａ①㌔가ㅏ\u3099\u0301\u200d\ufe0f")


@given(st.text(ALPHABET, max_size=20))
def test_any_text_is_normalised_as_the_standard_library_does(text):
    assert to_nfkc(text) == unicodedata.normalize("NFKC", text)


def test_every_character_behind_every_kind_of_base_is_normalised_as_the_standard_library_does():
    bases = "aあか가ᄀはハＡ゛ωАइ"
    pairs = (base + chr(code) for code in range(0x80, 0x10000) for base in bases)

    wrong = [pair for pair in pairs if to_nfkc(pair) != unicodedata.normalize("NFKC", pair)]

    assert wrong == []
