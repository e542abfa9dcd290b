"""PyYAML's safe loaders, made to read whatever a site generator reads."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import yaml
from yaml.constructor import ConstructorError, SafeConstructor
from yaml.reader import Reader, ReaderError

from editor_tui.messages.complaints import complaint
from editor_tui.post.fields.refusal import UnreadableError

# Deeper than any post, and far from what overflows the stack of the parser in C.
_DEEPEST = 100
_LONG = 20_000
_MOST_NODES = 100_000
_TEXT: Final = "tag:yaml.org,2002:str"
_LIST: Final = "tag:yaml.org,2002:seq"
_MAPPING: Final = "tag:yaml.org,2002:map"
_MERGE: Final = "tag:yaml.org,2002:merge"
_NOT_PLAIN: Final = object()


@lru_cache(maxsize=4096)
def _tag_of(plain: str) -> str:
    """The tag of a plain scalar. The names of keys come in every post, and so do many values."""
    resolvers: Any = yaml.SafeLoader.yaml_implicit_resolvers
    return next((tag for tag, pattern in resolvers.get(plain[:1], ()) if pattern.match(plain)), _TEXT)


class _FieldConstructor(SafeConstructor):
    """Keys are text as it is written; a scalar that only looks like a date or a number is text too."""

    def resolve(self, kind: type[Any], value: str, implicit: tuple[bool, bool]) -> str:
        """What PyYAML's own says where no paths have tags, in a quarter of the time."""
        if kind is yaml.ScalarNode:
            return _tag_of(value) if implicit[0] else _TEXT
        return _LIST if kind is yaml.SequenceNode else _MAPPING

    def descend_resolver(self, node: object, index: object) -> None:
        """Nothing: this is for tags by paths."""

    def ascend_resolver(self) -> None:
        """Nothing: this is for tags by paths."""

    def get_plain_data(self: Any) -> object:
        """What `get_single_data` gives, in half the time, for a text without aliases."""
        node = self.get_single_node()
        if node is None:
            return None
        try:
            plain = self._plain(node)
        except (LookupError, AttributeError, RecursionError):
            # Whatever PyYAML says of a damaged value, it has to say itself.
            plain = _NOT_PLAIN
        return self.construct_document(node) if plain is _NOT_PLAIN else plain

    def _plain(self, node: Any) -> object:
        """The value of a node by the shortest way; `_NOT_PLAIN` for other tags, merges and keys that are no scalars."""
        if type(node) is yaml.ScalarNode:
            if node.tag == _TEXT:
                return node.value
            construct = _SCALARS.get(node.tag)
            return _NOT_PLAIN if construct is None else construct(self, node)
        if type(node) is yaml.SequenceNode and node.tag == _LIST:
            items = [self._plain(item) for item in node.value]
            return _NOT_PLAIN if _NOT_PLAIN in items else items
        if type(node) is not yaml.MappingNode or node.tag != _MAPPING:
            return _NOT_PLAIN
        mapping = {}
        for key, value in node.value:
            if type(key) is not yaml.ScalarNode or key.tag == _MERGE:
                return _NOT_PLAIN
            plain = mapping[key.value] = self._plain(value)
            if plain is _NOT_PLAIN:
                return _NOT_PLAIN
        return mapping

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        if isinstance(node, yaml.MappingNode):
            self.flatten_mapping(node)
        mapping = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise ConstructorError(
                    None,
                    None,
                    "a list or a mapping stands where a key should; put quotes around a template",
                    key.start_mark,
                )
            mapping[key.value] = self.construct_object(value, deep=deep)
        return mapping


def _or_text(construct: Callable[[Any, Any], object]) -> Callable[[Any, Any], object]:
    def constructed(loader: Any, node: Any) -> object:
        try:
            return construct(loader, node)
        except (ValueError, OverflowError):
            return loader.construct_scalar(node)

    return constructed


