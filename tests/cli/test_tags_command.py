"""`tags` and the offline task commands over a small site, through the command line."""

import json

import pytest

from editor_tui.cli.main import run

POST = '---\ntitle: {title}\ntags: [{tags}]\nexcerpt: ""\n---\n\n{body}\n'
BODY = (
    "今年もまた、お茶の季節がやって来ました。\n\n農林水産省は宇治の茶園12カ所に4億円を支援すると発表しました。対象は抹茶の原料を作る農家で、輸出を2030年までに3割増やします。\n\n"
    "京都府は摘み手を育てる学校を宇治に開きます。茶園の摘み手は10年で半分に減りました。"
)


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    root = tmp_path / "site"
    (root / "posts").mkdir(parents=True)
    (root / "editor-tui.toml").write_text('[site]\ncontent = ["posts"]\n', encoding="utf-8")
    for number, tags in enumerate(("LLM, 茶", "ＬＬＭ", "茶, 宇治")):
        text = POST.format(title=f"茶園の支援 {number}", tags=tags, body=BODY.replace("4億円", f"{number + 4}億円"))
        (root / "posts" / f"{number}.md").write_text(text, encoding="utf-8")
    return root


def lines_of(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_vocabulary_is_listed_with_its_doubles(site, capsys):
    assert run(["tags", "--site", str(site), "--json"]) == 0

    rows = {row["tag"]: row for row in lines_of(capsys)}
    assert rows["茶"]["count"] == 2
    assert rows["LLM"]["duplicates"] == ["ＬＬＭ"]


def test_the_vocabulary_tells_first_and_last_use_though_nothing_was_listed_before(site, capsys):
    for name, date in (("0.md", "2025-08-30 08:37:33 +0000"), ("2.md", "2024-01-05")):
        file = site / "posts" / name
        file.write_text(file.read_text(encoding="utf-8").replace("tags:", f"date: {date}\ntags:"), encoding="utf-8")

    assert run(["tags", "--site", str(site), "--json"]) == 0

    rows = {row["tag"]: (row["first"], row["last"]) for row in lines_of(capsys)}
    assert rows == {
        "茶": ("2024-01-05", "2025-08-30"),
        "宇治": ("2024-01-05",) * 2,
        "LLM": ("2025-08-30",) * 2,
        "ＬＬＭ": (None, None),
    }


def test_merged_tags_are_written_and_undo_brings_the_bytes_back(site):
    before = (site / "posts" / "1.md").read_bytes()

    assert run(["tags", "merge", "ＬＬＭ", "LLM", "--write", "--quiet", "--site", str(site)]) == 0

    assert "tags: [LLM]" in (site / "posts" / "1.md").read_text(encoding="utf-8")
    assert run(["undo", "--site", str(site)]) == 0
    assert (site / "posts" / "1.md").read_bytes() == before


def test_renaming_to_a_tag_in_use_and_merging_the_unknown_are_refused(site, capsys):
    assert run(["tags", "rename", "茶", "宇治", "--site", str(site)]) == 2
    assert run(["tags", "merge", "紅茶", "茶", "--site", str(site)]) == 2


@pytest.mark.parametrize("new", ["", "  ", "a, b", "a\nb", "\x1b[31m"])
def test_what_is_no_tag_is_no_new_name(site, capsys, new):
    assert run(["tags", "rename", "茶", new, "--site", str(site), "--lang", "en"]) == 2
    assert "cannot be a tag" in capsys.readouterr().err


def test_a_tag_is_not_merged_into_itself(site):
    assert run(["tags", "merge", "茶", "茶", "--site", str(site)]) == 2


def test_aliases_of_the_tags_file_rename_tags_as_those_of_the_settings(site, capsys):
    (site / "tags.toml").write_text('[aliases]\n"宇治" = "京都"\n', encoding="utf-8")

    assert run(["check", "--select", "tag-variant", "--json", "--site", str(site)]) == 1

    assert [(line["path"], line["fix"]) for line in lines_of(capsys) if "宇治" in line["message"]] == [
        ("posts/2.md", "safe")
    ]
    run(["fix", "--select", "tag-variant", "--quiet", "--site", str(site)])
    assert "tags: [茶, 京都]" in (site / "posts" / "2.md").read_text(encoding="utf-8")


def test_excerpts_are_proposed_offline_as_json_lines(site, capsys):
    assert run(["summarize", "--offline", "--json", "--site", str(site)]) == 0

    results = lines_of(capsys)
    assert {result["status"] for result in results} == {"proposed"}
    assert all(60 <= len(result["fields"]["excerpt"]) <= 120 for result in results)


def test_written_excerpts_change_their_line_only_and_are_not_asked_for_again(site, capsys):
    before = (site / "posts" / "0.md").read_text(encoding="utf-8").splitlines()

    run(["summarize", "--offline", "--write", "--quiet", "--site", str(site)])
    capsys.readouterr()
    run(["summarize", "--offline", "--json", "--quiet", "--site", str(site)])

    after = (site / "posts" / "0.md").read_text(encoding="utf-8").splitlines()
    assert [line[:8] for line, old in zip(after, before, strict=True) if line != old] == ["excerpt:"]
    assert {result["status"] for result in lines_of(capsys)} == {"skipped"}


def test_a_draft_that_no_tag_fits_is_skipped_alone(site, capsys):
    for name, body in (("3.md", "宇治の茶園で摘み手を育てます。" * 3), ("4.md", "それはどうでしょう。")):
        (site / "posts" / name).write_text(f"---\ntitle: 何か\n---\n\n{body}\n", encoding="utf-8")

    assert run(["tag", "posts/3.md", "posts/4.md", "--offline", "--json", "--site", str(site)]) == 0

    results = {result["path"]: result for result in lines_of(capsys)}
    assert results["posts/3.md"]["status"] == "proposed"
    assert results["posts/4.md"]["status"] == "skipped"
    assert results["posts/4.md"]["problems"]


def test_the_plan_of_a_translation_says_that_it_needs_a_model(site, capsys):
    assert run(["translate", "--to", "en", "--dry-run", "--lang", "en", "--site", str(site)]) == 4

    assert "no model is set up" in capsys.readouterr().err
