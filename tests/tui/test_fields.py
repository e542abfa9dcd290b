"""What a form says of a typed text."""

import pytest

from editor_tui.settings.schema import Settings
from editor_tui.tui.fields import fields_of, trouble_with

SETTINGS = Settings(choices={"categories": ("Tea", "Food"), "level": ("easy", "hard")})


@pytest.mark.parametrize(
    ("language", "limits"),
    [("ja", (10, 20)), ("ko", (10, 20)), ("zh", (10, 20)), ("en", (30, 40)), ("de", (30, 40)), ("", (30, 40))],
)
def test_the_limits_are_those_that_hold_for_what_a_model_writes_in_the_language(language, limits):
    limited = SETTINGS.replace(title=SETTINGS.title.replace(ja=(10, 20), en=(30, 40)))

    [field] = fields_of({"title": "Tea"}, limited, language)[:1]

    assert field.limits == limits


@pytest.mark.parametrize(
    ("key", "value", "typed", "trouble"),
    [
        ("categories", ["Tea"], "Tea, Food", ""),
        ("categories", ["Tea"], "Tea, Space", "not-a-choice"),
        ("categories", ["Tea"], "", ""),
        ("level", "easy", "hard", ""),
        ("level", "easy", "", ""),
        ("level", "easy", "hard, easy", "not-a-choice"),
        ("title", "Tea", "👨‍👩‍👧" * 39, "too-short"),
        ("title", "Tea", "か\u3099" * 35, ""),
    ],
)
def test_a_closed_list_is_closed_and_characters_are_a_readers(key, value, typed, trouble):
    limited = SETTINGS.replace(title=SETTINGS.title.replace(ja=(40, 50), en=(30, 40)))
    language = "ja" if "👨" in typed else "en"

    [field] = [field for field in fields_of({key: value}, limited, language) if field.key == key]

    assert trouble_with(field, typed) == trouble
