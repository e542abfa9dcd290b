"""Both languages say everything, with the same values."""

import re
import string
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from editor_tui.messages import Catalogue, Message, detect_language
from editor_tui.messages.catalogue import find_template

PACKAGE = Path(__file__).parents[2] / "editor_tui"
AREAS = sorted(path.stem for path in (PACKAGE / "messages" / "en").glob("*.toml"))


def templates(language, area):
    return tomllib.loads((PACKAGE / "messages" / language / f"{area}.toml").read_text(encoding="utf-8"))


def placeholders(template):
    texts = template.values() if isinstance(template, Mapping) else [template]
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_languages_have_the_same_areas():
    assert sorted(path.stem for path in (PACKAGE / "messages" / "ja").glob("*.toml")) == AREAS


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_have_the_same_messages(area):
    assert templates("ja", area).keys() == templates("en", area).keys()


@pytest.mark.parametrize("area", AREAS)
def test_a_message_takes_the_same_values_in_both_languages(area):
    english, japanese = templates("en", area), templates("ja", area)

    different = {name for name in english if placeholders(english[name]) ^ placeholders(japanese.get(name, ""))}

    # A count that only chooses between singular and plural need not be said.
    assert not {
        name for name in different if placeholders(english[name]) ^ placeholders(japanese.get(name, "")) != {"count"}
    }


@pytest.mark.parametrize("area", AREAS)
def test_every_japanese_message_is_japanese(area):
    def is_japanese(text):
        bare = re.sub(r"\{[^}]*\}", "", text)
        return re.search(r"[ぁ-んァ-ヶ一-龠]", bare) or not re.search(r"[A-Za-z]{4,} [a-z]{3,}", bare)

    texts = {
        name: text
        for name, template in templates("ja", area).items()
        for text in (template.values() if isinstance(template, Mapping) else [template])
    }

    assert [name for name, text in texts.items() if not is_japanese(text)] == []


def test_every_message_that_the_code_names_exists():
    known = {f"{area}.{name}" for area in AREAS for name in templates("en", area)}
    named = {
        match.group(1)
        for path in PACKAGE.rglob("*.py")
        for match in re.finditer(
            rf"\"((?:{'|'.join(AREAS)})\.[a-z0-9]+(?:-[a-z0-9]+)*)\"", path.read_text(encoding="utf-8")
        )
    }

    assert named - known == set()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("area", AREAS)
def test_a_single_message_is_found_as_the_whole_area_has_it(language, area):
    known = templates(language, area)

    assert {name: find_template(language, area, name) for name in known} == known


def test_a_message_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        find_template("en", "cli", "no-such-message")


def test_a_count_chooses_between_one_and_other(monkeypatch):
    monkeypatch.setattr(
        "editor_tui.messages.catalogue.find_template", lambda *_: {"one": "{count} post", "other": "{count} posts"}
    )

    assert [Catalogue("en").say("x.n", count=count) for count in (1, 2)] == ["1 post", "2 posts"]


def test_a_message_survives_json():
    message = Message.of("cli.bad-usage", detail=Message.of("cli.usage"), command="x")

    assert Message.from_json(message.to_json()) == message


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "ja"}, "ja"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_locale_chooses_the_language(environment, language):
    assert detect_language(environment) == language
