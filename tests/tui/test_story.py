"""The whole work of an editor by keys alone: real site, real workspace, real terminal, a model on the loopback.

Find, check, repair, summarize twelve drafts, review them (one edited, one rejected), undo, an English version, quit;
and then git shows what was accepted, and nothing else.
"""

import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.loopback import Loopback
from support.translator import segments_of, translate
from tui.terminal import Terminal, has_tmux

from editor_tui.llm.protocol import Request
from editor_tui.workspace.workspace import Workspace

pytestmark = [
    pytest.mark.skipif(not has_tmux(), reason="tmux is not installed"),
    # A real terminal on a busy machine may miss a paint; what is wrong with the app is wrong three times.
    pytest.mark.flaky(reruns=2, only_rerun=["TimeoutError"]),
]
CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "site"
SUMMARIZED = 12
FOUND = {"generated": "rule:placeholder-excerpt", "corpus": "rule:excerpt-is-title"}
# Every site in one size: the story takes a person's time, and both together tell of both.
SIZES = {"generated": (80, 24), "corpus": (120, 36)}
EXCERPT = (
    "公開された資料と関係者の説明をもとに、導入の手順と費用の考え方、運用で起きやすい失敗までを順に整理し、"
    "担当者が最初に決めておくことを具体的に示します。"
)
PARAGRAPHS = [
    "朝の橋から歩き始め、茶店で休んでから川沿いを下った。道は静かで、すれ違う人もほとんどいなかった。",
    "昼は市場の食堂で焼き魚の定食を頼んだ。店主は四代目で、毎朝の競りに自分で出かけるという話だった。",
    "午後は坂の上の資料館を訪ねた。古い地図と写真が年代の順に並び、町の移り変わりがよくわかる展示である。",
    "日が傾くころ駅に戻り、次の列車を待つあいだに土産の菓子を選んだ。包み紙の絵は昔のままだと聞いた。",
]
BREAK = "\n\n"


def answer(request):
    """An excerpt, or a translation where segments are asked for."""
    if "response_format" not in request:
        return EXCERPT
    asked = Request(tuple((message["role"], message["content"]) for message in request["messages"]))
    texts = [{"id": number, "text": translate(source)} for number, source in enumerate(segments_of(asked), 1)]
    return json.dumps({"translations": texts})


def generate(site):
    """Sixteen drafts whose excerpts say nothing; two of them end with a marker."""
    (site / "_posts").mkdir(parents=True)
    (site / "_config.yml").write_text("title: x\n")
    names = ["京都の朝", "温泉の町", "海辺の駅", "古い市場"]
    for number in range(16):
        town = f"{names[number % 4]}の{'甲乙丙丁'[number // 4]}"
        lines = [f"{town}を訪ねた記録である。"]
        for heading, text in zip(("朝", "昼", "午後", "夕方"), PARAGRAPHS, strict=True):
            lines += [f"## {heading}の{town}", text.replace("、", f"、{town}で", 1)]
        if number in (3, 9):
            lines.append("---END---")
        (site / "_posts" / f"2025-10-{number + 1:02d}-walk.md").write_text(
            f'---\ntitle: "{names[number % 4]}を歩く{"甲乙丙丁"[number // 4]}"\ndate: 2025-10-{number + 1:02d}\n'
            f'tags: [旅]\nexcerpt: "{names[number % 4]}について詳しく解説します。"\n---\n\n'
            + "\n\n".join(lines)
            + "\n",
            encoding="utf-8",
        )


def git(site, *arguments):
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "core.quotepath=off"]
    return subprocess.run([*command, "-C", str(site), *arguments], capture_output=True, text=True, check=True).stdout


