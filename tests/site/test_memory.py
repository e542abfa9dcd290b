"""The translation memory: a person's words win, and TMX carries it to other tools and back."""

import io
import os
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_tui.site.memory import LanguagePair, Remembered, TranslationMemory, Version, WrittenSegment
from editor_tui.site.state import State
from editor_tui.site.tmx import TmxError, read_tmx, write_tmx

JA_EN = LanguagePair("ja", "en")


@pytest.fixture
def memory(tmp_path):
    return TranslationMemory(State(tmp_path))


def targets(memory, *sources, languages=JA_EN):
    return {source: item.target for source, item in memory.find(languages, sources).items()}


def test_what_was_kept_is_found_again(memory):
    memory.keep(JA_EN, [Remembered("題", "Title", "machine", "m")])

    assert targets(memory, "題", "他") == {"題": "Title"}
    assert targets(memory, "題", languages=LanguagePair("ja", "fr")) == {}


def test_a_machine_never_takes_the_place_of_a_person(memory):
    memory.keep(JA_EN, [Remembered("題", "First", "machine")])
    memory.keep(JA_EN, [Remembered("題", "Person's", "person")])
    memory.keep(JA_EN, [Remembered("題", "Machine's", "machine")])

    assert targets(memory, "題") == {"題": "Person's"}


def test_empty_segments_are_not_kept(memory):
    memory.keep(JA_EN, [Remembered("題", " ", "machine"), Remembered("", "x", "machine")])

    assert list(memory) == []


def test_what_is_forgotten_is_asked_for_again(memory):
    memory.keep(JA_EN, [Remembered("題", "Title", "machine")])

    memory.forget(JA_EN, ["題"])

    assert targets(memory, "題") == {}


def test_many_segments_are_looked_up_at_once(memory):
    items = [Remembered(f"文{number}", f"Text {number}", "machine") for number in range(1500)]
    memory.keep(JA_EN, items)

    assert len(memory.find(JA_EN, [item.source for item in items])) == 1500


def test_a_version_comes_back_as_it_was_written(memory):
    written = (WrittenSegment("題", "Title", -1, "title"), WrittenSegment("文。", "Text.", 20))
    version = Version("en/a.md", "a.md", JA_EN, "\ufeff---\r\nTitle\udc80", written, ("k1", "k2"), "f")

    memory.keep_version(version)

    assert memory.version("en/a.md") == version
    assert memory.version("en/b.md") is None


def test_a_version_of_a_draft_whose_name_is_no_text_comes_back(memory):
    version = Version(os.fsdecode(b"en/\xff.md"), os.fsdecode(b"\xff.md"), JA_EN, "Title", ())

    memory.keep_version(version)

    assert memory.version(version.path) == version


def test_words_with_a_damaged_byte_are_neither_remembered_nor_in_the_way_of_others(memory):
    damaged = os.fsdecode(b"\xe3\x81")
    memory.keep(JA_EN, [Remembered(damaged, "x", "machine"), Remembered("茶", damaged, "machine")])
    memory.keep(JA_EN, [Remembered("題", "Title", "machine")])
    memory.forget(JA_EN, [damaged])

    assert targets(memory, damaged, "茶", "題") == {"題": "Title"}


def test_two_connections_see_the_same_memory(tmp_path):
    TranslationMemory(State(tmp_path)).keep(JA_EN, [Remembered("題", "Title", "machine")])

    assert targets(TranslationMemory(State(tmp_path)), "題") == {"題": "Title"}
    assert sqlite3.connect(tmp_path / ".editor-tui" / "state.sqlite3").execute("PRAGMA integrity_check").fetchone() == (
        "ok",
    )


def through_tmx(items, languages=JA_EN):
    text = "".join(write_tmx(((JA_EN, item) for item in items), "1.0"))
    return list(read_tmx(io.BytesIO(text.encode()), languages))


def test_tmx_carries_words_markers_and_authors():
    items = [
        Remembered("<c1/>を<a2>見る</a2> & <b>", 'See <a2>it</a2>: <c1/> "x"', "machine", "model", 1_700_000_000.0),
        Remembered("題", "Title", "person", "", 1_700_000_001.0),
    ]

    back = through_tmx(items)

    assert [(item.source, item.target, item.author, item.created) for item in back] == [
        (item.source, item.target, item.author, item.created) for item in items
    ]


def test_tmx_of_another_tool_is_a_persons():
    file = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/><body>
    <tu><tuv xml:lang="EN-us"><seg>Run <ph x="1">{}</ph> now</seg></tuv>
    <tuv xml:lang="ja-JP"><seg><ph x="1"/>を実行</seg></tuv></tu>
    <tu><tuv xml:lang="fr"><seg>Titre</seg></tuv></tu></body></tmx>"""

    (item,) = read_tmx(io.BytesIO(file.encode()), JA_EN)

    assert (item.source, item.target, item.author) == ("<c1/>を実行", "Run <c1/> now", "person")


def test_what_is_no_tmx_is_refused_with_its_line():
    with pytest.raises(TmxError) as refused:
        list(read_tmx(io.BytesIO(b"<tmx>\n<body>\n</tmx>"), JA_EN))

    assert refused.value.line == 3


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1))
def test_any_words_go_through_tmx(text):
    (item,) = through_tmx([Remembered(text, text, "person")]) if text.strip() else [Remembered(text, text, "person")]

    assert (item.source, item.target) == (text, text)
