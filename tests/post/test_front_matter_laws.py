"""Laws of setting front matter, over texts that nobody chose."""

from __future__ import annotations

import json
import tomllib

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from post.front_matter_fuzz import READERS, fuzz

from editor_tui.errors import DraftError, EditRefusedError
from editor_tui.post.draft import Draft
from editor_tui.post.front_matter import (
    duplicate_keys,
    get_value,
    has_key,
    set_value,
    unset_value,
    value_span,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    TEXT | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
DRAFTS = {
    "yaml": "---\r\ntitle: \"茶\" # 1\r\nexcerpt: >-\r\n  one\r\n  two\r\ntags:\r\n- a\r\n- 'b'\r\n\r\n---\r\nBody\r\n",
    "toml": '+++\ntitle = \'茶\' # 1\nexcerpt = """\none"""\ntags = ["a", \'b\']\n\n[extra]\nx = 1\n+++\nBody\n',
    "json": '{\n  "title": "茶",\n  "excerpt": "one",\n  "tags": ["a",  "b"]\n}\nBody\n',
}
formats = pytest.mark.parametrize("format", ["yaml", "toml", "json"])


def draft_of(text: str) -> Draft:
    return Draft("post.md", text.encode("utf-8", "surrogateescape"))


@pytest.mark.parametrize("text", ["  indented\nnext", "\nblank first", "one\n\tnext", "one\n   ", "one\n", "one\ntwo"])
@formats
def test_a_text_of_several_lines_comes_back_whatever_its_first_and_last_ones_are(format, text):
    draft = draft_of(DRAFTS[format])

    edited = draft.with_edits(set_value(draft, "note", text))

    assert get_value(edited, "note") == text


def read(draft: Draft) -> list[dict[str, object]]:
    frame = draft.frame
    return [reader(draft.text[frame.start : frame.end]) for reader in READERS[frame.format]]


@formats
@settings(deadline=None, max_examples=40)
@given(value=VALUES, key=st.sampled_from(["title", "excerpt", "tags", "new", "extra.new"]))
def test_every_reader_reads_the_value_that_was_set_and_the_others_as_before(format, value, key):
    draft = draft_of(DRAFTS[format])

    after = draft.with_edits(set_value(draft, key, value))

    for values, before in zip(read(after), read(draft), strict=True):
        for name in key.split("."):
            found = values.get(name)
            values, rest = found if isinstance(found, dict) else {}, {k: v for k, v in values.items() if k != name}
            if "." not in key:
                assert rest == {k: v for k, v in before.items() if k != name}
        assert json.dumps(found, sort_keys=True) == json.dumps(value, sort_keys=True)
    assert after.body == draft.body


@formats
@settings(deadline=None, max_examples=40)
@given(value=VALUES, key=st.sampled_from(["title", "tags", "new"]))
def test_setting_a_value_again_changes_nothing(format, value, key):
    draft = draft_of(DRAFTS[format])
    after = draft.with_edits(set_value(draft, key, value))

    assert set_value(after, key, value) == ()


@formats
@settings(deadline=None, max_examples=40)
@given(value=VALUES)
def test_unsetting_a_new_key_gives_the_bytes_back(format, value):
    draft = draft_of(DRAFTS[format])
    after = draft.with_edits(set_value(draft, "new", value))

    assert after.with_edits(unset_value(after, "new")).data == draft.data


@given(text=st.text(max_size=60), value=TEXT)
@example(text="a: b\u2028c\n", value="")
@example(text="a: |+\n\n\n", value="x")
@example(text="'a': &b c\nd: *b", value="x")
@settings(deadline=None, max_examples=200)
def test_any_front_matter_is_set_for_certain_or_refused(text, value):
    assume(not any("\ud800" <= character <= "\udfff" for character in text))
    draft = draft_of(f"---\n{text}\n---\nBody\n")
    try:
        edits = set_value(draft, "title", value)
    except DraftError:
        return

    after = draft.with_edits(edits)

    assert after.metadata["title"] == value
    assert {**after.metadata, "title": 1} == {**draft.metadata, "title": 1}
    assert after.body == draft.body


@formats
@settings(deadline=None, max_examples=40)
@given(names=st.lists(TEXT.filter(bool), min_size=1, max_size=3), value=st.text("ab: '", max_size=4))
def test_a_name_in_quotes_can_be_anything(format, names, value):
    draft = draft_of(DRAFTS[format])
    key = ".".join('"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"' for name in names)
    assume(not has_key(draft, key) and names[0] not in draft.metadata)

    after = draft.with_edits(set_value(draft, key, value))

    assert get_value(after, key) == value


@formats
def test_half_a_character_is_refused(format):
    draft = draft_of(DRAFTS[format])

    with pytest.raises(EditRefusedError) as raised:
        set_value(draft, "title", "\udc80")
    assert raised.value.message.id == "post.refused-surrogate"


def test_a_sample_of_the_fuzz_damages_nothing():
    outcome = fuzz(240, seed=20)

    assert outcome.wrong == []
    assert outcome.counts["changed"] > 180


@pytest.mark.parametrize("key", ["", ".", "a.", ".a", "a..b", '"a', "a.'b", "'a'b"])
def test_what_is_no_key_is_refused(key):
    with pytest.raises(EditRefusedError) as raised:
        get_value(draft_of(DRAFTS["yaml"]), key)
    assert raised.value.message.id == "post.invalid-key"


def test_reading_takes_keys_that_python_frontmatter_trips_over():
    draft = draft_of("---\ncontent: a\nhandler: b\nself: c\n2024: d\non: e\n---\n")

    assert draft.metadata == {"content": "a", "handler": "b", "self": "c", "2024": "d", "on": "e"}


def test_a_date_that_is_none_is_text():
    assert draft_of("---\ndate: 2025-02-30\nsize: 0b_\nmark: =\n---\n").metadata == {
        "date": "2025-02-30",
        "size": "0b_",
        "mark": "=",
    }


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\na: 1\nb: 'c\n---\n", 3),
        ("---\ntitle: x\n\ud83dbad: 1\n---\n".replace("\ud83d", "\udc83"), 3),
        ("+++\na = 1\nb = c\n+++\n", 3),
        ('\n{\n"a": 1\n"b": 2\n}\n', 4),
        ("---\na: 1\n", 1),
        ("---\na: b: c\n---\n", 2),
    ],
)
def test_an_error_names_the_line_of_the_file(text, line):
    with pytest.raises(DraftError) as raised:
        _ = draft_of(text).metadata
    assert raised.value.line == line