for _tag, _construct in {
    "int": SafeConstructor.construct_yaml_int,
    "float": SafeConstructor.construct_yaml_float,
    "timestamp": SafeConstructor.construct_yaml_timestamp,
    "value": SafeConstructor.construct_yaml_str,
}.items():
    _FieldConstructor.add_constructor(f"tag:yaml.org,2002:{_tag}", _or_text(_construct))

_SCALARS: Final = {
    tag: _FieldConstructor.yaml_constructors[tag]
    for tag in map("tag:yaml.org,2002:{}".format, ("int", "float", "bool", "null", "timestamp"))
}


_SCALAR_CONSTRUCTOR: Final = _FieldConstructor()


def resolve(word: str) -> object:
    """The value of a plain scalar. Raises LookupError where it is no scalar of these kinds."""
    # Most words begin as no number, date or truth value does.
    return _resolve(word) if word[0] in yaml.SafeLoader.yaml_implicit_resolvers else word


@lru_cache(maxsize=4096)
def _resolve(word: str) -> object:
    for tag, pattern in yaml.SafeLoader.yaml_implicit_resolvers[word[0]]:
        if pattern.match(word):
            return _SCALARS[tag](_SCALAR_CONSTRUCTOR, yaml.ScalarNode(tag, word))
    return word


class PureLoader(_FieldConstructor, yaml.SafeLoader):
    """The loader in Python, for machines without libyaml."""


Loader: Any = PureLoader
if yaml.__with_libyaml__:

    class CLoader(_FieldConstructor, yaml.CSafeLoader):
        """The loader on libyaml: the same values and the same marks, ten times as fast."""

    Loader = CLoader


def load(text: str, loader: Any = None) -> object:
    """The value of the one document in `text`. Raises UnreadableError with the place that the parser names."""
    loader = loader or Loader
    try:
        if len(text) > _LONG or ("&" in text and "*" in text):
            _measure(text, loader)
        parser = loader(text)
        try:
            # A value that an alias repeats is one object, which only PyYAML's own way tells.
            return parser.get_single_data() if "*" in text else parser.get_plain_data()
        finally:
            parser.dispose()
    except yaml.YAMLError as error:
        raise unreadable(error, text) from error
    except (UnicodeEncodeError, RecursionError, AttributeError, KeyError, ValueError) as error:
        # PyYAML's constructors raise what Python does for values that are not what their tag says (`!!bool maybe`).
        raise UnreadableError("post.invalid-yaml", detail=str(error)) from error


def unreadable(error: yaml.YAMLError, text: str) -> UnreadableError:
    """The parser's complaint about `text` and where it points."""
    if isinstance(error, ReaderError):
        strange = Reader.NON_PRINTABLE.search(text)
        offset = None if strange is None else strange.start()
        return UnreadableError("post.invalid-yaml", offset=offset, detail=complaint(str(error.reason)))
    mark = getattr(error, "problem_mark", None)
    if "unexpected end" in str(error):
        # A quote that is never closed: not where the text ends, but where it began.
        mark = getattr(error, "context_mark", None) or mark
    detail = getattr(error, "problem", None) or str(error)
    return UnreadableError("post.invalid-yaml", offset=None if mark is None else mark.index, detail=complaint(detail))


def _measure(text: str, loader: Any) -> None:
    """Refuse what is nested or multiplied by aliases beyond reason, before anything is built of it."""
    sizes: dict[str, int] = {}
    open_nodes: list[tuple[str | None, int]] = []
    total = 0
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            open_nodes.append((event.anchor, total))
            total += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = open_nodes.pop()
            if anchor:
                sizes[anchor] = total - before
        elif isinstance(event, yaml.AliasEvent):
            total += sizes.get(str(event.anchor), 1)
        elif isinstance(event, yaml.ScalarEvent):
            total += 1
        if len(open_nodes) > _DEEPEST or total > _MOST_NODES:
            raise UnreadableError("post.too-deep", offset=getattr(event.start_mark, "index", None))
