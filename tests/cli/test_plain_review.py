"""`review --plain`: the same decisions in lines, for screen readers."""

import io
import re

from editor_tui.cli.output import Output
from editor_tui.cli.plain_review import review_plainly
from editor_tui.messages import Catalogue, Message
from editor_tui.post.proposal import FieldChange, FreeText, Origin, Part, Proposal
from editor_tui.workspace.workspace import Workspace

POST = '---\ntitle: "Tea"\nexcerpt: "soon"\n---\n\nWarm the pot.\n'


def review(tmp_path, *answers, names=("a.md", "b.md")):
    """Review an excerpt for each draft with these answers; the files' texts and what was said."""
    for name in names:
        (tmp_path / name).write_text(POST, encoding="utf-8")
    workspace = Workspace.open(tmp_path, {})
    for name in names:
        part = Part(FieldChange("excerpt", "soon", "Warm \x1b[2Jthe pot first"))
        workspace.save(
            Proposal(name, workspace.read(name).fingerprint, (part,), Origin("excerpt", "model", 0.0, "excerpt", "m"))
        )
    out = io.StringIO()
    waiting = list(answers)
    output = Output(Catalogue("en"), streams=(out, io.StringIO()))
    code = review_plainly(workspace, workspace.waiting(), output, lambda question: waiting.pop(0))
    return code, [(tmp_path / name).read_text(encoding="utf-8") for name in names], out.getvalue(), workspace


def test_yes_writes_and_no_drops(tmp_path):
    code, texts, said, workspace = review(tmp_path, "y", "n")

    assert code == 0
    assert "pot first" in texts[0]
    assert texts[1] == POST
    assert not workspace.waiting()
    assert "\x1b" not in said


def test_an_edited_text_is_what_is_written(tmp_path):
    _, texts, said, _ = review(tmp_path, "e", "Pour slowly", "y", "q")

    assert 'excerpt: "Pour slowly"' in texts[0]
    assert texts[1] == POST
    # Whoever says it, the checks say what they find; a person may know better.
    assert "new: Pour slowly\n  doubtful: it has 11 characters; 120 to 160 are wanted" in said


def test_a_typed_value_outside_of_a_closed_list_cannot_stand(tmp_path):
    (tmp_path / "editor-tui.toml").write_text('[choices]\ncategories = ["Tea", "Food"]\n', encoding="utf-8")
    (tmp_path / "a.md").write_text(POST, encoding="utf-8")
    workspace = Workspace.open(tmp_path, {})
    part = Part(FieldChange("categories", None, ["Food"]))
    workspace.save(Proposal("a.md", workspace.read("a.md").fingerprint, (part,), Origin("tag-names", "rules", 0.0)))
    out = io.StringIO()

    answers = ["e", "Space", "e", "Tea, Food"]
    output = Output(Catalogue("en"), streams=(out, io.StringIO()))
    review_plainly(workspace, workspace.waiting(), output, lambda question: answers.pop(0))

    assert "That cannot stand there" in out.getvalue()
    assert 'categories: ["Tea", "Food"]\n' in (tmp_path / "a.md").read_text(encoding="utf-8")


def test_undo_brings_the_bytes_back_and_asks_again(tmp_path):
    _, texts, said, _ = review(tmp_path, "y", "u", "n", "q")

    assert texts == [POST, POST]
    assert said.count("Proposal 1 of 2") == 2


def test_undo_takes_back_the_last_decision_of_an_earlier_review_also_a_rejection(tmp_path):
    review(tmp_path, "n", "y")
    workspace = Workspace.open(tmp_path, {})
    part = Part(FieldChange("excerpt", "soon", "Something else"))
    workspace.save(Proposal("c.md", "", (part,), Origin("excerpt", "model", 0.0, "excerpt", "m")))
    (tmp_path / "c.md").write_text(POST, encoding="utf-8")

    answers = ["u", "u", "q"]
    output = Output(Catalogue("en"), streams=(io.StringIO(), io.StringIO()))
    review_plainly(workspace, workspace.waiting(), output, lambda question: answers.pop(0))

    assert [proposal.path for proposal in Workspace.open(tmp_path, {}).waiting()] == ["a.md", "b.md", "c.md"]
    assert (tmp_path / "b.md").read_text(encoding="utf-8") == POST


