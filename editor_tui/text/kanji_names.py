"""Names in kanji that a text gives and another does not: those that a suffix gives away (山田氏, 東都大学, 厚労省).

What stands before the suffix must stand in the other text, too, in full or shortened; for some suffixes with it. Words
that only look like names (両氏, 国立大学, 大都市) are left out; a name without a suffix is not seen at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from editor_tui.text.normal import normal_form

_KANJI: Final = "一-龯々〆ヶ"
_OF_PEOPLE: Final = ("氏", "さん", "教授", "博士")
_OF_BODIES: Final = (
    "株式会社", "大学院", "大学", "高校", "病院", "銀行", "新聞", "協会", "研究所", "省", "庁", "県", "府", "市", "党",
)  # fmt: skip
# Before these, any word may stand: 金融 is in many texts that do not speak of the 金融庁.
_AS_A_WHOLE: Final = frozenset({"省", "庁", "大学", "大学院", "銀行", "協会", "研究所"})
_NAME: Final = re.compile(
    rf"(?<![{_KANJI}])(?P<stem>[{_KANJI}]{{1,10}}?)(?P<suffix>{'|'.join((*_OF_PEOPLE, *_OF_BODIES))})(?![{_KANJI}])"
)
_COMPANY: Final = re.compile(rf"(?P<suffix>株式会社)(?P<stem>[{_KANJI}]{{2,8}})(?![{_KANJI}])")
# What stands before the suffixes in words that name nobody: how many, which one, of what kind.
_NO_NAME: Final = re.compile(
    r"[一二三四五六七八九十百千数同各両他某諸該当本全現元前新旧副准助客皆奥母父兄姉娘爺婆子与野]+"
    r"|彼|華|摂|(?:国|私|公|県|都|市)立|有名|名門|一流|難関|短期|女子|医科|工科|海外|国内|地方|地元|総合|専門|主要|大手|中堅|民間"
    r"|政府系|中央|都市|投資|商業|信託|業界|関係|関連|監督|所管|担当|複数|多数|一部|上位|全国|小中|中小|大学|名誉|客員|特任|見本|青空"
    r"|都道府|道府|保守|革新|中道|学生|学級|英字|経済|電子|教育|研究|支援|独自"
)
# The same by how they end: 大都市, 中央官庁, 関係省庁, 看護師さん, 工学博士.
_NO_NAME_BEFORE: Final = {
    "市": re.compile("(?<!^京)都$"),
    "庁": re.compile("[官省県府]$"),
    "さん": re.compile("[師士者員手屋長家主客生工匠官方]$"),
    "博士": re.compile("学$"),
}


def missing_kanji_names(text: str, source: str) -> Iterator[str]:
    """The names in `text` that `source` does not give, as they stand."""
    folded, known = normal_form(text), normal_form(source)
    for pattern in (_NAME, _COMPANY):
        for match in pattern.finditer(folded):
            stem, suffix = match["stem"], match["suffix"]
            if _names_nobody(stem, suffix):
                continue
            if not _stands(stem, suffix, known):
                yield match.group()


def _stands(stem: str, suffix: str, known: str) -> bool:
    if len(stem) == 1:
        # 林 is in 農林, too.
        return re.search(f"(?<![{_KANJI}]){stem}", known) is not None
    whole = f"{stem}{suffix}" if suffix in _AS_A_WHOLE else stem
    return whole in known or (suffix not in _OF_PEOPLE and _is_shortened(stem, suffix, known))


def _names_nobody(stem: str, suffix: str) -> bool:
    if _NO_NAME.fullmatch(stem) or (len(stem) < 2 and suffix not in _OF_PEOPLE):
        return True
    ending = _NO_NAME_BEFORE.get(suffix)
    return ending is not None and ending.search(stem) is not None


def _is_shortened(stem: str, suffix: str, known: str) -> bool:
    """Whether one of the two is short for the other: 厚労省 and 厚生労働省, 東大 and 東京大学."""
    if len(suffix) > 1 and f"{stem[0]}{suffix[0]}" in known:
        return True
    between = f"[{_KANJI}]{{0,4}}"
    if re.search(f"{between.join(map(re.escape, stem))}{between}{suffix}", known):
        return True
    return any(
        one[0] == stem[0] and _is_in_order(one, stem) for one in re.findall(f"([{_KANJI}]{{2,8}}){suffix}", known)
    )


def _is_in_order(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)
