"""How fast the terminal app is, through a real terminal: `python benchmarks/app.py [--drafts 10000] [--many 100000]`.

Needs tmux. Prints one line a figure: what, value, bar. Times run from the key's arrival in tmux to the program's first
and last byte, so they hold what tmux and this script add (about 10 ms).
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from tui.terminal import Terminal  # noqa: E402

MINIMAL = """
from textual.app import App
from textual.widgets import Label
class Minimal(App):
    def compose(self):
        yield Label("painted")
Minimal().run()
"""
MANY = f"""
import sys; sys.path.insert(0, {str(ROOT / "tests")!r})
from pathlib import Path
from tui.scripted_desk import post, small_site
from editor_tui.messages import Catalogue
from editor_tui.site.rows import Row
from editor_tui.tui.app import run_app
desk = small_site(20)
paths = sorted(desk.texts)
body = "朝の鴨川を歩くと、観光客の少ない時間帯ならではの静けさがある。**桜** `code`\\n\\n" * 1000
desk.texts["_posts/long.md"] = post("長い記事 130 KB", date="2031-01-01", body=body)
desk.check = lambda draft: ()
words = ["京都の春", "温泉の使い方", "データ分析入門", "味噌汁のレシピ徹底比較", "東京の路地を歩く"]
shared = [{{"repeated-block": n}} if n else {{}} for n in range(5)]
def rows(patterns=()):
    yield Row("_posts/long.md", "長い記事 130 KB", "2031-01-01", len(body), ("旅",), "ja", {{}})
    for n in range(int(sys.argv[1])):
        path = paths[n] if n < 20 else f"_posts/{{n:06d}}-draft.md"
        date = f"20{{n % 20 + 10:02d}}-{{n % 12 + 1:02d}}-{{n % 28 + 1:02d}}"
        rules = shared[n % 5]
        title = f"{{words[n % 5]}} 第{{n}}回 特集記事"
        yield Row(path, title, date, n % 9000, ("旅", "京都"), "ja", rules, translation="none")
desk.rows = rows
desk.known_rows = lambda: list(rows())
run_app(desk, Catalogue("ja"))
"""


def report(what: str, value: float, bar: str, unit: str = "ms") -> None:
    print(f"{what:<58} {value:>9.1f} {unit:<3} {bar}", flush=True)


def first_paint(command: list[str], text: str, times: int = 5) -> float:
    """The least of several times from the start of the command to the text on the screen, in milliseconds."""
    # As installed: modules are compiled once, not at every start.
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir(), "compiled"))}
    environment = {"LANG": "ja_JP.UTF-8", "LC_ALL": "", "TEXTUAL_ANIMATIONS": "none", **compiled}
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        with Terminal(command, environment=environment) as terminal:
            terminal.wait_for(text, 120)
            took.append(1000 * (time.perf_counter() - begun))
    return min(took)


def latency(terminal: Terminal, key: str, quiet: float = 0.08) -> tuple[float, float]:
    """Milliseconds from a key to the first and to the last byte of what it makes the program write."""
    before = len(terminal.output())
    begun = time.perf_counter()
    terminal.press(key)
    first = last = 0.0
    size = before
    while time.perf_counter() - begun < 2.0:
        now = len(terminal.output())
        if now != size:
            size, last = now, time.perf_counter()
            first = first or last
        elif first and time.perf_counter() - last > quiet:
            break
        time.sleep(0.001)
    return 1000 * (first - begun), 1000 * (last - begun)


def percentile(values: list[float], percent: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]


def measure_keys(terminal: Terminal, what: str, keys: list[str], bar: str) -> None:
    both = [latency(terminal, key) for key in keys]
    firsts, lasts = [first for first, _ in both], [last for _, last in both]
    report(f"{what}: p50", statistics.median(firsts), "")
    report(f"{what}: p95", percentile(firsts, 95), bar)
    report(f"{what}: p95 of the last byte", percentile(lasts, 95), "")


def memory(terminal: Terminal) -> float:
    """Resident megabytes."""
    for line in Path(f"/proc/{terminal.pid()}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def make_site(folder: Path, drafts: int) -> None:
    """A site of short drafts, indexed."""
    posts = folder / "_posts"
    posts.mkdir()
    (folder / "_config.yml").write_text("title: x\n")
    for number in range(drafts):
        (posts / f"2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}-{number}.md").write_text(
            f'---\ntitle: "京都の春を歩く 第{number}回"\ndate: 2025-01-01\n'
            f'tags: [旅, 京都]\nexcerpt: "半日で歩く"\n---\n\n'
            f"朝の鴨川を歩くと静かである。第{number}回の記事。\n",
            encoding="utf-8",
        )
    # Twice: a file that changed just before it was read is read again.
    for _ in range(2):
        time.sleep(3)
        command = [sys.executable, "-m", "editor_tui", "--site", str(folder), "list", "--quiet"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drafts", type=int, default=10_000)
    parser.add_argument("--many", type=int, default=100_000)
    arguments = parser.parse_args()
    minimal = first_paint([sys.executable, "-c", MINIMAL], "painted")
    report("first paint, minimal Textual app", minimal, "")
    with tempfile.TemporaryDirectory() as name:
        make_site(Path(name), arguments.drafts)
        app = [sys.executable, "-m", "editor_tui", "--site", name]
        paint = first_paint(app, f"/{arguments.drafts}")
        report(f"first paint, {arguments.drafts} indexed drafts", paint, "")
        report("  of a minimal Textual app", paint / minimal, "at most 2", "x")
    for count in (arguments.drafts, arguments.many):
        command = [sys.executable, "-c", MANY, str(count)]
        with Terminal(command, environment={"LANG": "ja_JP.UTF-8", "LC_ALL": ""}) as terminal:
            terminal.wait_for(f"{count + 1} 件", 120)
            time.sleep(20)
            measure_keys(terminal, f"{count} drafts, down", ["down"] * 40, "at most 50 ms")
            measure_keys(terminal, f"{count} drafts, page down", ["pagedown"] * 40, "at most 50 ms")
            terminal.press("/")
            time.sleep(0.5)
            measure_keys(terminal, f"{count} drafts, filter key", list("draft-0") * 3, "at most 120 ms")
            terminal.press("escape", "escape", "home")
            time.sleep(1)
            terminal.press("down")
            time.sleep(0.5)
            shown = [latency(terminal, key, 0.4)[1] - 60 for key in ["up", "down"] * 5][::2]
            report(f"{count} drafts, preview of 130 KB: most, after the 60 ms of rest", max(shown), "at most 150 ms")
            time.sleep(6)
            before = len(terminal.output())
            time.sleep(5)
            report("written in 5 idle seconds", len(terminal.output()) - before, "0", "B")
            report(f"{count} drafts, memory", memory(terminal), "at most 120 MB", "MB")


if __name__ == "__main__":
    main()