@pytest.fixture(params=["generated", pytest.param("corpus", marks=pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus is not here"))])  # fmt: skip
def site(request, tmp_path):
    site = tmp_path / request.param / "site"
    if request.param == "corpus":
        site.parent.mkdir()
        shutil.copytree(CORPUS, site, copy_function=shutil.copyfile)
    else:
        generate(site)
    git(site, "init", "-q")
    git(site, "add", "-A")
    git(site, "commit", "-qm", "before")
    return site


class Keys:
    """Presses keys one after the other, and says what is on the first line."""

    def __init__(self, site, terminal):
        self.site, self.terminal = site, terminal

    def press(self, *keys, until="", gone=False, seconds=40):
        self.terminal.press(*keys)
        return self.terminal.wait_for(until, seconds, gone=gone) if until else ""

    def find(self, words, seconds=20):
        """Narrow the list; the number of drafts that are left."""
        self.press("escape", "/")
        self.terminal.type(words)
        self.terminal.press("enter")
        time.sleep(0.5)
        self.press("home", until=" 1/", seconds=seconds)
        return int(re.search(r" 1/(\d+)", self.terminal.screen()).group(1))

    def accept(self, after):
        """Enter until the draft is written: more than once where it is longer than the screen, or has a doubt."""
        for _ in range(40):
            time.sleep(0.4)
            self.terminal.press("enter")
            time.sleep(0.3)
            screen = self.terminal.screen()
            if "to decide 0" not in screen and after in screen:
                self.terminal.press("space")
            if after not in screen:
                return
        raise TimeoutError(f"not accepted\n{self.terminal.screen()}")


def repair(keys):
    """Find a draft with an end marker, look at what was found, and let it be repaired."""
    assert keys.find("rule:end-marker") >= 1
    keys.press("f3", until="Next finding")
    keys.press("n", "escape", until="Enter Review")
    keys.press("f6", until="Review 1/1")
    path = place_of(keys.site, keys.terminal.screen())
    keys.accept("Review 1/1")
    keys.press("escape", "escape")
    return path


def summarize(keys, rule):
    """Twelve drafts whose excerpts a rule has found: all proposals, the second edited, the third rejected."""
    assert keys.find(rule) >= SUMMARIZED
    keys.press(*["space"] * SUMMARIZED, until=f"{SUMMARIZED} selected")
    choose(keys, "excerpt")
    screen = keys.press("enter", until="proposals wait")
    count = int(re.search(r"excerpt: (\d+) proposals wait", screen).group(1))
    # A draft may have a good excerpt by now, or want none.
    assert count >= SUMMARIZED - 2
    keys.press("f10", until=f"Review 1/{count}")
    paths = []
    for at in range(1, count + 1):
        here = f"Review {at}/{count}"
        paths.append(place_of(keys.site, keys.terminal.wait_for(here)))
        if at == 2:
            keys.press("f4", until="keeps it")
            keys.terminal.type("手を入れた。")
            keys.press("enter", until="keeps it", gone=True)
        if at == 3:
            time.sleep(0.4)
            keys.press("delete", until=here, gone=True)
        else:
            keys.accept(here)
    return paths


def choose(keys, prompt):
    """Open the list of prompts and go down to one."""
    lines = keys.press("f5", until="Try one").splitlines()[1:]
    above = next(at for at, line in enumerate(lines) if line[2:].startswith(prompt))
    keys.press(*["down"] * above)
    time.sleep(0.5)
    keys.terminal.wait_for("test-model", 20)


def translate_one(keys):
    """An English version of the draft under the cursor."""
    keys.press("escape", "escape", "home")
    time.sleep(0.5)
    choose(keys, "translate")
    keys.press("enter", until="translate: 1 proposal waits", seconds=180)
    # The proposal that was taken back waits as well.
    path = place_of(keys.site, keys.press("f10", until="Review 1/2"))
    keys.accept("Review 1/2")
    keys.press("escape", until="drafts")
    return path


def place_of(site, screen):
    """The path that the line above the keys names as far as there is room, of the draft whose title stands on top."""
    lines = screen.splitlines()
    start = re.search(r"_posts/[^\s…]*", lines[-2]).group()
    title = re.search(r"Review \d+/\d+  ([^…]+?)(?:…|  |$)", lines[0]).group(1)[:12]
    places = {path: path.relative_to(site).as_posix() for path in site.glob("_posts/*.md")}
    drafts = [path for path, place in places.items() if place.startswith(start)]
    [path] = (
        drafts if len(drafts) == 1 else [path for path in drafts if title in path.read_text(encoding="utf-8")[:600]]
    )
    return places[path]


def test_the_whole_story_and_git_shows_what_was_accepted(site):
    with Loopback(answer) as server:
        environment = {**server.environment, "EDITOR_TUI_MODEL": "test-model", "LANG": "en_US.UTF-8", "LC_ALL": ""}
        command = [sys.executable, "-m", "editor_tui", "--site", str(site), "--lang", "en"]
        with Terminal(command, *SIZES[site.parent.name], environment=environment) as terminal:
            keys = Keys(site, terminal)
            terminal.wait_for("to do", 120)
            repaired = repair(keys)
            paths = summarize(keys, FOUND[site.parent.name])
            keys.press("ctrl+z", until="Undone")
            version_of = translate_one(keys)
            keys.press("ctrl+q")
            assert terminal.wait_exit() == 0

    accepted = [path for at, path in enumerate(paths, 1) if at not in (3, len(paths))]
    changed = set(git(site, "diff", "--name-only").split("\n")) - {""}
    assert changed == {*accepted, repaired}
    for path in accepted:
        lines = [line for line in changes_of(site, path) if line[1:].startswith("excerpt:")]
        assert len(lines) == 2
        assert ("手を入れた。" in lines[1]) == (path == paths[1])
        if path != repaired:
            assert changes_of(site, path) == lines
    untracked = git(site, "status", "--short", "--untracked-files=all").splitlines()
    assert [line[3:] for line in untracked if line.startswith("??")] == [english(version_of)]
    assert mended(site, repaired)


def changes_of(site, path):
    difference = git(site, "diff", "-U0", "--", path).splitlines()
    return [line for line in difference if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def english(path):
    folder, _, name = path.rpartition("/")
    return f"{folder}/en/{name}"


def mended(site, path):
    """Whether the body is what the safe fixes make of the committed one."""
    workspace = Workspace.open(site, {})
    now = workspace.read(path)
    before = git(site, "show", f"HEAD:{path}").encode()
    return workspace.repair(type(now)(path, before)).draft.body == now.body
