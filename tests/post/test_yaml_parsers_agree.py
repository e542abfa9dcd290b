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
