"""Replies that were asked for as JSON or as one text: what is forgiven, what is refused, and that schemas hold."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.asking import TAGS

from editor_tui.errors import InvalidReplyError
from editor_tui.llm.form import example_value
from editor_tui.llm.schema import find_violation
from editor_tui.llm.structured import follows_form, parse_reply, read_text

WANTED = {"tags": ["茶", "温度"]}
PLAIN = json.dumps(WANTED, ensure_ascii=False)


@pytest.mark.parametrize(
    "reply",
    [
        PLAIN,
        f"\n  {PLAIN}\n",
        f"```json\n{PLAIN}\n```",
        f"```\n{PLAIN}\n```\n",
        f"~~~json\n{PLAIN}\n~~~",
        f"Here are the tags:\n\n{PLAIN}\n\nI hope this helps!",
        f"承知いたしました。\n```json\n{PLAIN}\n```\n以上です。",
        f"[{PLAIN}]",
        f'{{"reply": {PLAIN}}}',
        f"Not {{this}} but {PLAIN}",
        '{"tags": ["茶",\n"温度"]}',
    ],
)
def test_the_answer_is_found(reply):
    assert parse_reply(reply, TAGS) == WANTED


@pytest.mark.parametrize(
    ("reply", "id"),
    [
        ("茶, 温度", "llm.no-json"),
        ("", "llm.no-json"),
        ('{"tags": ["茶"', "llm.no-json"),
        ('{"tags": "茶"}', "llm.wrong-type"),
        ('{"labels": ["茶"]}', "llm.missing-key"),
        ('{"tags": [1]}', "llm.wrong-type"),
        ('{"tags": [], "why": "none fits"}', "llm.extra-key"),
        (json.dumps(TAGS), "llm.schema-echo"),
        (json.dumps({**TAGS, "description": "tags of the post"}), "llm.schema-echo"),
        ("null", "llm.wrong-type"),
        ("[" * 3000, "llm.no-json"),
    ],
)
def test_anything_else_is_refused_with_its_reason(reply, id):
    with pytest.raises(InvalidReplyError) as raised:
        parse_reply(reply, TAGS)

    assert raised.value.message.id == id
    assert raised.value.reply == reply


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        ("  短い要約。\n", "短い要約。"),
        ('{"excerpt": "短い要約。"}', "短い要約。"),
        ('```json\n{"excerpt": "短い要約。"}\n```', "短い要約。"),
        ("```\n短い要約。\n```", "短い要約。"),
        ('{"other": "短い要約。"}', '{"other": "短い要約。"}'),
        ("{not json}", "{not json}"),
        ("```\na\n```\nb\n```\nc\n```", "```\na\n```\nb\n```\nc\n```"),
        ("「引用」で始まる文。", "「引用」で始まる文。"),
    ],
)
def test_one_text_is_read_as_it_is_meant(reply, text):
    assert read_text(reply, "excerpt") == text


def test_only_the_bare_answer_follows_the_form():
    assert follows_form(PLAIN, TAGS)
    assert not follows_form(f"```json\n{PLAIN}\n```", TAGS)


SCHEMAS = [
    TAGS,
    {"type": "object", "properties": {"a": {"type": "integer", "minimum": 1, "maximum": 5}}, "required": ["a"]},
    {"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 3}, "minItems": 1, "maxItems": 3},
    {"type": "array", "items": {"enum": ["a", 1, True]}, "uniqueItems": True},
    {"type": ["string", "null"], "pattern": "^a"},
    {
        "type": "object",
        "properties": {"n": {"type": "number"}, "b": {"type": "boolean"}},
        "additionalProperties": False,
    },
    {"const": 0},
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.sampled_from([0.5, 2.0, "a", "ab", "", "abcd", "b"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["a", "n", "b", "tags", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(VALUES, st.sampled_from(SCHEMAS))
def test_schemas_mean_what_the_jsonschema_package_says(value, schema):
    assert (find_violation(value, schema) is None) == jsonschema.Draft202012Validator(schema).is_valid(value)


@given(st.text(max_size=300))
def test_no_reply_breaks_the_parser(reply):
    try:
        value = parse_reply(reply, TAGS)
    except InvalidReplyError:
        return
    assert find_violation(value, TAGS) is None


def test_an_unknown_keyword_is_not_believed_to_be_checked():
    with pytest.raises(NotImplementedError):
        find_violation("x", {"type": "string", "format": "date"})


@pytest.mark.parametrize("schema", SCHEMAS[:1])
def test_an_example_is_valid_itself(schema):
    assert find_violation(example_value(schema), schema) is None


def test_half_of_a_character_becomes_one_that_can_be_written():
    value = parse_reply('{"tags": ["茶\\ud800"]}', TAGS)

    assert value == {"tags": ["茶\ufffd"]}
    assert read_text('{"excerpt": "茶\\ud800"}', "excerpt") == "茶\ufffd"
