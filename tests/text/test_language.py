"""Languages, foreign characters, names and plain text."""

import pytest

from editor_tui.text.language import detect_language, foreign_scripts
from editor_tui.text.names import missing_names
from editor_tui.text.plain import markdown_left, one_line, plain_text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("韓国政府は2030年までに工場500ヶ所を変える。", "ja"),
        ("OpenAI、Google Cloud、AWS、NVIDIAがGPUを供給する", "ja"),
        ("人工知能", "ja"),
        ("韩国政府计划到2030年改造500家工厂", "zh"),
        ("The government will convert five hundred factories by 2030.", "en"),
        ("Large Language Models", "en"),
        ("Die Regierung will bis 2030 fünfhundert Fabriken umbauen, und das ist nicht alles.", "de"),
        ("Le gouvernement va convertir cinq cents usines, et ce n'est pas tout pour les investisseurs.", "fr"),
        ("한국 정부는 2030년까지", "ko"),
        ("Правительство преобразует заводы", "ru"),
        ("12345 %", ""),
        ("", ""),
    ],
)
def test_a_language_is_told_by_scripts_and_small_words(text, language):
    assert detect_language(text) == language


def test_characters_of_other_scripts_are_found_unless_the_source_has_them():
    source = "韓国のNAVERが発表した。한국という表記も使う。"

    assert foreign_scripts("NAVERが发表した", source) == "发"
    assert foreign_scripts("NAVERの한국語モデル", source) == ""
    assert foreign_scripts("NAVERが представил", source) == "представил"


@pytest.mark.parametrize(
    ("candidate", "source", "missing"),
    [
        ("OpenAIとNAVERが提携した。", "NAVERはopenAI社と組む", ()),
        ("ＯｐｅｎＡＩが発表", "OpenAIの発表", ()),
        ("HyperClova Xを公開", "HYPER CLOVA Xを公開", ()),
        ("Anthropicが参入した。", "OpenAIが参入した。", ("Anthropic",)),
        ("LLMsを使う", "LLMの利用", ()),
        ("Metaの戦略", "Metadataの戦略", ("Meta",)),
        ("The company works with Samsung's chips.", "Samsung chips power the company.", ()),
        ("Investors like Nvidia.", "Investors like AMD.", ("Nvidia",)),
        ("Open models win.", "Models that are open win", ()),
        ("Sales rose in October.", "Sales rose.", ()),
        ("CI/CDを導入", "CIとCDを導入", ()),
        ("AI×農業の現場", "AIと農業の現場", ()),
    ],
)
def test_latin_names_stand_in_the_source_or_are_missing(candidate, source, missing):
    found = missing_names(candidate, source)

    if candidate.startswith("CI"):
        assert found in ((), ("CI/CD",))
    else:
        assert found == missing


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("**太字**と*斜体*と`code`", "太字と斜体とcode"),
        ("## 見出し ##", "見出し"),
        ("- [リンク](https://example.com/a_(b)) と ![図](/a.png)", "リンク と 図"),
        ("1. 一つ目\n2. 二つ目", "一つ目\n二つ目"),
        ("> 引用[^1]", "引用"),
        ("<ruby>漢<rt>かん</rt></ruby>字 &amp; R&amp;D", "漢字 & R&D"),
        ("{% include a.html %}本文{{ page.title }}{{< ref >}}", "本文"),
        ("~~消す~~ \\*そのまま\\*", "消す *そのまま*"),
        ("snake_case_name と 2 * 3 * 4", "snake_case_name と 2 * 3 * 4"),
        ("<!-- 注 -->本文", "本文"),
    ],
)
def test_markdown_becomes_the_words_a_reader_sees(markdown, plain):
    assert plain_text(markdown) == plain


def test_a_line_break_between_japanese_characters_is_no_space():
    assert one_line("これは\n一文\nand two\nlines") == "これは一文 and two lines"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("**AI**の話", "**"),
        ("[リンク](http://example.com)", "[リンク](http://example.com)"),
        ("# 見出し", "#"),
        ("- 項目", "-"),
        ("<b>太字</b>", "<b>"),
        ("A * B は積", ""),
        ("5 < 10 > 3", ""),
        ("第1位は日本", ""),
        ("[注]つき", ""),
    ],
)
def test_markdown_left_in_a_text_is_found(text, left):
    assert markdown_left(text) == left
