"""From bytes to drafts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_tui.errors import EditRefusedError, EncodingError
from editor_tui.post.encoding import decode
from editor_tui.post.front_matter import set_value

TEXT = '---\ntitle: "お茶の淹れ方"\n---\n湯を沸かします。急須を温めてから茶葉を入れます。\n'


def test_utf_8_is_read_with_and_without_a_byte_order_mark():
    assert decode("a.md", TEXT.encode()).text == TEXT
    assert decode("a.md", TEXT.encode("utf-8-sig")).text == "\ufeff" + TEXT


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_japanese_encodings_are_read_and_written_where_the_settings_allow_them(encoding):
    draft = decode("a.md", TEXT.encode(encoding), ("utf-8", "cp932", "euc-jp"))

    after = draft.with_edits(set_value(draft, "title", "煎茶"))

    assert draft.encoding == encoding
    assert after.data == TEXT.replace("お茶の淹れ方", "煎茶").encode(encoding)


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "utf-16", "utf-16-le", "utf-32"])
def test_other_encodings_are_left_alone(encoding):
    with pytest.raises(EncodingError):
        decode("a.md", TEXT.encode(encoding))


def test_a_wave_dash_that_would_change_its_bytes_keeps_a_file_out():
    # Two spellings in cp932 of one character: decoding and encoding gives the other one.
    data = "湯".encode("cp932") + b"\x87\x90"

    with pytest.raises(EncodingError):
        decode("a.md", data, ("cp932",))


def test_utf_8_with_a_damaged_place_keeps_its_bytes():
    data = TEXT.encode() + b"\xe8\x8c tea\n"

    draft = decode("a.md", data)

    assert draft.with_edits(set_value(draft, "title", "茶")).data.endswith(b"\xe8\x8c tea\n")


def test_an_encoding_that_hides_delimiters_is_not_allowed():
    with pytest.raises(EncodingError) as raised:
        decode("a.md", b"", ("utf-7",))
    assert raised.value.message.id == "post.unsupported-encoding"


def test_a_character_that_the_encoding_lacks_is_refused():
    draft = decode("a.md", TEXT.encode("cp932"), ("cp932",))

    with pytest.raises(EditRefusedError) as raised:
        set_value(draft, "title", "🍵")
    assert raised.value.message.id == "post.refused-encoding"


def test_an_error_names_the_line_of_the_first_strange_byte():
    with pytest.raises(EncodingError) as raised:
        decode("a.md", b"---\r\ntitle: x\r\n---\r\ncaf\xe9\r\n")
    assert raised.value.line == 4


@settings(deadline=None)
@given(st.binary(max_size=40), st.sampled_from([("utf-8",), ("cp932",), ("euc_jp", "cp932")]))
def test_a_draft_always_gives_its_bytes_back(data, encodings):
    try:
        draft = decode("a.md", data, encodings)
    except EncodingError:
        return

    assert draft.with_edits(()).data == data
