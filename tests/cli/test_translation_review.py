"""A translation from the command line to its review, against a server on this machine."""

from __future__ import annotations

import io
import json

import pytest
from support.faults import Completion
from support.loopback import Loopback
from support.translator import segments_of, translate

from editor_tui.cli.main import run
from editor_tui.cli.output import Output
from editor_tui.cli.plain_review import review_plainly
from editor_tui.llm.protocol import Request
from editor_tui.messages import Catalogue
from editor_tui.text.language import detect_language
from editor_tui.workspace.workspace import Workspace

POST = "---\ntitle: 題名\nlang: ja\n---\n\n# 見出し\n\nOpenAIは500億円を投資します。\n\n次の段落です。\n"
AMOUNT = "OpenAIは500億円を投資します。"
PLACEHOLDER = "(This part is not translated yet.)<!-- editor-tui: untranslated -->"


class Translator:
    """Answers with `words` for the segments that it has, and translates the others; keeps what was asked."""

    def __init__(self):
        self.words: dict[str, str] = {}
        self.asked: list[str] = []
        self.messages: list[str] = []

    def __call__(self, body):
        messages = tuple((item["role"], item["content"]) for item in body["messages"])
        sources = segments_of(Request(messages))
        self.asked += sources
        self.messages += [text for _, text in messages]
        items = [
            {"id": number, "text": self.words.get(source) or translate(source)}
            for number, source in enumerate(sources, 1)
        ]
        return Completion(json.dumps({"translations": items}))


@pytest.fixture
def model():
    return Translator()


@pytest.fixture
def site(tmp_path, monkeypatch, model):
    (tmp_path / "editor-tui.toml").write_text('[site]\nkind = "hugo"\ncontent = ["content"]\n')
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text(POST)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("EDITOR_TUI_MODEL", "m")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with Loopback(model) as server:
        monkeypatch.setenv("OPENAI_API_KEY", "test")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        yield tmp_path