def test_what_is_no_answer_is_asked_again_and_quitting_keeps_what_waits(tmp_path):
    _, texts, said, workspace = review(tmp_path, "what?", "q")

    assert texts == [POST, POST]
    assert "Please answer" in said
    assert len(workspace.waiting()) == 2


def test_notes_are_said_and_a_text_for_the_editor_is_read_and_not_written(tmp_path):
    (tmp_path / "a.md").write_text(POST, encoding="utf-8")
    workspace = Workspace.open(tmp_path, {})
    tags = Part(FieldChange("tags", None, ["tea"]), notes=(Message.of("tasks.note-new-tags", tags="tea"),))
    text = Part(FreeText("social", "First line.\nSecond line."))
    origin = Origin("social", "model", 0.0, "social", "m")
    workspace.save(Proposal("a.md", workspace.read("a.md").fingerprint, (tags, text), origin))
    out = io.StringIO()

    answers = ["n", "y"]
    output = Output(Catalogue("en"), streams=(out, io.StringIO()))
    review_plainly(workspace, workspace.waiting(), output, lambda question: answers.pop(0))

    assert "note: new to the site: tea" in out.getvalue()
    assert "\nFirst line.\nSecond line.\n" in out.getvalue()
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == POST
    assert not workspace.waiting()


STORY = (
    "湯を冷まして一煎目を淹れると、甘い香りが立ちます。急須は小さいほうがよく、葉は惜しまずに入れます。",
    "二煎目は熱い湯で手早く淹れて、渋みを楽しみます。湯を注いだらすぐに注ぎ切り、最後の一滴まで落とします。",
    "三煎目まで飲んだ葉は、塩をふって食べられます。ご飯に混ぜても、卵焼きに入れてもおいしいものです。",
)


def test_a_repeat_is_said_with_both_copies_and_can_go_the_other_way_round(tmp_path):
    first, again, last = STORY
    text = "\n\n".join(("## 一", first, again, "## 二", last, "## 一", first, again))
    (tmp_path / "a.md").write_text(f'---\ntitle: "茶"\n---\n\n{text}\n', encoding="utf-8")
    workspace = Workspace.open(tmp_path, {})
    workspace.save(workspace.propose_fix(workspace.read("a.md")))
    out = io.StringIO()

    answers = ["x", "y"]
    output = Output(Catalogue("en"), streams=(out, io.StringIO()))
    review_plainly(workspace, workspace.waiting(), output, lambda question: answers.pop(0))

    said = out.getvalue()
    assert f"  stays, line 5: ## 一\n\n{first}\n\n{again}\n  goes, line 15: ## 一" in said
    assert f"  goes, line 5: ## 一\n\n{first}\n\n{again}\n  stays, line 15: ## 一" in said
    left = (tmp_path / "a.md").read_text(encoding="utf-8").partition("---\n\n")[2]
    assert left.strip() == f"## 二\n\n{last}\n\n## 一\n\n{first}\n\n{again}"


def test_a_cut_is_said_with_its_line_and_what_is_nothing_in_words(tmp_path):
    (tmp_path / "a.md").write_text(POST + "\n---END---\n", encoding="utf-8")
    workspace = Workspace.open(tmp_path, {})
    workspace.save(workspace.propose_fix(workspace.read("a.md")))
    out = io.StringIO()

    review_plainly(
        workspace, workspace.waiting(), Output(Catalogue("en"), streams=(out, io.StringIO())), lambda question: "q"
    )

    assert re.search(r"end-marker, line \d+\n", out.getvalue())
    assert "  new: nothing\n" in out.getvalue()
