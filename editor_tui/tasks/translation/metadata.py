"""The front matter of a version: the source's own, with the edits that make it another language's.

Everything that is not mentioned here (dates, images, layout, comments, quotes) stays as the source has it, byte for
byte. Nothing of it is ever asked of a model but the words of single values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from editor_tui.post.blocks import split_text
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit, compose
from editor_tui.post.front_matter import get_value, has_key, set_value, unset_value
from editor_tui.post.segments import Segment, field_segment
from editor_tui.post.version_fields import keys_of_versions
from editor_tui.repair.reading_time import corrected_reading_time, reading_minutes
from editor_tui.settings.schema import ReadingTimeSettings, Settings
from editor_tui.tasks.translation.addresses import new_addresses
from editor_tui.tasks.vocabulary import Vocabulary

REASON: Final = "translate"
_ALSO_TEXT: Final = ("subtitle", "summary", "description", "excerpt")
_REDIRECTS: Final = ("aliases", "redirect_from", "redirects")


@dataclass(frozen=True, slots=True)
class FieldRules:
    """Which keys are translated, which hold tags and categories, and their names in the target language.

    `reading_time` is the key that says how long the version takes to read, at the `speeds` of the settings. `kind` is
    the kind of site: what gives a page its address there.
    """

    translated: tuple[str, ...]
    tags: str
    categories: str
    english: Mapping[str, str]
    aliases: Mapping[str, str]
    reading_time: str = ""
    speeds: ReadingTimeSettings = field(default_factory=ReadingTimeSettings)
    kind: str = ""

    @classmethod
    def of(cls, settings: Settings, vocabulary: Vocabulary, kind: str = "") -> FieldRules:
        keys = settings.keys
        usual = (keys.title, keys.excerpt, keys.description, *_ALSO_TEXT)
        chosen = settings.translate.fields or usual
        translated = tuple(dict.fromkeys(key for key in (keys.title, *chosen) if key))
        english = {**vocabulary.english, **settings.tags.english}
        aliases = {**vocabulary.aliases, **settings.tags.aliases}
        speeds = settings.reading_time
        return cls(translated, keys.tags, keys.categories, english, aliases, keys.reading_time, speeds, kind)

    def name_of(self, tag: str, target: str) -> str | None:
        """The name of a tag in the target language, or None where the site does not say one."""
        if target != "en":
            return None
        return self.english.get(tag) or self.english.get(self.aliases.get(tag, tag))


def find_field_segments(source: Draft, rules: FieldRules, language: str, target: str) -> tuple[Segment, ...]:
    """The values that are to be translated: texts of the translated keys, and tags that have no name yet.

    A list's items have keys with their number, `tags[2]`.
    """
    segments: list[Segment | None] = []
    for key in rules.translated:
        value = get_value(source, key)
        if isinstance(value, str):
            segments.append(field_segment(key, value, language))
        elif isinstance(value, Sequence):
            segments += _items(key, value, language)
    tags = get_value(source, rules.tags) if rules.tags and rules.tags not in rules.translated else None
    if isinstance(tags, Sequence) and not isinstance(tags, str):
        named = [None if isinstance(tag, str) and rules.name_of(tag, target) else tag for tag in tags]
        segments += _items(rules.tags, named, language)
    return tuple(segment for segment in segments if segment is not None)


def _items(key: str, values: Sequence[object], language: str) -> list[Segment | None]:
    return [
        field_segment(f"{key}[{number}]", value, language)
        for number, value in enumerate(values)
        if isinstance(value, str)
    ]


def front_matter_edits(
    source: Draft, words: Mapping[str, str], rules: FieldRules, language: str, body: str
) -> tuple[Edit, ...]:
    """Edits of the source's text that give its front matter these words, by key, and make it a version's.

    `body` is the version's: it takes longer or shorter to read than the source.

    Raises FrontMatterError and EditRefusedError where a key cannot be changed for certain.
    """
    values: dict[str, object] = {}
    for key in (*rules.translated, rules.tags, rules.categories):
        if key and (value := _translated(source, key, words, rules, language)) is not None:
            values[key] = value
    values |= new_addresses(source, rules.kind, language)
    if (minutes := _reading_time(source, rules, body)) is not None:
        values[rules.reading_time] = minutes
    language_key, source_key = keys_of_versions(rules.kind)
    values |= {language_key: language, source_key: source.path}
    edits: tuple[Edit, ...] = ()
    edited = source
    for key in _REDIRECTS:
        if has_key(edited, key):
            step = unset_value(edited, key, reason=REASON)
            edits, edited = compose(edits, step), edited.with_edits(step)
    for key, value in values.items():
        step = set_value(edited, key, value, reason=REASON)
        edits, edited = compose(edits, step), edited.with_edits(step)
    return edits


def _reading_time(source: Draft, rules: FieldRules, body: str) -> object:
    """The reading time of the version; None where the source states none, or one that holds for both."""
    if not rules.reading_time or (value := get_value(source, rules.reading_time)) is None:
        return None
    minutes = reading_minutes(body, split_text(body), rules.speeds)
    return corrected_reading_time(value, minutes, rules.speeds)


def _translated(source: Draft, key: str, words: Mapping[str, str], rules: FieldRules, language: str) -> object:
    """The value of a key in the target language; None where it is not there."""
    value = get_value(source, key)
    if isinstance(value, str):
        names = rules.name_of(value, language) if key in (rules.tags, rules.categories) else None
        return words.get(key) or names or value
    if not isinstance(value, Sequence):
        return None
    by_name = key in (rules.tags, rules.categories)
    items = [
        words.get(f"{key}[{number}]")
        or (rules.name_of(item, language) if by_name and isinstance(item, str) else None)
        or item
        for number, item in enumerate(value)
    ]
    # Two tags can have one name in the other language.
    return [item for number, item in enumerate(items) if item not in items[:number]] if by_name else items
