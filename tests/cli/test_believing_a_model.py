"""`--write` with models that answer well, badly and maliciously, over HTTP: what lands, what is said of it."""

import shutil
from pathlib import Path

import pytest
from support.landing import Filled, answering, json_lines, judge
from support.loopback import Loopback
from support.manners import TAGS, TEXTS, TITLES

from editor_tui.cli.main import run

SETTINGS = '[model]\nattempts = 1\n\n[excerpt]\nforbidden_words = ["必見"]\n\n[title]\nforbidden_words = ["必見"]\n'
PARAGRAPHS = (
    "今年もまた、宇治の茶畑に覆いをかける季節がやって来ました。",
    "農林水産省は宇治の茶園{n}カ所に{n}億円を支援すると発表した。対象は抹茶の原料を作る農家で、輸出を増やす計画を掲げる。",
    "茶園の摘み手は10年で半分に減った。京都府は来春、摘み手を育てる学校を宇治の茶畑のそばに開く。",
    "支援の条件は覆いの面積が5アール以上あることだ。小さな農家の3分の1は支援の対象から外れる。",
)
TAGS_OF_SITE = ("茶", "宇治", "抹茶", "農業", "輸出", "京都", "学校")
TASKS = {
    "excerpt": (["summarize"], TEXTS, Filled("excerpt", 60, 120)),
    "tags": (["tag", "--replace"], TAGS, Filled("tags", 3, 6)),
    "title": (["run", "title"], TITLES, Filled("title", 10, 40)),
}


def title_of(number):
    return f"国の茶業支援と宇治の抹茶の輸出{number}号、その狙いと条件"


def make_site(folder: Path, count: int) -> Path:
    """As many posts as there are manners, each with a title of its own."""
    posts = folder / "_posts"
    posts.mkdir(parents=True)
    (folder / "_config.yml").write_text("title: お茶\n", encoding="utf-8")
    (folder / "editor-tui.toml").write_text(SETTINGS, encoding="utf-8")
    for number in range(count):
        tags = ", ".join(TAGS_OF_SITE[(number + at) % len(TAGS_OF_SITE)] for at in (0, 2))
        front = f"title: {title_of(number)}  # 題名\ntags: [{tags}]\nexcerpt: ''\nlayout: post"
        body = "\n\n".join(PARAGRAPHS).format(n=number + 3)
        (posts / f"2026-01-01-{number:02}.md").write_text(f"---\n{front}\n---\n\n{body}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(("task", "language"), [("excerpt", "en"), ("excerpt", "ja"), ("tags", "ja"), ("title", "en")])
def test_what_lands_holds_and_what_does_not_says_why(task, language, tmp_path, monkeypatch, capsys):
    command, manners, filled = TASKS[task]
    site = make_site(tmp_path / "site", len(manners))
    shutil.copytree(site, tmp_path / "before")
    titles = {title_of(number): manner for number, manner in enumerate(manners)}
    paths = {f"_posts/2026-01-01-{number:02}.md": manner for number, manner in enumerate(manners)}
    with Loopback(answering(titles)) as server:
        for name, value in {**server.environment, "XDG_CONFIG_HOME": str(tmp_path)}.items():
            monkeypatch.setenv(name, value)
        options = ["--all", "--write", "--json", "--quiet", "--model", "m", "--site", str(site), "--lang", language]
        code = run([*command, *options])

    landing = judge(tmp_path / "before", site, json_lines(capsys.readouterr().out), paths, filled)

    assert landing.faults == []
    assert code in (0, 3)
    assert landing.landed["good"] == 1
    assert landing.landed.total() + landing.refused.total() == len(manners)
