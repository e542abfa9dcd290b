"""Makes the pictures of the app in the documents, from the sample drafts: `python docs/pictures/make.py [NAME …]`.

Every picture is the app itself on a copy of `drafts/`, driven by keys, with a model on the loopback interface.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any, Final

from drawing import draw

from editor_tui.messages import Catalogue
from editor_tui.tui.app import EditorApp
from editor_tui.workspace.workspace import Workspace

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
EXCERPTS: Final = {
    "ja": "水出し煎茶を10時間置かずに、3時間で淹れる方法を台所で確かめました。茶葉の量、水の硬さ、氷の使い方を変えた"
    "結果と、失敗した組み合わせもまとめます。",
    "en": "We asked 214 readers how they brew, what they throw away, and what they would pay more for. The answers "
    "about tea bags surprised us; here they are.",
}


@dataclass(frozen=True)
class Picture:
    """`keys` are pressed one after another; a number waits so many seconds."""

    keys: tuple[str | float, ...]
    language: str = "en"
    size: tuple[int, int] = (120, 30)
    theme: str = "dark"
    model: bool = True


# The repeats of the second sample and the excerpt of the last one are what the app is for.
PICTURES: Final = {
    "home": Picture(("end", "pageup", "down", "down", 0.5)),
    "home.ja": Picture(("end", 0.5, "f3", "n", 0.2), "ja"),
    "home-light": Picture(("down", "down", "space", "space", 0.5), theme="light"),
    "narrow.ja": Picture(("end", 0.3), "ja", (80, 24)),
    "review": Picture(("end", "f6", 1.0)),
    "review.ja": Picture(("end", "f6", 1.0), "ja"),
    "repeats.ja": Picture(("end", "f6", 1.0, "f6", 0.5), "ja"),
    "run": Picture(("down", "down", "down", "down", "f5", 1.0)),
    "form": Picture(("down", "down", "f2", 0.5)),
    "start": Picture((0.5,), model=False, size=(100, 26)),
}


def answer(request: Mapping[str, Any]) -> str:
    """An excerpt in the language of the draft."""
    text = request["messages"][-1]["content"]
    return EXCERPTS["ja" if sum("ぁ" <= letter <= "ん" for letter in text) > 20 else "en"]


async def take(picture: Picture, site: Path, environment: Mapping[str, str]) -> str:
    workspace = Workspace.open(site, environment)
    app = EditorApp(workspace, Catalogue(picture.language), environment={"LANG": "C.UTF-8", "TERM": "xterm-256color"})
    app.theme = picture.theme
    async with app.run_test(size=picture.size, notifications=True) as pilot:
        await pilot.pause(1.0)
        for key in picture.keys:
            await (pilot.pause(key) if isinstance(key, float) else pilot.press(key))
        await pilot.pause(0.5)
        lines = app.screen._compositor.render_strips()
        return draw(lines, picture.size[0], app.theme_variables["background"])


def main(names: list[str]) -> None:
    sys.path.insert(0, str(ROOT / "tests"))
    from support.loopback import Loopback

    # Textual takes stderr away, and worker processes want its number.
    resource_tracker.ensure_running()
    os.environ.pop("NO_COLOR", None)
    with Loopback(answer) as server:
        for name in names or PICTURES:
            picture = PICTURES[name]
            connected = {**server.environment, "EDITOR_TUI_MODEL": "gpt-5-mini"} if picture.model else {}
            with tempfile.TemporaryDirectory() as folder:
                site = Path(folder) / "tea"
                shutil.copytree(ROOT / "drafts", site)
                svg = asyncio.run(take(picture, site, {"HOME": folder, **connected}))
            (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")
            sys.stdout.write(f"{name}.svg\n")


if __name__ == "__main__":
    main(sys.argv[1:])
