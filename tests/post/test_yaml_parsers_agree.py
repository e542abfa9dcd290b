"""libyaml and the parser in Python give the same places and the same values."""

from __future__ import annotations

import random

import pytest
import yaml
from post.front_matter_fuzz import make_document

from editor_tui.post.draft import Draft
from editor_tui.post.fields import yaml_loader
from editor_tui.post.fields.refusal import RefusalError
from editor_tui.post.fields.yaml_tree import read_tree
from editor_tui.post.front_matter import set_value

pytestmark = pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML without libyaml")


@pytest.mark.parametrize("seed", range(40))
def test_both_parsers_find_the_same_tree(seed):
    document = make_document(random.Random(seed), "yaml")
    text = "".join(segment for _, segment in document.segments)

    assert read_tree(text, yaml_loader.CLoader) == read_tree(text, yaml_loader.PureLoader)
    assert yaml_loader.load(text, yaml_loader.CLoader) == yaml_loader.load(text, yaml_loader.PureLoader)


@pytest.mark.parametrize("text", ["a: 'b\n", "a: [1\n", "a: *b\n", "- a\n", "a: b: c\n", "--- x\n--- y\n", "a: \x07\n"])
def test_both_parsers_refuse_the_same(text):
    for loader in (yaml_loader.CLoader, yaml_loader.PureLoader):
        with pytest.raises(RefusalError):
            _ = yaml_loader.load(text, loader), read_tree(text, loader)


def test_without_libyaml_a_set_makes_the_same_edits(monkeypatch):
    text = "---\ntitle: 茶 # 🍵\ntags:\n- a\n- |\n  b\n\n# end\nlast: >+\n  c\n\n---\n"
    expected = [set_value(Draft("a.md", text.encode()), key, ["x: y"]) for key in ("title", "tags", "last", "new")]

    monkeypatch.setattr(yaml_loader, "Loader", yaml_loader.PureLoader)

    assert [
        set_value(Draft("a.md", text.encode()), key, ["x: y"]) for key in ("title", "tags", "last", "new")
    ] == expected


def said(read):
    """What reading gives, with its types, or what it complains of."""
    try:
        return repr(read())
    except (yaml.YAMLError, AttributeError, LookupError, ValueError, RecursionError) as error:
        return type(error)


ODD = [
    "", "# nothing\n", "a", "- a\n- 1\n", "a: 1\na: 2\n", "<<: {a: 1}\nb: 2\n", "a: {<<: {b: 1}}\n", "=: 1\na: =\n",
    "? [a]\n: b\n", "{{ a }}: b\n", "a: !!binary aGk=\n", "a: !!set {b}\n", "a: !!omap [b: 1]\n", "a: !x b\n",
    "a: !!bool maybe\nb: [[{[c]: d}]]\n", "a: !!int ''\n", "a: !!timestamp x\n", "a: !!str 1\n1: !!float 2\n",
    "a: 2026-02-30\nb: 2026-02-28T10:00:00+09:00\nc: 1_000\nd: 0o17\ne: 017\nf: 12:30:45\ng: .inf\nh: ~\ni: yes\n",
    "on: no\n2024: x\nnull: y\n", "a: [[], {}, [{b: [c]}]]\n", "a: " + "[" * 600 + "]" * 600 + "\n",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_the_short_way_to_the_values_gives_what_pyyaml_gives(text):
    for loader in (yaml_loader.CLoader, yaml_loader.PureLoader):
        short = said(loader(text).get_plain_data)

        assert short == said(loader(text).get_single_data)


@pytest.mark.parametrize("seed", range(200, 400))
def test_the_short_way_gives_the_values_of_any_front_matter(seed):
    text = "".join(segment for _, segment in make_document(random.Random(seed), "yaml").segments)

    assert repr(yaml_loader.load(text)) == repr(yaml.load(text, Loader=yaml_loader.Loader))
