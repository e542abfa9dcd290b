"""How fast the review goes, and typing while a model writes, in a real terminal: `python benchmarks/review.py`.

Needs tmux. Prints one line a figure: what, value, bar; see `app.py` for what the times hold.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app import ROOT, latency, measure_keys, percentile, report
from support.faults import Streamed
from support.loopback import Loopback
from tui.terminal import Terminal

PROPOSALS = 200
# A repair, an excerpt, tags and a version of forty segments, in turn, for drafts of 6,000 characters.
MAKE = """
import sys
from pathlib import Path
from editor_tui.post.proposal import FieldChange, FileChange, Origin, Part, Proposal
from editor_tui.workspace.workspace import Workspace
site, count = Path(sys.argv[1]), int(sys.argv[2])
(site / "_posts").mkdir()
(site / "_config.yml").write_text("title: x\\n")
line = "朝の鴨川を歩くと、観光客の少ない時間帯ならではの静けさがある。第{}回は{}番目の橋から歩き始め、茶店で休んだ。"
for n in range(count):
    lines = [line.format(n, m) for m in range(100)]
    (site / "_posts" / f"2025-01-{n % 28 + 1:02d}-{n:03d}.md").write_text(
        f'---\\ntitle: "京都の春を歩く 第{n}回"\\ndate: 2025-01-01\\ntags: [旅]\\nexcerpt: "未定"\\n---\\n\\n'
        + "\\n\\n".join([*lines, *lines[10:20]]) + "\\n", encoding="utf-8")
workspace = Workspace.open(site, {})
for n, path in enumerate(workspace.paths()):
    draft = workspace.read(path)
    origin = Origin("excerpt", "model", float(n), "excerpt", "test-model")
    destination = None
    if n % 4 == 0:
        workspace.save(workspace.propose_fix(draft))
        continue
    if n % 4 == 1:
        part = Part(FieldChange("excerpt", "未定", "朝の鴨川から始める、京都の春の半日散歩コースを紹介します。"))
    elif n % 4 == 2:
        part = Part(FieldChange("tags", ["旅"], ["旅", "京都", "散歩"]))
    else:
        pairs = tuple((line.format(n, m), f"A quiet walk along the river, bridge {m} of walk {n}.") for m in range(40))
        text = "---\\ntitle: Kyoto\\nlang: en\\n---\\n\\n" + "\\n\\n".join(target for _, target in pairs) + "\\n"
        part, destination = Part(FileChange(text), (), pairs), path.replace("_posts/", "_posts/en/")
    workspace.save(Proposal(path, draft.fingerprint, (part,), origin, destination))
"""


def measure_review(site: Path) -> None:
    """Through all proposals without deciding, then accepting fifty."""
    subprocess.run([sys.executable, "-c", MAKE, str(site), str(PROPOSALS)], check=True, cwd=ROOT)
    command = [sys.executable, "-m", "editor_tui", "--site", str(site), "--lang", "en", "review"]
    with Terminal(command) as terminal:
        terminal.wait_for(f"1/{PROPOSALS}", 60)
        time.sleep(5)
        measure_keys(terminal, f"next of {PROPOSALS} proposals", ["right"] * (PROPOSALS - 1), "at most 60 ms")
        terminal.press("right")
        time.sleep(1)
        both = []
        while len(both) < 50:
            time.sleep(0.35)
            before = terminal.screen()
            took = latency(terminal, "enter")
            # Enter that shows more of a proposal is no next draft.
            if before.splitlines()[0] != terminal.screen().splitlines()[0]:
                both.append(took)
        report("accepted, written and the next one shown: p50", percentile([last for _, last in both], 50), "")
        report("accepted, written and the next one shown: p95", percentile([last for _, last in both], 95), "")


def measure_typing(site: Path) -> None:
    """A key in a text box while a reply comes at a hundred pieces a second; then in the filter while a job runs."""
    reply = "観光客の少ない朝の鴨川から始める、京都の春の散歩。" * 240
    with Loopback(Streamed(reply, 6000, 60.0)) as server:
        environment = {**server.environment, "EDITOR_TUI_MODEL": "test-model"}
        command = [sys.executable, "-m", "editor_tui", "--site", str(site), "--lang", "en"]
        with Terminal(command, environment=environment) as terminal:
            terminal.wait_for("proposal", 60)
            time.sleep(5)
            terminal.press("F5")
            terminal.wait_for("excerpt")
            terminal.press("space")
            terminal.wait_for("Being written", 30)
            terminal.press("ctrl+p")
            terminal.wait_for("Type to find")
            firsts = [echo(terminal, key) for key in list("run a trial jobs ") * 6]
            # Not before the end: the box stands over it.
            terminal.press("escape")
            terminal.wait_for("Trying on one draft", 5)
            report("key in a text box while a model writes: p50", percentile(firsts, 50), "")
            report("key in a text box while a model writes: p99", percentile(firsts, 99), "at most 100 ms")
            report("key in a text box while a model writes: most", max(firsts), "at most 100 ms")


def echo(terminal: Terminal, key: str) -> float:
    """Milliseconds until a typed character stands before the cursor of the terminal."""
    before = terminal.cursor()
    begun = time.perf_counter()
    terminal.press(key)
    while terminal.cursor() == before and time.perf_counter() - begun < 2.0:
        pass
    took = 1000 * (time.perf_counter() - begun)
    time.sleep(0.1)
    return took


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        measure_review(Path(name))
        measure_typing(Path(name))


if __name__ == "__main__":
    main()
