"""Every rule on the cases of the table, and the laws that hold for all of them."""

import re
from pathlib import Path

import pytest

from editor_tui.post.draft import Draft
from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.registry import find_all, repair
from editor_tui.settings.schema import CheckSettings, Settings, SiteSettings

CASES = Path(__file__).parent.parent / "data" / "rules.md"
_CASE = re.compile(
    r"^## (?P<title>.+?)\n\n~~~~\n(?P<draft>.*?)~~~~\n\n(?P<expected>[^\n]+)\n(?:\n~~~~\n(?P<after>.*?)~~~~\n)?",
    re.MULTILINE | re.DOTALL,
)


def read_cases():
    return [pytest.param(case, id=case["title"]) for case in _CASE.finditer(CASES.read_text("utf-8"))]


def described(draft, findings):
    return sorted(
        f"{finding.rule} {draft.line_of(finding.start)} {finding.fix.safety if finding.fix else '-'}"
        for finding in findings
    )


@pytest.mark.parametrize("case", read_cases())
def test_a_draft_has_the_findings_of_the_table_and_becomes_what_it_says(case):
    draft = Draft("post.md", case["draft"].encode())

    findings = find_all(draft, SiteFacts())
    repaired = repair(draft, SiteFacts())

    expected = [] if case["expected"] == "-" else sorted(case["expected"].split(", "))
    assert described(draft, findings) == expected
    assert repaired.draft.text == (case["draft"] if case["after"] is None else case["after"])


@pytest.mark.parametrize("case", read_cases())
@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_the_same_holds_with_other_line_ends(case, line_end):
    draft = Draft("post.md", case["draft"].replace("\n", line_end).encode())

    repaired = repair(draft, SiteFacts())

    expected = case["draft"] if case["after"] is None else case["after"]
    assert repaired.draft.text == expected.replace("\n", line_end)


@pytest.mark.parametrize("case", read_cases())
def test_a_second_repair_changes_nothing(case):
    once = repair(Draft("post.md", case["draft"].encode()), SiteFacts()).draft

    twice = repair(once, SiteFacts())

    assert twice.edits == ()


@pytest.mark.parametrize("case", read_cases())
def test_the_edits_of_a_repair_make_its_draft(case):
    draft = Draft("post.md", case["draft"].encode())

    repaired = repair(draft, SiteFacts(), unsafe=True)

    assert draft.with_edits(repaired.edits).data == repaired.draft.data


@pytest.mark.parametrize(("kind", "found"), [("vitepress", []), ("docusaurus", []), ("hugo", ["title-echo"])])
def test_a_heading_that_is_the_title_is_what_some_kinds_of_sites_show(kind, found):
    draft = Draft("a.md", "---\ntitle: 急須で淹れるお茶\n---\n\n# 急須で淹れるお茶\n\n湯を冷まします。\n".encode())
    settings = Settings(site=SiteSettings(kind=kind))

    assert [finding.rule for finding in find_all(draft, SiteFacts(), None, settings)] == found


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        (Settings(site=SiteSettings(kind="folder")), []),
        (Settings(site=SiteSettings(kind="folder"), check=CheckSettings(required=("title",))), ["missing-field"]),
        (Settings(site=SiteSettings(kind="hugo")), ["missing-field"]),
    ],
)
def test_in_a_plain_folder_a_first_heading_is_a_title_unless_the_settings_ask_for_one(settings, found):
    draft = Draft("a.md", "---\ndescription: 急須の話\n---\n\n# 急須で淹れるお茶\n\n湯を冷まします。\n".encode())

    findings = find_all(draft, SiteFacts(), None, settings)

    assert [finding.rule for finding in findings] == found
