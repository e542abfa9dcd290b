"""Which chains are certain damage. Everything else that repeats is for a person to look at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from editor_tui.repair.repeats.cuts import is_unnatural_end
from editor_tui.repair.repeats.difference import NO_DIFFERENCE
from editor_tui.repair.repeats.dress import is_dressed_oddly
from editor_tui.repair.repeats.evidence import Evidence
from editor_tui.repair.repeats.matches import Match
from editor_tui.repair.repeats.text import Text
from editor_tui.repair.repeats.units import LONG, Unit
from editor_tui.repair.repeats.versions import (
    exchanges_facts,
    is_in_another_hand,
    is_second_version,
    units_with_other_facts,
)

#: Weights (CJK characters, half of others) that a run needs; see docs/repeats.md for how they were found.
_RUN: Final = 150.0
_LONG_RUN: Final = 400.0
_LONE: Final = 80.0
_NEIGHBOUR: Final = 24.0
_HEAVY: Final = 0.3
#: So many different particles are not exchanged in a paragraph of an article, and nothing else in it.
_PARTICLES: Final = 3
_BOLD: Final = re.compile(r"\*+[^*]+\*+")


def certain_chains(text: Text, evidence: Sequence[Evidence]) -> set[int]:
    """The numbers of the chains that are damage beyond doubt, by the evidence for each."""
    certain: set[int] = set()
    is_hard, is_heavy, said = False, False, 0.0
    for number, one in enumerate(evidence):
        # Where so much is damage, every long copy is, whatever it shows itself.
        if is_heavy and one.long:
            certain.add(number)
        elif is_certain(one):
            certain.add(number)
            said += one.weight
            is_hard = is_hard or _is_hard(one)
            is_heavy = is_hard and said / text.weight >= _HEAVY
    is_open = not is_heavy if is_hard else len({one.copied for one in evidence if one.long}) == 1
    if is_open:
        versions = units_with_other_facts([one.chain for one in evidence])
        again = {
            number
            for number, one in enumerate(evidence)
            if number not in certain and is_article_again(one) and versions.isdisjoint(_sources(one))
        }
        if is_hard or _is_all_that_repeats(evidence, certain | again):
            certain |= again
    if is_hard:
        share = sum(evidence[number].weight for number in certain) / text.weight
        certain |= {number for number, one in enumerate(evidence) if number in certain or _is_damaged_too(one, share)}
    return certain


def _sources(evidence: Evidence) -> set[int]:
    return {source for match in evidence.chain.matches for source in match.sources}


def _is_damaged_too(evidence: Evidence, share: float) -> bool:
    """Whether a chain is damage in a text that is damaged for certain; `share` of it is known to be repeats."""
    if evidence.long:
        if share >= _HEAVY or len(evidence.long) >= 3 or not _is_in_form(evidence):
            return True
        return not evidence.is_led_up_to and evidence.argument.is_argued
    return len(evidence.chain.matches) >= 3 and evidence.whole_weight >= _RUN and not _is_in_form(evidence)


def is_certain(evidence: Evidence) -> bool:
    """Whether a chain is damage by what it shows itself."""
    count = len(evidence.long)
    if evidence.is_gathered:
        # "All together": who pours paragraphs into one on purpose says so above it.
        return not _is_put_together(evidence)
    if evidence.is_broken_anew:
        # A specimen of type: the same text in wider and narrower lines.
        is_specimen = not evidence.text.is_article and (evidence.is_led_up_to or evidence.is_shown)
        return not (evidence.is_parallel or is_specimen) and sum(_weights(evidence)) >= _LONE
    if evidence.sections.is_behind_the_end or evidence.sections.is_over_and_over:
        return True
    if not count:
        return False
    if evidence.is_at_border or evidence.is_going_round:
        return True
    if evidence.is_refrain or exchanges_facts(evidence.chain) or evidence.chain.is_reworked:
        return False
    if evidence.begins_behind_a_cut or evidence.holds_a_cut:
        if evidence.is_circle or is_in_another_hand(evidence.text, evidence.chain):
            return False
        return count >= 2 or _is_certain_cut(evidence)
    if _is_section_misplaced(evidence):
        return True
    if evidence.is_garbled_alone or (evidence.is_garbled_run and not evidence.begins_alike):
        return True
    if _is_oddly_dressed(evidence) or evidence.sections.is_appended:
        return True
    if evidence.is_parallel or evidence.is_ring:
        return False
    if count == 1 and len(evidence.chain.matches) < 3:
        return _is_certain_alone(evidence, evidence.long[0])
    return _is_certain_run(evidence, count)


def _is_oddly_dressed(evidence: Evidence) -> bool:
    """Whether a copy looks as nothing else in a text of some length, and no line says that it is a specimen."""
    if not evidence.text.is_essay or evidence.is_led_up_to or evidence.is_shown:
        return False
    return any(is_dressed_oddly(evidence.text.units, match) for match in evidence.long)


def _is_section_misplaced(evidence: Evidence) -> bool:
    """Whether a section with its heading stands again behind the end, or in the middle although it names things."""
    if not (evidence.sections.is_one_again and evidence.argument.is_plain):
        return False
    return evidence.is_at_end or evidence.argument.names_something or evidence.text.is_matter_of_fact


def _is_all_that_repeats(evidence: Sequence[Evidence], known: set[int]) -> bool:
    """Whether one stretch is all that stands again, but for what is certain: where much comes back, it is the form."""
    said_again = {one.copied for number, one in enumerate(evidence) if one.long and number in known}
    others = {one.copied for number, one in enumerate(evidence) if one.long and number not in known}
    return len(said_again) == 1 and others <= said_again


def is_article_again(evidence: Evidence) -> bool:
    """Whether facts and argument stand again in an article, nothing leads up to them and no form asks for them."""
    argument = evidence.argument
    if is_second_version(evidence.text, evidence.chain) or evidence.chain.matches[0].relation == "gathered":
        return False
    if argument.is_introduced or argument.is_quoted or argument.is_opening:
        return False
    if argument.is_reported and _is_misplaced(evidence):
        return True
    if not evidence.text.is_essay or not argument.is_argued or argument.is_in_form:
        return False
    if evidence.is_in_one_section and not evidence.is_led_up_to:
        return True
    if evidence.is_parallel or argument.is_summing_up:
        return False
    return argument.is_torn_out or (argument.is_argued_densely and not evidence.is_led_up_to)


def _is_misplaced(evidence: Evidence) -> bool:
    """Whether what is reported stands again where no summing up and no form wants it."""
    if evidence.argument.is_summing_up:
        return False
    if evidence.argument.belongs_above:
        return True
    if evidence.text.is_long_report:
        # Three paragraphs of facts that only end a section, as they did before, are no section's form.
        is_form = evidence.is_parallel and (len(evidence.long) < 3 or evidence.begins_alike)
        return not (is_form or evidence.argument.is_in_form_above)
    return not (evidence.is_led_up_to or evidence.is_parallel or evidence.argument.is_in_form)


def _weights(evidence: Evidence) -> list[float]:
    return [evidence.text.units[match.later].weight for match in evidence.chain.matches]


def _is_certain_run(evidence: Evidence, count: int) -> bool:
    """Several blocks that stand again in their order, `count` of them long paragraphs."""
    if evidence.whole_weight < _RUN or not evidence.chain.is_unbroken:
        return False
    if evidence.is_tandem:
        return not (evidence.is_shown or evidence.is_drafted)
    is_in_place = evidence.is_in_one_section or evidence.has_same_heading
    if _is_long_run(evidence, count):
        is_told = evidence.is_at_end or evidence.has_same_heading or evidence.argument.is_plain
        return (is_in_place or evidence.is_at_end) and is_told and not (evidence.is_announced or evidence.is_numbered)
    if evidence.is_led_up_to:
        return False
    if evidence.is_at_end:
        # Two paragraphs of another section may be what a text sums up with.
        return count >= 3 or (evidence.text.is_essay and is_in_place)
    is_told = evidence.has_same_heading or (evidence.argument.is_plain and evidence.text.is_matter_of_fact)
    return evidence.text.is_article and is_in_place and is_told and count >= 3


def _is_long_run(evidence: Evidence, count: int) -> bool:
    if count >= 4 and evidence.weight >= _LONG_RUN:
        return True
    return count >= 2 and len(evidence.chain.matches) >= 5 and evidence.whole_weight >= 2 * _RUN


def _is_certain_cut(evidence: Evidence) -> bool:
    """One paragraph, cut off and begun again: where no chapter ends between, and no line says what is shown here."""
    if evidence.text.units[evidence.chain.later[1]].is_cut_off:
        return not (evidence.is_parallel or evidence.is_shown)
    if evidence.is_tandem and evidence.text.is_article and evidence.is_finished:
        return not evidence.argument.is_quoted
    is_near = evidence.is_in_one_section or evidence.has_same_heading
    return is_near and not (evidence.is_led_up_to or evidence.is_shown)


def has_break(evidence: Evidence) -> bool:
    """Whether it shows what nobody writes: paragraphs on one line, a marker, text that breaks off and begins again."""
    return (
        (evidence.is_gathered and not _is_put_together(evidence))
        or evidence.is_at_border
        or evidence.begins_behind_a_cut
        or evidence.holds_a_cut
    )


def _is_hard(evidence: Evidence) -> bool:
    return has_break(evidence) or len(evidence.long) >= 4


def _is_put_together(evidence: Evidence) -> bool:
    return evidence.is_announced if evidence.text.is_essay else evidence.is_led_up_to


def _is_in_form(evidence: Evidence) -> bool:
    return evidence.is_parallel or evidence.is_ring or evidence.is_refrain


def _is_certain_alone(evidence: Evidence, match: Match) -> bool:
    """One paragraph that stands again: damage where it follows itself, or where no author would have made the copy."""
    text, argument = evidence.text, evidence.argument
    unit, source = text.units[match.later], text.units[match.first]
    if unit.is_labelled or unit.key in text.recurring or evidence.weight < LONG:
        return False
    has_several = len(unit.sentences) >= 2
    is_told = argument.is_plain and argument.names_something
    if evidence.is_tandem and (argument.is_quoted if is_told else evidence.is_shown):
        return False
    if evidence.is_tandem and not (argument.is_plain or text.is_article):
        # A notice that is read out twice.
        return False
    if evidence.is_tandem and match.relation == "same":
        return is_told or has_several or unit.weight >= _LONE or text.is_article
    if evidence.is_tandem and match.relation == "more" and not source.is_cut_off and unit.form.startswith(source.form):
        # What it says again goes, and the two paragraphs stay two: see restarts.
        return False
    if evidence.is_tandem and text.is_article and _says_enough(match, source, unit):
        return True
    if not has_several or unit.weight < _LONE or evidence.is_led_up_to:
        return False
    difference = match.alignment.difference if match.alignment else NO_DIFFERENCE
    if difference.is_spoilt or (text.is_article and (difference.garbled or len(difference.kana) >= _PARTICLES)):
        return True
    return match.relation == "same" and _is_in_other_dress(evidence, unit, source)


def _says_enough(match: Match, source: Unit, unit: Unit) -> bool:
    """Whether a paragraph and the next one share so much that the first is no lead-in to the second."""
    if match.alignment is None or match.alignment.shared < _NEIGHBOUR:
        return False
    is_cut = (
        source.is_cut_off and match.alignment.has("cut-earlier") and is_unnatural_end(source.form, LONG / 2, unit.form)
    )
    return is_cut or (len(source.sentences) >= 2 and len(match.alignment.pairs) >= 2)


def _is_in_other_dress(evidence: Evidence, unit: Unit, source: Unit) -> bool:
    """Whether only the normal forms are equal: nobody types a paragraph again with other spaces, widths, stresses.

    In short texts other spaces say nothing: lines are wrapped anew where a paragraph is moved. A paragraph in bold, or
    one that a text ends with, may be stressed on purpose.
    """
    dress, other = (one.text.strip().replace("*", "") for one in (unit, source))
    if not evidence.text.is_article:
        return "".join(dress.split()) != "".join(other.split())
    is_stressed = unit.text.count("*") != source.text.count("*") and not _BOLD.fullmatch(unit.text.strip())
    return dress != other or (is_stressed and not evidence.is_at_end)
