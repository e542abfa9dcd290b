"""What setting front matter costs, and what it leaves alone. See README.md, "Front matter".

python benchmarks/front_matter.py corpus FOLDER     set title, excerpt and tags in every post of a folder
python benchmarks/front_matter.py fuzz [COUNT] [SEED]   nasty values against four other readers
python benchmarks/front_matter.py cost FOLDER       one set against frontmatter.load + dumps
"""

from __future__ import annotations

import json
import statistics
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import frontmatter
import yaml

from editor_tui.errors import DraftError, EncodingError
from editor_tui.post.draft import Draft
from editor_tui.post.encoding import decode
from editor_tui.post.front_matter import get_value, has_key, set_value, value_span

NEW_TEXT = "新しい値: “a”, it's #1"
NEW_TAG = "新しい札"
ENDINGS = {".md", ".markdown", ".mdx"}


def posts(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.suffix in ENDINGS and path.is_file())


def corpus(folder: Path) -> int:
    """Every post, three sets each, judged by its lines and by PyYAML, tomllib or json."""
    counts: Counter[str] = Counter()
    for path in posts(folder):
        name = str(path.relative_to(folder))
        try:
            draft = decode(name, path.read_bytes())
        except EncodingError as error:
            counts["files no encoding"] += 1
            print(f"not read: {error}")
            continue
        counts["files"] += 1
        for key in ("title", "excerpt", "tags"):
            _try(draft, key, counts)
    for what, count in sorted(counts.items()):
        print(f"{count:8,} {what}")
    return 1 if any("DAMAGED" in what for what in counts) else 0


def _try(draft: Draft, key: str, counts: Counter[str]) -> None:
    try:
        old = get_value(draft, key)
        if key == "tags":
            if not isinstance(old, list):
                return
            value: object = [*old, NEW_TAG]
        else:
            value = NEW_TEXT
        after = draft.with_edits(set_value(draft, key, value))
    except DraftError as error:
        counts[f"{key}: refused"] += 1
        print(f"refused {key}: {error}")
        return
    damage = _damage(draft, after, key, value)
    counts[f"{key}: {'DAMAGED' if damage else 'replaced' if has_key(draft, key) else 'inserted'}"] += 1
    if damage:
        print(f"DAMAGED {key}: {draft.path}: {damage}")


def _damage(before: Draft, after: Draft, key: str, value: object) -> str:
    """What is wrong with the draft after, in words; "" for nothing."""
    old, new = before.data.splitlines(keepends=True), after.data.splitlines(keepends=True)
    changed = [
        line
        for tag, start, end, _, _ in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
        for line in range(start + 1, end + 1)
    ]
    span = value_span(before, key)
    allowed = range(0) if span is None else _lines_of(before, span)
    # JSON needs a comma behind what was the last value.
    spare = 1 if before.frame.format == "json" and span is None else 0
    if len([line for line in changed if line not in allowed]) > spare:
        return f"lines {changed} changed, not only {allowed}"
    if before.frame.format is None:
        return "" if after.body == before.body else "the body changed"
    values, values_before = _read(after), _read(before)
    if values.get(key) != value:
        return f"reads as {values.get(key)!r}"
    values.pop(key), values_before.pop(key, None)
    if repr(values) != repr(values_before):
        return "another key changed"
    return ""


def _lines_of(draft: Draft, span: tuple[int, int]) -> range:
    # A block list starts below its key; where it becomes something else, the line of its key changes too.
    start = draft.line_of(span[0])
    return range(start - 1 if draft.text[span[0]] == "-" else start, draft.line_of(span[1]) + 1)


def _read(draft: Draft) -> dict[str, Any]:
    text = draft.text[draft.frame.start : draft.frame.end]
    if draft.frame.format == "yaml":
        return yaml.load(text, Loader=yaml.CSafeLoader) or {}
    return tomllib.loads(text) if draft.frame.format == "toml" else json.loads(text)


def fuzz(count: int, seed: int) -> int:
    """The fuzz of the test suite, as long as you like."""
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
    from post.front_matter_fuzz import OTHERS, TEXTS, fuzz

    outcome = fuzz(count, seed)
    print(f"{len(TEXTS)} texts, {len(OTHERS)} other values, seed {seed}")
    for what, number in sorted(outcome.counts.items()):
        print(f"{number:8,} {what}")
    print(f"{len(outcome.wrong):8,} DAMAGED or in disagreement", *outcome.wrong[:20], sep="\n")
    return 1 if outcome.wrong else 0


def cost(folder: Path) -> int:
    """Processor time a file, in memory, of setting an excerpt and of reading, in two ways each."""
    drafts = []
    for path in posts(folder):
        data = path.read_bytes()
        try:
            frontmatter.loads(data.decode())["excerpt"] = ""
            set_value(Draft("a", data), "excerpt", NEW_TEXT)
        except (ValueError, yaml.YAMLError, DraftError) as error:
            print(f"left out {path}: {type(error).__name__}")
            continue
        drafts.append(data)

    def by_frontmatter(data: bytes) -> None:
        post = frontmatter.loads(data.decode())
        post["excerpt"] = NEW_TEXT
        frontmatter.dumps(post).encode()

    def by_editor_tui(data: bytes) -> None:
        draft = Draft("a.md", data)
        _ = draft.with_edits(set_value(draft, "excerpt", NEW_TEXT)).data

    def reading(data: bytes) -> None:
        _ = Draft("a.md", data).metadata

    print(f"{len(drafts)} files")
    _compare("set, proved", by_editor_tui, "loads + dumps", by_frontmatter, drafts)
    _compare("read metadata", reading, "loads", lambda data: frontmatter.loads(data.decode()), drafts)
    return 0


Action = Callable[[bytes], object]


def _compare(name: str, action: Action, other_name: str, other: Action, drafts: list[bytes]) -> None:
    """Both by turns, so that whatever else the machine does slows both; the median of nine rounds."""
    rounds = [(_time(action, drafts), _time(other, drafts)) for _ in range(9)]
    took, other_took = (statistics.median(times) for times in zip(*rounds, strict=True))
    ratio = statistics.median(mine / its for mine, its in rounds)
    print(f"{name}: {took:.3f} ms a file; frontmatter {other_name}: {other_took:.3f} ms; ratio {ratio:.2f}")


def _time(action: Action, drafts: list[bytes]) -> float:
    start = time.process_time()
    for data in drafts:
        action(data)
    return (time.process_time() - start) / len(drafts) * 1000


def main(arguments: list[str]) -> int:
    match arguments:
        case ["corpus", folder]:
            return corpus(Path(folder))
        case ["fuzz", *numbers]:
            count, seed = (*map(int, numbers), 100_000, 1)[:2] if len(numbers) < 2 else map(int, numbers)
            return fuzz(count, seed)
        case ["cost", folder]:
            return cost(Path(folder))
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
