"""Names in kanji that a suffix gives away."""

import pytest

from editor_tui.text.kanji_names import missing_kanji_names

SOURCE = (
    "農林水産省の山田太郎さんは、京都市と大手の銀行に話した。厚労省と東大も加わる。金融と文化の話である。三河屋株式会社、国民民主、"
    "日本経済新聞、茶業研究所の見解は分かれる。"
)


@pytest.mark.parametrize(
    "text",
    [
        "山田氏と山田太郎氏が話した。",
        "農林水産省と農水省。",
        "厚労省と厚生労働省。",
        "東京大学と東大。",
        "京都府と京都市。",
        "三河屋株式会社と株式会社三河屋。",
        "国民民主党。",
        "日経新聞。",
        "両氏、同市、各省庁、与野党、大都市、国立大学、地方銀行、見本市、都道府県。",
        "看護師さん、お客さん、皆さん、工学博士、大学教授。",
        "市場と県内と大学生と銀行口座と省力化。",
        "",
    ],
)
def test_what_the_source_names_and_what_names_nobody_is_not_missing(text):
    assert list(missing_kanji_names(text, SOURCE)) == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("佐藤氏が話した。", ["佐藤氏"]),
        ("山田花子さんが話した。", ["山田花子さん"]),
        ("金融庁と文化庁が決めた。", ["金融庁", "文化庁"]),
        ("環境省が決めた。", ["環境省"]),
        ("早稲田大学と緑山銀行。", ["早稲田大学", "緑山銀行"]),
        ("宇治市と長野県。", ["宇治市", "長野県"]),
        ("株式会社朝霧。", ["株式会社朝霧"]),
        ("林氏の話。", ["林氏"]),
        ("北陸新聞と桜台病院。", ["北陸新聞", "桜台病院"]),
    ],
)
def test_what_the_source_does_not_name_is_missing(text, missing):
    assert list(missing_kanji_names(text, SOURCE)) == missing