@pytest.mark.parametrize("text", ["[" * 50_000, "- " * 50_000 + "a", "a: " + "{" * 50_000])
def test_front_matter_that_is_too_deep_is_refused(text):
    with pytest.raises(DraftError):
        _ = draft_of(f"---\n{text}\n---\n").metadata


def test_front_matter_that_multiplies_itself_is_refused():
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]

    with pytest.raises(DraftError) as raised:
        _ = draft_of("---\n" + "\n".join(lines) + "\n---\n").metadata
    assert raised.value.message.id == "post.too-deep"


@formats
def test_a_span_is_of_the_value(format):
    draft = draft_of(DRAFTS[format])

    start, end = value_span(draft, "title")

    assert draft.text[start:end] == {"toml": "'茶'"}.get(format, '"茶"')
    assert value_span(draft, "nothing") is None


def test_keys_that_stand_twice_are_found_in_their_mapping():
    draft = draft_of("---\na: 1\nb:\n  a: 2\n  c: 3\n  c: 4\na: 5\n---\n")

    found = [(key, draft.line_of(start), draft.text[start:end]) for key, (start, end) in duplicate_keys(draft)]

    assert found == [("b.c", 6, "c"), ("a", 7, "a")]


def test_the_oracles_are_able_to_disagree():
    assert yaml.safe_load("a: yes") != READERS["yaml"][1]("a: yes")
    assert tomllib.loads("a = 1") == {"a": 1}


MAPPINGS = st.dictionaries(TEXT.filter(bool), VALUES, min_size=1, max_size=4)


@st.composite
def written_drafts(draw, values):
    """The values as PyYAML or json writes them in one of their styles."""
    if draw(st.booleans()):
        style = draw(st.sampled_from([None, "'", '"', "|", ">"]))
        flow = draw(st.sampled_from([None, True, False]))
        front_matter = yaml.safe_dump(
            values, allow_unicode=True, default_style=style, default_flow_style=flow, width=draw(st.integers(20, 200))
        )
        return draft_of(f"---\n{front_matter}---\nBody\n")
    indent = draw(st.sampled_from([None, 2, "\t"]))
    return draft_of(json.dumps(values, ensure_ascii=draw(st.booleans()), indent=indent) + "\nBody\n")


@settings(deadline=None, max_examples=80)
@given(data=st.data(), values=MAPPINGS, new=VALUES)
def test_what_other_programs_write_is_edited_key_by_key(data, values, new):
    draft = data.draw(written_drafts(values))
    name = data.draw(st.sampled_from([*values, "another"]))
    key = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    before = dict(draft.metadata)
    # PyYAML writes tags where a style would change the type (`!!int "1"`), and long keys behind a question mark.
    assume("!!" not in draft.text and "? " not in draft.text)

    after = draft.with_edits(set_value(draft, key, new))
    without = draft.with_edits(unset_value(draft, key))

    assert json.dumps(after.metadata, sort_keys=True) == json.dumps({**before, name: new}, sort_keys=True)
    assert list(after.metadata) == list({**before, name: new})
    before.pop(name, None)
    assert json.dumps(without.metadata) == json.dumps(before)
