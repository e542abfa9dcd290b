"""Repeats: the cases of the table, the laws of every repair, and documents that repeat on purpose."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_tui.messages import Catalogue
from editor_tui.post.blocks import split_blocks
from editor_tui.post.draft import Draft
from editor_tui.post.edits import apply_edits
from editor_tui.repair.repeats import RULES, block_map, find_repeats, repair_repeats
from editor_tui.text.normal import normal_form
from editor_tui.text.script import has_cjk
from editor_tui.text.sentences import split_sentences

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "data" / "repeats.md"
LEGITIMATE = ROOT / "benchmarks" / "data"
CORPUS = ROOT.parent / "shared" / "corpus"
SEED = ROOT.parent / "shared" / "seed" / "2025-10-01-3-ai500pj.md"
WATER = "湖の水位は三年続けて下がっている。桟橋の杭には、昔の水面の跡が白い線になって残っていた。"
NETS = "漁師たちは網を替え、船を浅瀬用のものに取り替えた。費用の半分は町が出したが、残りは自分で払った。"
SEVERAL = (LEGITIMATE / "paragraphs-ja.txt").read_text("utf-8").splitlines()[:6]


def draft_of(body):
    return Draft("a.md", body.encode())


def repaired(body, **options):
    draft = draft_of(body)
    return draft.with_edits(repair_repeats(draft, **options)).text


def read_cases():
    pattern = r"^## (.+?)\n\n~~~~\n(.*?)~~~~\n\n(?:~~~~\n(.*?)~~~~|\(unchanged\))$"
    cases = re.findall(pattern, CASES.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [pytest.param(body, expected or body, id=title) for title, body, expected in cases]


def read_documents():
    parts = [part for path in LEGITIMATE.glob("legitimate-*.md") for part in path.read_text("utf-8").split("%%% ")[1:]]
    documents = sorted(part.split("\n", 1) for part in parts)
    return [pytest.param(body.strip("\n") + "\n", id=title) for title, body in documents]


@pytest.mark.parametrize(("body", "expected"), read_cases())
def test_a_body_is_repaired_as_the_table_says(body, expected):
    assert repaired(body) == expected


@pytest.mark.parametrize(("body", "expected"), read_cases())
def test_every_finding_of_the_table_can_be_said(body, expected):
    for finding in find_repeats(draft_of(body)):
        assert [Catalogue(language).text(finding.message) for language in ("en", "ja")]


@pytest.mark.parametrize("body", read_documents())
def test_what_an_author_repeats_on_purpose_stays(body):
    assert repaired(body) == body


@pytest.mark.parametrize("body", read_documents())
def test_it_stays_in_a_long_article_too(body):
    """Length is no evidence: with a dozen paragraphs around it, what was meant is still meant."""
    if body.startswith("---\n"):
        pytest.skip("has front matter of its own")
    language = "ja" if has_cjk(body) else "en"
    others = (LEGITIMATE / f"paragraphs-{language}.txt").read_text("utf-8").splitlines()[:12]

    longer = "\n\n".join([*others[:6], body.rstrip("\n"), *others[6:]]) + "\n"

    assert repaired(longer) == longer


def test_a_lone_copy_is_reported_however_long_the_article():
    others = (LEGITIMATE / "paragraphs-ja.txt").read_text("utf-8").splitlines()[:20]
    body = "\n\n".join([*others[:16], others[3], *others[16:]]) + "\n"

    (finding,) = find_repeats(draft_of(body))

    assert repaired(body) == body
    assert body[finding.start : finding.end].rstrip() == others[3]


def test_a_marker_at_its_border_makes_a_lone_copy_certain():
    body = f"{WATER}\n\n{NETS}\n\n{WATER}\n"

    kept, gone = repaired(body), repaired(body, borders=[body.rindex(WATER)])

    assert kept == body
    assert gone == f"{WATER}\n\n{NETS}\n"


def test_the_fullest_text_stands_at_the_first_place():
    marked = f"{WATER}\n\n{NETS}\n\n{WATER}数えると七本あった。\n"

    result = repaired(marked, borders=[marked.rindex(WATER)])

    assert result == f"{WATER}数えると七本あった。\n\n{NETS}\n"


def test_a_repeat_is_reported_with_its_place_and_its_first_stand():
    body = f"{WATER}\n\n{NETS}\n\n{WATER}\n"
    draft = draft_of(body)

    (finding,) = find_repeats(draft)

    assert draft.text[finding.start : finding.end] == f"{WATER}\n"
    assert draft.text[slice(*finding.first)] == f"{WATER}\n"
    assert finding.fix is None
    assert "1" in Catalogue("ja").text(finding.message)


def test_boilerplate_of_the_site_is_no_repeat_of_the_draft():
    body = f"{WATER}\n\n{WATER}\n"

    assert repaired(body) == f"{WATER}\n"
    assert repaired(body, boilerplate={normal_form(WATER)}) == body


def test_a_text_that_stands_again_brings_its_title_along():
    body = "\n\n".join([*SEVERAL[:3], "## 人", *SEVERAL[3:6]])
    again = f"{body}\n\n# 町の工場\n\n{body}\n"

    assert repaired(again, title="町の工場") == f"{body}\n"
    assert repaired(again, title="別の話") == again


def test_an_address_that_stands_elsewhere_is_not_what_a_sentence_says():
    address = "https://www.example.org/docs/latest/automate/?source=oss&medium=oss&campaign=repository&term=none"
    said = "You have a process that looks for planned runs. You may also start one by hand. You can even answer"
    other = f"Read on in the [handbook of all commands and settings]({address})."
    body = "\n\n".join([*SEVERAL[:2], other, said + " r", f"{said} [events]({address}).", *SEVERAL[2:]]) + "\n"

    assert f"{said} [events]({address})." in repaired(body)


def test_a_copy_that_is_cut_off_takes_no_whole_ones_place():
    fuller = SEVERAL[1] + "そして窓口では、まだ紙を使う人のために席が一つ残されてい"
    body = "\n\n".join([*SEVERAL[:3], *SEVERAL[:1], fuller, SEVERAL[2], *SEVERAL[3:]]) + "\n"

    assert SEVERAL[1] in repaired(body).splitlines()


def test_headings_and_the_title_may_be_poured_in_too():
    body = "\n\n".join([*SEVERAL[:2], "## 人", *SEVERAL[2:5]])
    line = "町の工場" + "".join(["".join(SEVERAL[:2]), "人", *SEVERAL[2:5]])

    assert repaired(f"{body}\n\n{line}\n", title="町の工場") == f"{body}\n"


def test_only_the_rules_that_are_asked_for_act():
    body = f"{WATER}\n\n{WATER}\n"

    assert repaired(body, rules={"restart"}) == body
    assert repaired(body, rules={"repeated-block"}) == f"{WATER}\n"


def test_unsafe_repair_takes_lone_copies_too():
    body = f"{WATER}\n\n{NETS}\n\n{WATER}\n"

    assert repaired(body, unsafe=True) == f"{WATER}\n\n{NETS}\n"


def test_the_map_names_the_block_that_a_block_copies():
    draft = draft_of(f"{WATER}\n\n{NETS}\n\n{WATER}\n")

    assert block_map(draft) == (None, None, None, None, 0)
    assert len(block_map(draft)) == len(split_blocks(draft))


def test_tabs_hold_versions_of_each_other():
    tab = f"<TabItem>\n\n{WATER}\n\n{NETS}\n\n</TabItem>\n"

    assert repaired(tab + "\n" + tab) == tab + "\n" + tab


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_that_stay_keep_their_line_ends(end):
    body = f"{WATER}\n\n{WATER}\n\n{NETS}\n".replace("\n", end)

    assert repaired(body) == f"{WATER}\n\n{NETS}\n".replace("\n", end)


def test_a_file_that_ends_without_a_line_end_still_does():
    assert repaired(f"{NETS}\n\n{WATER}\n\n{WATER}") == f"{NETS}\n\n{WATER}"


def test_the_front_matter_is_never_touched():
    head = f"---\ntitle: {WATER}\ndescription: {WATER}\n---\n"

    assert repaired(f"{head}{WATER}\n\n{WATER}\n") == f"{head}{WATER}\n"


PARAGRAPHS = [WATER, NETS, *(LEGITIMATE / "paragraphs-ja.txt").read_text("utf-8").splitlines()[:6]]
PIECES = st.one_of(
    st.sampled_from(PARAGRAPHS),
    st.builds(lambda text, end: text[:end], st.sampled_from(PARAGRAPHS), st.integers(5, 60)),
    st.builds(lambda text, begin: text[begin:], st.sampled_from(PARAGRAPHS), st.integers(5, 60)),
    st.builds("".join, st.lists(st.sampled_from(PARAGRAPHS), min_size=2, max_size=4)),
    st.sampled_from(["## 見出し", "- 項目", "---", "短い行", "| a | b |\n|---|---|\n| 1 | 2 |", "```\ncode\n```"]),
)
BODIES = st.lists(PIECES, max_size=14).map(lambda pieces: "\n\n".join(["Title.", *pieces]))


@given(BODIES)
@settings(max_examples=30, deadline=None)
def test_no_sentence_is_lost_that_stands_only_once(body):
    result = normal_form(repaired(body))

    for sentence in split_sentences(body.replace("\n", " ")):
        form = normal_form(sentence)
        if body.count(sentence.strip()) == 1 and len(form) >= 12 and form.endswith("。"):
            assert form in result


@given(BODIES)
@settings(max_examples=30, deadline=None)
def test_repairing_twice_is_repairing_once(body):
    once = repaired(body)

    assert repaired(once) == once


@given(BODIES)
@settings(max_examples=20, deadline=None)
def test_the_safe_fixes_of_all_findings_may_be_applied_together(body):
    findings = find_repeats(draft_of(body))
    edits = [edit for finding in findings if finding.fix for edit in finding.fix.edits]

    assert len(apply_edits(body, edits)) <= len(body)
    assert {finding.rule for finding in findings} <= set(RULES)


@pytest.mark.skipif(not SEED.exists(), reason="needs the seed document")
def test_the_seeds_three_paragraphs_go_once_and_nothing_else():
    draft = Draft(SEED.name, SEED.read_bytes())

    result = draft.with_edits(repair_repeats(draft))

    before, after = draft.body.split("\n\n"), result.body.split("\n\n")
    assert after == list(dict.fromkeys(before))
    assert len(before) - len(after) == 3


@pytest.mark.skipif(not CORPUS.exists(), reason="needs the corpus of real posts")
def test_posts_that_people_wrote_stay_as_they_are():
    paths = sorted(path for path in (CORPUS / "frontmatter").rglob("*.md") if path.is_file())

    for path in random.Random(4).sample(paths, 30):
        draft = Draft(path.name, path.read_bytes())
        assert not repair_repeats(draft), path
