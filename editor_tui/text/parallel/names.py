"""Latin names in a Japanese source must stand in its translation: OpenAI, GPT-4, HYPER CLOVA X."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from editor_tui.text.half_width import fold
from editor_tui.text.language import CJK_LANGUAGES
from editor_tui.text.names import missing_names
from editor_tui.text.parallel.flaw import Flaw, Pair, shown

# English letters that Japanese uses where English often has words of its own: how those may begin.
_SPELLED_OUT: Final = dict(
    line.split(" ", 1)
    for line in """\
sns social
pc computer laptop
cm commercial ad
hp website home
dx digital
it it tech
ec commerce online e-commerce
ol office
ob alum former
pr promot publicity public
ng not ban no
ok ok fine good all
url link address
gw golden
ev electric
ir investor
hr human
ui interface
ux experience
tv television tv
ceo chief
eu europe
usa united u.s america
us united u.s america
uk united u.k brit
vs versus against
tel phone
asean southeast
un united
id identi
am a.m morning
pm p.m afternoon evening manager
lp landing
bgm music background
jp japan
gm manager
mc host emcee
vip important
diy yourself
faq question
kpi indicator metric
m&a merger acqui
r&d research
q&a question
poc proof
roi return
oem original
led light""".splitlines()
)
# Signs between names that are part of neither.
_JOINS: Final = re.compile("[×＋/]")
_SMALL: Final = frozenset({"of", "and", "the", "for", "in", "on", "to", "a", "an"})


def find_lost_names(source: str, target: str, pair: Pair) -> Iterator[Flaw]:
    """Names of the source, in Latin letters, that the target does not have in any usual spelling."""
    if pair.source not in CJK_LANGUAGES or not pair.to_latin:
        return
    words = re.findall(r"[a-z][a-z.'-]*", fold(target).lower())
    initials = "".join(part[0] for word in words for part in word.split("-") if part and part not in _SMALL)
    numbers = frozenset(re.findall(r"\d+", target))
    lost = [name for name in missing_names(_JOINS.sub(" ", source), target) if _is_lost(name, words, numbers, initials)]
    if lost:
        yield Flaw.of("names", names=shown(lost))


def _is_lost(name: str, words: list[str], numbers: frozenset[str], initials: str) -> bool:
    if not any(character.isupper() for character in name):
        return False
    key = fold(name).lower()
    # 「API1つ」 is one API, and fiscal years are for the numbers.
    stem = key.rstrip("0123456789")
    if key != stem and (stem == "fy" or (len(stem) > 1 and stem[-1].isalpha() and stem in words)):
        return False
    # 「M7級」 is a magnitude of 7.
    if len(stem) == 1 and any(word.startswith(stem) for word in words) and key[1:] in numbers:
        return False
    if any(word.startswith(tuple(_SPELLED_OUT.get(key, "\0").split(" "))) for word in words):
        return False
    # An acronym may be spelled out: the initials of neighbouring words.
    return not (name.isupper() and key.isalpha() and key in initials)
