"""Which language a text is in, by its scripts and smallest words. Good for paragraphs, a guess for single words."""

from __future__ import annotations

import re
from typing import Final

_KANA: Final = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
# Compiled when first needed, which takes as long as a dozen drafts to list.
_HAN: Final = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WORD: Final = re.compile(r"[a-z\u00df-\u024f]+(?:'[a-z]+)?")
_SCRIPTS: Final = {
    "ko": r"[\uac00-\ud7af\u1100-\u11ff]",
    "ru": r"[\u0400-\u04ff]",
    "el": r"[\u0370-\u03ff]",
    "ar": r"[\u0600-\u06ff]",
    "he": r"[\u0590-\u05ff]",
    "th": r"[\u0e00-\u0e7f]",
    "hi": r"[\u0900-\u097f]",
}
_OTHER_SCRIPT: Final = re.compile(r"[\u0370-\u05ff\u0600-\u06ff\u0900-\u097f\u0e00-\u0e7f\u1100-\u11ff\uac00-\ud7af]")
_SMALL_WORDS: Final = {
    "en": "the of and to in is that for it as with on are this be by from at was an have has its not but or which you "
    "we will their can",
    "de": "der die das und ist nicht mit ein eine zu den von auf für im dem sich des auch wird sind wie oder bei nach "
    "aus einer",
    "fr": "le la les des et est une dans que qui pour pas sur au plus par avec son ses ce sont aux du cette ont nous",
    "es": "el la los las y es una que de en por con para no su se lo como más pero sus le del al este esta son",
    "it": "il lo la gli le e di che è un una per non sono con del della si più come anche nel dei alla ha",
    "pt": "o os as e é um uma que de do da em para não com por mais se no na dos das ao como mas foi são",
    "nl": "de het een en van is dat niet op te zijn met voor aan er ook maar door bij worden naar deze",
}
_SETS: Final = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
# Simplified forms that Japanese writes otherwise.
_SIMPLIFIED: Final = re.compile(
    r"[这们为说对发开关东车书时两么吗呢门问间样经济业产习过还进谁请让该"
    r"韩计厂头华无实现应电务网络导语图线级传输统领热]"
)
_SHORTEST_WITHOUT_KANA: Final = 15
# Written without capitals, in characters that say more than a letter does.
CJK_LANGUAGES: Final = ("ja", "zh", "ko")


def detect_language(text: str) -> str:
    """A code of ISO 639-1; "" where the text has too few letters to tell."""
    if text.isascii():
        return _latin_language(text.lower()) if _LATIN.search(text) else ""
    kana = len(_KANA.findall(text))
    has_others = _OTHER_SCRIPT.search(text)
    if kana * 10 >= len(text) and not has_others:
        # What is said of letters below, whatever the others are.
        return "ja"
    han, latin = len(re.findall(_HAN, text)), len(_LATIN.findall(text))
    letters = kana + han + latin
    if has_others:
        counts = {language: len(re.findall(script, text)) for language, script in _SCRIPTS.items()}
        letters += sum(counts.values())
        other = max(counts, key=lambda language: counts[language])
        if counts[other] * 3 > letters:
            return other
    if not letters:
        return ""
    # A Japanese text about software may be half Latin; a tenth of kana is what no English text has.
    if kana * 10 >= letters:
        return "ja"
    if (kana + han) * 4 >= letters:
        is_chinese = kana == 0 and (han >= _SHORTEST_WITHOUT_KANA or _SIMPLIFIED.search(text) is not None)
        return "zh" if is_chinese else "ja"
    return _latin_language(text.lower())


def _latin_language(text: str) -> str:
    words = _WORD.findall(text)
    if not words:
        return ""
    hits = {language: sum(map(small.__contains__, words)) for language, small in _SETS.items()}
    best = max(hits, key=lambda language: hits[language])
    # English words are the ones that other texts quote: another language has to be clearly ahead.
    return best if hits[best] > hits["en"] * 1.3 and hits[best] >= 2 else "en"


def foreign_scripts(text: str, source: str) -> str:
    """Characters of scripts that `text` uses and `source` never does, and Chinese forms in Japanese; each once."""
    found = [
        character
        for script in _SCRIPTS.values()
        if not re.search(script, source)
        for character in re.findall(script, text)
    ]
    if _KANA.search(source):
        found += [character for character in _SIMPLIFIED.findall(text) if character not in source]
    return "".join(dict.fromkeys(found))
