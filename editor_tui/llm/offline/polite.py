"""Plain Japanese endings as polite ones, where the form leaves no doubt which verb it is."""

from __future__ import annotations

import re
from typing import Final

_POLITE: Final = re.compile(r"(?:です|ます|でした|ました|ません|ください|でしょう)$")
# What a plain ending becomes; the first that fits counts. {} keeps the letter before it.
_FORMS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(f"(?:{plain})$"), formal)
    for plain, formal in (
        (r"(?:で|じゃ)はない", "ではありません"),
        (r"であった|だった", "でした"),
        (r"である|(?<!ん)だ", "です"),
        (r"(?<=[てで])いた", "いました"),
        (r"(?<=[続届描築動])いた", "きました"),
        (r"(?<=[てで])しまった", "しまいました"),
        (r"した", "しました"),
        (r"(?<=[なあまが終変加関切至入減回])った|(?<=[終変加関])わった", "りました"),
        (r"(?<=[向担失狙伴])った", "いました"),
        (r"(?<=[持立])った", "ちました"),
        (r"(?<=[えけせてねべめれげきちびりみじぎ見得出])た", "ました"),
        (r"する|(?<=[一-龠らやかわまごなとば])す", "します"),
        (r"(?<=て)くる", "きます"),
        (
            r"(?<=[あかがさざただなまらわうつぬふぶむゆおこごそとどのほもよろ回入減切握走至知迫乗取作造送残図割])る",
            "ります",
        ),
        (r"(?<=[えけせてねべめれげいきちびりみじぎ見得経出])る", "ます"),
        (r"(?<=[一-龠なかまらわ])う", "います"),
        (r"(?<=[い続届動築開描導置働向抱招])く", "きます"),
        (r"(?<=[持立打保放])つ", "ちます"),
        (r"(?<=[結及呼学並飛選運])ぶ", "びます"),
        (r"(?<=[一-龠しりみ])む", "みます"),
    )
)


def is_polite(clause: str) -> bool:
    """Whether a clause ends in です or ます."""
    return _POLITE.search(clause.removesuffix("。")) is not None


def polite(clause: str) -> str | None:
    """The clause, without a full stop, in the polite form; None where its ending could be of several verbs."""
    if is_polite(clause):
        return clause
    for plain, formal in _FORMS:
        if match := plain.search(clause):
            return clause[: match.start()] + formal
    return None
