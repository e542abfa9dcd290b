"""Languages by name: English for a model, the reader's own language for people."""

import pytest

from editor_tui.messages import Catalogue, Message
from editor_tui.tasks.languages import language_called, language_name


@pytest.mark.parametrize(
    ("code", "name"), [("ja", "Japanese"), ("en-GB", "English"), ("PT-br", "Portuguese"), ("xx", "xx")]
)
def test_a_language_has_its_english_name_in_a_prompt(code, name):
    assert language_name(code) == name


def test_a_reader_of_japanese_is_told_languages_in_japanese():
    told = Message.of("tasks.check-language", found=language_called("en"), wanted=language_called("ja"))

    assert Catalogue("ja").text(told) == "英語で書かれています（日本語のはずです）"
    assert Catalogue("en").text(told) == "it is in English; Japanese is wanted"