@pytest.fixture
def translate_site(site, model, capsys):
    """Runs `translate`, and gives its results; what was asked before is forgotten."""

    def translate_now(*flags):
        model.asked.clear()
        assert run(["translate", "--json", *flags, "content/a.md"]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return translate_now


def review(site, *answers):
    out = io.StringIO()
    waiting = list(answers)
    workspace = Workspace.open(site)
    output = Output(Catalogue("en"), streams=(out, io.StringIO()))
    assert review_plainly(workspace, workspace.waiting(), output, lambda question: waiting.pop(0)) == 0
    return out.getvalue()


def version(site):
    return (site / "content" / "a.en.md").read_text()


@pytest.mark.parametrize(
    "bad",
    [AMOUNT, "OpenAI invests 5 billion yen.", "OpenAI は invests 50 billion yen.", "I'm sorry, but I can't help."],
    ids=["echo", "number", "residue", "refusal"],
)
def test_a_file_that_waits_says_so_and_is_not_written(site, model, translate_site, bad):
    model.words[AMOUNT] = bad

    [result] = translate_site("--write")

    assert result["status"] == "proposed"
    assert all(AMOUNT in problem["message"] for problem in result["problems"])
    assert not (site / "content" / "a.en.md").exists()
    assert model.asked.count(AMOUNT) >= 2


def test_the_source_language_is_not_written_even_when_the_waiting_file_is_accepted(site, model, translate_site, capsys):
    model.words[AMOUNT] = AMOUNT
    translate_site("--write")

    review(site, "y")

    body = version(site).split("---\n", 2)[2]
    assert PLACEHOLDER in body
    assert detect_language(body) == "en"
    assert run(["check", "--select", "translation", "content/a.en.md"]) == 1
    found = [line for line in capsys.readouterr().out.splitlines() if line.startswith("content/")]
    assert [line.split(" ", 2)[2] for line in found] == ["this part is not translated yet"]
    model.words.clear()
    [result] = translate_site("--write")
    assert result["status"] == "written"
    assert model.asked == [AMOUNT]
    assert translate(AMOUNT) in version(site)


def test_a_segment_is_edited_in_review_and_learned(site, model, translate_site):
    translate_site()

    said = review(site, "e 3", "OpenAI puts in 50 billion yen.", "y")

    assert "3. old: OpenAI" in said
    assert "OpenAI puts in 50 billion yen." in version(site)
    assert translate_site("--write")[0]["status"] == "skipped"
    (site / "content" / "a.md").write_text(POST + "\n新しい段落です。\n")
    translate_site("--write")
    assert model.asked == ["新しい段落です。"]
    assert "OpenAI puts in 50 billion yen." in version(site)


def test_one_segment_is_asked_again_with_a_hint(site, model, translate_site):
    translate_site()
    model.asked.clear()
    model.words[AMOUNT] = "OpenAI will spend 50 billion yen."

    review(site, "a 3", "say spend", "y")

    assert model.asked == [AMOUNT]
    assert "say spend" in model.messages[-1]
    assert "OpenAI will spend 50 billion yen." in version(site)


def test_what_failed_a_check_can_be_taken_as_it_is(site, model, translate_site):
    model.words[AMOUNT] = "OpenAI invests half a trillion."
    translate_site("--write")

    said = review(site, "k 3", "y")

    assert "instead: OpenAI invests half a trillion." in said
    assert "OpenAI invests half a trillion." in version(site)


def test_a_number_that_no_segment_has_is_asked_for_again(site, translate_site):
    translate_site()

    said = review(site, "e 99", "what", "q")

    assert said.count("with the number of a segment") == 2


def test_one_changed_sentence_of_sixty_blocks_sends_one_segment(site, model, translate_site):
    blocks = [f"これは{number}番目の段落です。内容は短いです。" for number in range(1, 61)]
    (site / "content" / "a.md").write_text("---\ntitle: 題名\n---\n\n" + "\n\n".join(blocks) + "\n")
    translate_site("--write")
    before = version(site)
    blocks[29] = blocks[29].replace("短い", "とても短い")
    (site / "content" / "a.md").write_text("---\ntitle: 題名\n---\n\n" + "\n\n".join(blocks) + "\n")

    [result] = translate_site("--write")

    assert result["status"] == "written"
    assert model.asked == [blocks[29]]
    changed = [line for line in version(site).splitlines() if line not in before.splitlines()]
    assert changed == [translate(blocks[29])]


def test_the_list_and_check_say_how_many_blocks_a_version_is_behind(site, translate_site, capsys):
    translate_site("--write")
    (site / "content" / "a.md").write_text(POST.replace("次の段落", "別の段落") + "\n新しい段落です。\n")

    run(["list"])
    listed = capsys.readouterr().out
    run(["check", "--select", "stale-translation"])
    checked = capsys.readouterr().out

    # Two of the body's four; the front matter counts as a block, too.
    assert "English: 2 of 5 blocks behind" in listed
    assert "2 of 5 blocks are behind the original" in checked
    translate_site("--write")
    run(["list"])
    assert "behind" not in capsys.readouterr().out


LONG = (
    "---\ntitle: 題名\ntags: [動向]\n---\n\n# 見出し\n\n一つ目の段落です。\n\n二つ目は500億円です。\n\n"
    "- りんごの話\n- みかんの値段\n- ぶどうの畑\n\n最後の段落です。\n"
)
ONE, TWO = translate("一つ目の段落です。"), translate("二つ目は500億円です。")
APPLE = translate("りんごの話")
HAND_EDITS = {
    "a sentence, and another paragraph's source changes": ((ONE, "My first."), ("最後の段落", "新しい段落"), "written"),
    "a sentence whose source changes": ((ONE, "My first."), ("一つ目の段落", "一つ目の短い段落"), "proposed"),
    "a paragraph added, and its neighbour's source changes": (
        (TWO, TWO + "\n\nAn added paragraph."),
        ("二つ目は", "二つ目の店舗の売上は"),
        "written",
    ),
    "a paragraph deleted, and another one's source changes": (
        (TWO + "\n\n", ""),
        ("一つ目の段落", "一つ目の短い段落"),
        "written",
    ),
    "a paragraph deleted whose source changes": ((TWO + "\n\n", ""), ("二つ目は", "二つ目の店舗の売上は"), "proposed"),
    "two paragraphs changed places": (
        (f"{ONE}\n\n{TWO}", f"{TWO}\n\n{ONE}"),
        ("最後の段落", "新しい段落"),
        "written",
    ),
    "an item, and another item's source changes": ((APPLE, "My apple"), ("ぶどうの畑", "ぶどうの棚"), "written"),
    "an item added on both sides": (
        ("- " + APPLE, "- Mine\n- " + APPLE),
        ("ぶどうの畑", "ぶどうの畑\n- いちご"),
        "written",
    ),
    "a sentence whose source is deleted": ((TWO, "My second."), ("二つ目は500億円です。\n\n", ""), "proposed"),
    "a key of the front matter, and tags change": (
        ("lang: en", "lang: en\nauthor: Me"),
        ("[動向]", "[動向, 技術]"),
        "written",
    ),
}


@pytest.mark.parametrize(("edit", "change", "status"), HAND_EDITS.values(), ids=HAND_EDITS)
def test_nothing_that_a_person_did_in_the_file_is_lost(site, translate_site, edit, change, status):
    (site / "content" / "a.md").write_text(LONG)
    translate_site("--write")
    first = version(site)
    by_hand = first.replace(*edit)
    assert by_hand != first
    (site / "content" / "a.en.md").write_text(by_hand)

    unchanged = translate_site("--write")[0]["status"]
    (site / "content" / "a.md").write_text(LONG.replace(*change))
    [result] = translate_site("--write")
    if status == "proposed":
        assert version(site) == by_hand
        review(site, "y")

    assert (unchanged, result["status"]) == ("skipped", status)
    before, mine, after = (text.splitlines() for text in (first, by_hand, version(site)))
    assert [line for line in mine if line not in before and line not in after] == []
    assert [line for line in before if line not in mine and line in after] == []
    kept = [line for line in mine if line in after]
    assert [line for line in after if line in kept] == kept
    assert translate_site("--write")[0]["status"] == "skipped"
