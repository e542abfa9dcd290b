"""`report` over the sample drafts and over drafts that want to get out of the page."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from editor_tui.cli.main import run

SAMPLES = Path(__file__).parents[2] / "drafts"
VOID = {"meta", "rect", "br"}
HOSTILE = '---\ntitle: "<script>alert(1)</script> \\e[31m& {{ 7 * 7 }}"\ntags: ["<b>tea</b>"]\n---\n\nText.\n'


class Page(HTMLParser):
    """Holds that tags are closed in order, and keeps what matters."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.addresses, self.text = [], set(), [], ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.addresses += [value for name, value in attributes if name in ("src", "href", "style") and "//" in value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        assert tag in VOID

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@pytest.fixture
def site(tmp_path):
    (tmp_path / "posts").mkdir()
    (tmp_path / "editor-tui.toml").write_text('[site]\ncontent = ["posts"]\n', encoding="utf-8")
    for sample in SAMPLES.rglob("*.md"):
        (tmp_path / "posts" / sample.name).write_bytes(sample.read_bytes())
    return tmp_path


def report(capsys, site, *arguments, code=0):
    assert run(["report", "--site", str(site), *arguments]) == code
    return capsys.readouterr().out


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_stands_alone_in_both_languages(site, capsys, language):
    text = report(capsys, site, "--lang", language, "--output", "-")

    page = Page(text)
    assert page.open == []
    assert page.addresses == []
    assert not page.tags & {"script", "link", "img", "iframe"}
    assert f'lang="{language}"' in text


def test_a_draft_cannot_get_out_of_the_page(site, capsys):
    (site / "posts" / "hostile.md").write_text(HOSTILE, encoding="utf-8")

    text = report(capsys, site, "--output", "-")

    assert "<script" not in text
    assert "<b>tea" not in text
    assert "\x1b" not in text
    assert "<b>tea</b>" in Page(text).text


def test_the_page_goes_to_the_state_and_its_path_to_stdout(site, capsys):
    path = report(capsys, site).strip()

    assert Path(path).parent == site / ".editor-tui"
    assert Path(path).read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_page_for_stdout_needs_no_state_and_says_what_it_leaves_out(site, capsys):
    (site / ".editor-tui").write_text("in the way", encoding="utf-8")

    assert run(["--lang", "en", "report", "--site", str(site), "-o", "-"]) == 0
    page, said = capsys.readouterr()
    assert page.startswith("<!doctype html>")
    assert "left out" in said
    assert json.loads(report(capsys, site, "--json"))["costs_usd"] is None


def test_the_numbers_are_those_of_check_and_fix(site, capsys):
    health = json.loads(report(capsys, site, "--json"))
    run(["check", "--json", "--site", str(site)])
    findings = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    run(["fix", "--dry-run", "--json", "--site", str(site)])
    fixes = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert health["drafts"] == len(list((site / "posts").iterdir()))
    assert sum(rule["findings"] for rule in health["rules"]) == len(findings)
    assert health["mendable"] == sum(fix["changed"] for fix in fixes)
    assert sum(health["lengths"]["now"]) == sum(health["lengths"]["after_fix"]) == health["drafts"]


def test_what_repeats_has_a_strip(site, capsys):
    text = report(capsys, site, "--output", "-")

    assert re.search(r'<rect class="p\d copy"', text)


def test_a_page_that_cannot_be_written_is_refused(site, capsys):
    assert run(["report", "--site", str(site), "--output", str(site / "no" / "page.html")]) == 2
    assert "page.html" in capsys.readouterr().err


def test_unreadable_drafts_are_named(site, capsys):
    (site / "posts" / "broken.md").write_text("---\ntitle: [\n---\n\nText.\n", encoding="utf-8")

    text = report(capsys, site, "--output", "-", code=3)

    assert "posts/broken.md" in text
