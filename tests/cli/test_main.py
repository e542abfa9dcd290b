"""How a command is found, and how the command line speaks."""

import io

import pytest

from editor_tui.cli.main import COMMANDS, run, split_command
from editor_tui.cli.output import Output
from editor_tui.cli.parser import Parser
from editor_tui.errors import DraftError
from editor_tui.messages import Catalogue, Message


@pytest.fixture
def output():
    return Output(Catalogue("en"), streams=(io.StringIO(), io.StringIO()))


@pytest.mark.parametrize(
    ("arguments", "command", "rest"),
    [
        ([], "app", []),
        (["posts"], "app", ["posts"]),
        (["list"], "list", []),
        (["--site", "blog", "list", "a.md"], "list", ["--site", "blog", "a.md"]),
        (["--site", "list"], "app", ["--site", "list"]),
        (["--quiet", "fix", "--diff"], "fix", ["--quiet", "--diff"]),
        (["set", "title", "list"], "set", ["title", "list"]),
        (["--help"], None, []),
    ],
)
def test_the_command_is_the_first_word_that_is_no_option(arguments, command, rest):
    assert split_command(arguments) == (command, rest)


def test_every_command_has_a_summary_in_both_languages():
    for language in ("en", "ja"):
        assert all(Catalogue(language).say(f"cli.{command}-summary") for command in COMMANDS)


def test_bad_usage_is_one_line_in_the_language_of_the_user(capsys):
    parser = Parser(prog="editor-tui set", catalogue=Catalogue("ja"))
    parser.add_argument("key")

    with pytest.raises(SystemExit) as caught:
        parser.parse_args([])

    assert caught.value.code == 2
    assert capsys.readouterr().err == (
        "editor-tui: 使い方が正しくありません (次の引数が必要です: key)。editor-tui set --help をご覧ください\n"
    )


def test_an_error_names_its_place(output):
    output.error(DraftError("a.md", Message.of("post.unclosed-front-matter"), line=3))

    assert output.stderr.getvalue().startswith("editor-tui: a.md:3: the front matter is never closed")


def test_quiet_keeps_errors_and_data(output):
    output.quiet = True

    output.say("cli.interrupted")
    output.error(DraftError("a.md", Message.of("post.unclosed-front-matter")))
    output.json({"path": "a.md"})

    assert "Interrupted" not in output.stderr.getvalue()
    assert "a.md" in output.stderr.getvalue()
    assert output.stdout.getvalue() == '{"path": "a.md"}\n'


def test_text_of_a_draft_cannot_drive_the_terminal(output):
    hostile = "\x1b]52;c;ZXZpbA==\x07 \x9b31m"

    output.use_color(True)

    assert "\x1b]" not in output.style(hostile, "red")
    output.use_color(False)
    assert output.style(hostile) == "␛]52;c;ZXZpbA==␇ \\x9b31m"
    assert output.style("a\nb\u202e.md") == "a␊b<U+202E>.md"


def test_a_misspelled_command_is_told_from_a_draft(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    code = run(["--lang", "en", "summarise"])

    assert code == 2
    assert "did you mean “summarize”?" in capsys.readouterr().err


def test_the_name_alone_asks_for_the_app_and_wants_a_terminal(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert run([]) == 2
    assert "terminal" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "--limt", "5"], "--limt (did you mean --limit?)"),
        (["prompts", "list", "--jsn"], "--jsn (did you mean --json?)"),
        (["list", "--zzz"], "unrecognized arguments: --zzz. See: editor-tui list --help"),
        (["list", "--limit", "-1"], "argument --limit: invalid value: '-1'"),
        (["check", "--jobs", "-1"], "argument --jobs: invalid value: '-1'"),
        (["summarize", "--max-cost", "nan"], "argument --max-cost: invalid value: 'nan'"),
    ],
)
def test_a_bad_flag_is_named_with_the_nearest_good_one(tmp_path, monkeypatch, capsys, arguments, said):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SystemExit) as caught:
        run(["--lang", "en", *arguments])

    assert caught.value.code == 2
    assert said in capsys.readouterr().err


def test_behind_two_dashes_stand_names(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-tea.md").write_text("---\ntitle: tea\n---\n")

    assert run(["list", "--no-check", "--", "-tea.md"]) == 0
    assert run(["set", "title", "--", "green", "-tea.md"]) == 0
    assert (tmp_path / "-tea.md").read_text() == "---\ntitle: green\n---\n"


def test_a_key_for_an_action_that_there_is_not_is_told_with_its_line(tmp_path, monkeypatch, capsys):
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\nText.\n", encoding="utf-8")
    (tmp_path / "editor-tui.toml").write_text(
        '[app.keys]\n"home.sort" = "z"\n"home.rum" = "ctrl+e"\n', encoding="utf-8"
    )
    for stream in ("stdin", "stderr"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")

    assert run(["--site", str(tmp_path), "--lang", "en"]) == 2

    assert capsys.readouterr().err == (
        f"editor-tui: {tmp_path}/editor-tui.toml:3: “app.keys” has no action “home.rum”; did you mean “home.run”?\n"
    )
