"""The glossary: read from a table, found in a source, and looked for in any form that English gives a word."""

import pytest

from editor_tui.text.glossary import Glossary, GlossaryError, Term, is_used, read_glossary, write_glossary
from editor_tui.text.terms import find_candidates

CSV = """source,target,note,do-not-translate,case
# the company
生成AI,generative AI,,,
AI,AI,,,yes
ふりかえり,retrospective|review,after a sprint,,
Wrtn,,,yes,
"""


def test_a_table_is_read_and_written_the_same():
    glossary = read_glossary(CSV)

    assert glossary.terms[2] == Term("ふりかえり", ("retrospective", "review"), "after a sprint")
    assert glossary.terms[3] == Term("Wrtn", ("Wrtn",), keep=True)
    assert read_glossary(write_glossary(glossary.terms)) == glossary


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a,b\n1,2\n", 1, "columns"),
        ("source,target\nx,y\nz,\n", 3, "no-target"),
        ("source,target\n,y\n", 2, "no-target"),
    ],
)
def test_a_broken_table_is_refused_with_its_line(text, line, reason):
    with pytest.raises(GlossaryError) as refused:
        read_glossary(text)

    assert (refused.value.line, refused.value.reason) == (line, reason)


def test_the_longest_term_counts():
    found = read_glossary(CSV).find_terms("生成AIとAIのふりかえり")

    assert [term.source for term in found] == ["生成AI", "AI", "ふりかえり"]


def test_a_latin_term_is_a_word_of_its_own():
    glossary = Glossary((Term("AI", ("AI",)),))

    assert glossary.find_terms("MAIL and RAID") == ()
    assert glossary.find_terms("生成AIの")


@pytest.mark.parametrize(
    ("wanted", "target", "used"),
    [
        ("supply chain", "Supply chains are long.", True),
        ("supply chain", "A supply-chain problem", True),
        ("data center", "It builds data centers.", True),
        ("datacenter", "It builds data centers.", True),
        ("policy", "New policies follow.", True),
        ("invest", "It is investing; it invested.", True),
        ("plan", "They planned it.", True),
        ("focus", "It focuses on that.", True),
        ("company", "The company's plan", True),
        ("company", "companionship", False),
        ("generative AI", "Generating AI models", False),
        ("generative AI", "AI that is generative", False),
        ("retrospective", "A look back", False),
    ],
)
def test_a_translation_is_found_in_any_form(wanted, target, used):
    assert is_used(Term("語", (wanted,)), target) is used


def test_case_counts_where_the_table_says_so():
    assert not is_used(Term("語", ("Go",), case=True), "Let us go")
    assert is_used(Term("語", ("Go",), case=True), "Written in Go.")


def test_what_is_not_to_be_translated_stands_as_it_is():
    assert not is_used(Term("Node.js", ("Node.js",), keep=True), "a node js server")
    assert is_used(Term("Node.js", ("Node.js",), keep=True), "a Node.js server")


def test_japanese_targets_are_found_too():
    assert is_used(Term("cloud", ("クラウド",)), "これはクラウドです")
    assert not is_used(Term("cloud", ("クラウド",)), "これは雲です")


def test_words_of_many_drafts_are_suggested_and_common_ones_are_not():
    texts = [f"データセンターの重要な可能性について{number}" for number in range(4)] + ["量子コンピューター"]

    words = [item.word for item in find_candidates(texts)]

    assert words == ["データセンター"]
    assert find_candidates(texts, frozenset(words)) == ()
