"""Measures the repair of repeats: planted ones, legitimate ones, and folders of real posts.

python benchmarks/repeats.py [--posts FOLDER] [--each 20] [--folder FOLDER …] [--verbose]
"""

from __future__ import annotations

import argparse
import difflib
import random
import time
from collections import defaultdict
from pathlib import Path

from planting import DATA, Planted, generated_posts, planted_set, posts_of

from editor_tui.errors import FrontMatterError
from editor_tui.post.draft import Draft
from editor_tui.repair.repeats import find_repeats, repair_repeats
from editor_tui.text.script import has_cjk
from editor_tui.text.sentences import split_sentences

MARKER_LINES = {"---END---", "--- END ---", "【END】"}


def without_markers(text: str) -> tuple[str, list[int]]:
    """The text as the rule for end markers leaves it, and where they stood."""
    kept, borders, position, skip_blank = [], [], 0, False
    for line in text.splitlines(keepends=True):
        if line.strip() in MARKER_LINES:
            borders.append(position)
            skip_blank = True
        elif not (skip_blank and not line.strip()):
            skip_blank = False
            kept.append(line)
            position += len(line)
    return "".join(kept), borders


def mend(text: str) -> str:
    stripped, borders = without_markers(text)
    draft = Draft("x.md", stripped.encode())
    return draft.with_edits(repair_repeats(draft, borders=borders)).text


def reported_lines(text: str) -> set[int]:
    """Lines of the text with their markers that a finding names."""
    stripped, borders = without_markers(text)
    draft = Draft("x.md", stripped.encode())
    kept = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() not in MARKER_LINES]
    rows = stripped.splitlines()
    places, at = [], 0
    for number in kept:
        if at < len(rows) and text.splitlines()[number - 1] == rows[at]:
            places.append(number)
            at += 1
    found = {number for number, line in enumerate(text.splitlines(), 1) if line.strip() in MARKER_LINES}
    for finding in find_repeats(draft, borders=borders):
        for line in range(draft.line_of(finding.start), draft.line_of(finding.end - 1) + 1):
            found.add(places[line - 1])
        for edit in finding.fix.edits if finding.fix else ():
            if edit.end > edit.start:
                found |= {places[n - 1] for n in range(draft.line_of(edit.start), draft.line_of(edit.end - 1) + 1)}
    return found


def lost(truth: str, result: str) -> int:
    """How many characters of the truth the result lacks: of every sentence that does not stand in it, what is not there
    in stretches of four characters or more, in order."""
    missing = 0
    for row in set(truth.splitlines()) - set(result.splitlines()):
        for sentence in (sentence.strip() for sentence in split_sentences(row)):
            if sentence not in result:
                blocks = difflib.SequenceMatcher(None, sentence, result, autojunk=False).get_matching_blocks()
                missing += len(sentence) - sum(block.size for block in blocks if block.size >= 4)
    return missing


def measure_planted(cases: list[Planted], verbose: bool) -> None:
    rows: dict[str, list[tuple[bool, int, int, int, int, int]]] = defaultdict(list)
    for case in cases:
        result = mend(case.text)
        planted = set(case.planted_lines)
        found = planted & reported_lines(case.text) if result != case.truth else planted
        removed = len(case.text) - len(result)
        wrong = lost(case.truth, result)
        rows[case.kind].append(
            (result == case.truth, removed, wrong, len(case.text) - len(case.truth), len(planted), len(found))
        )
        if verbose and (wrong or len(found) < len(planted)):
            print(f"--- {case.kind}: {wrong} characters lost, {len(planted) - len(found)} lines unseen")
            print(
                "\n".join(difflib.unified_diff(case.truth.splitlines(), result.splitlines(), lineterm="", n=0))[:1500]
            )
    print(f"{'kind':42} exact  precision  recall  lines seen")
    every = [row for kind in rows.values() for row in kind]
    for kind, results in [*rows.items(), ("all", every)]:
        count = len(results)
        removed, wrong, surplus, planted_count, found_count = (sum(row[n] for row in results) for n in range(1, 6))
        exact = sum(row[0] for row in results)
        print(
            f"{kind:42} {exact / count:5.0%}  {1 - wrong / max(removed, 1):9.2%}  {(removed - wrong) / surplus:6.1%}"
            f"  {found_count / planted_count:6.1%}"
        )


def read_documents(path: Path) -> list[tuple[str, str]]:
    parts = path.read_text("utf-8").split("%%% ")[1:]
    return [(part.split("\n", 1)[0], part.split("\n", 1)[1].strip("\n") + "\n") for part in parts]


def lengthened(text: str, seed: str) -> str:
    """A long article made of a document: sixteen paragraphs of others anywhere between its blocks."""
    rng = random.Random(seed)
    language = "ja" if has_cjk(text) else "en"
    others = rng.sample((DATA / f"paragraphs-{language}.txt").read_text("utf-8").splitlines(), 16)
    blocks: list[str] = []
    for block in text.rstrip("\n").split("\n\n"):
        if blocks and "\n\n".join(blocks).count("```") % 2:
            blocks[-1] += "\n\n" + block
        else:
            blocks.append(block)
    for other in others:
        blocks.insert(rng.randint(0, len(blocks)), other)
    return "\n\n".join(blocks) + "\n"


def measure_legitimate(names: list[str], verbose: bool) -> None:
    documents = [document for name in names for document in read_documents(DATA / f"{name}.md")]
    long = [(title, lengthened(text, title)) for title, text in documents if not text.startswith("---\n")]
    report_changed("legitimate repetition", documents, verbose)
    report_changed("the same in long articles", long, verbose)


def report_changed(name: str, documents: list[tuple[str, str]], verbose: bool) -> None:
    changed = []
    for title, text in documents:
        draft = Draft("x.md", text.encode())
        result = draft.with_edits(repair_repeats(draft)).text
        if result != text:
            changed.append(title)
            if verbose:
                print(f"--- changed: {title}")
                print("\n".join(difflib.unified_diff(text.splitlines(), result.splitlines(), lineterm="", n=0))[:1200])
    print(f"{name}: {len(documents) - len(changed)} of {len(documents)} unchanged")


def measure_folder(folder: Path) -> None:
    before = after = changed = count = unstable = 0
    started = time.perf_counter()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in {".md", ".mdx", ".markdown"}):
        draft = Draft(path.name, path.read_bytes())
        try:
            result = draft.with_edits(repair_repeats(draft))
        except FrontMatterError:
            continue
        count += 1
        before, after = before + len(draft.data), after + len(result.data)
        if result.data != draft.data:
            changed += 1
            unstable += bool(repair_repeats(result))
    seconds = time.perf_counter() - started
    print(
        f"{folder}: {count} posts, {changed} changed, {1 - after / max(before, 1):.1%} of the bytes go, "
        f"{unstable} change again, {before / 1e6 / seconds:.1f} MB/s"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=Path, help="plant into the posts of this folder instead of generated ones")
    parser.add_argument("--each", type=int, default=20, help="damaged posts of each kind")
    parser.add_argument("--folder", type=Path, nargs="*", default=[], help="real posts to repair, in memory")
    parser.add_argument("--verbose", action="store_true", help="show what is wrong")
    options = parser.parse_args()
    posts = posts_of(options.posts) if options.posts else generated_posts(60)
    clean = [Planted("clean", (), tuple(blocks)).truth for blocks in posts]
    print(f"clean posts: {sum(mend(text) == text for text in clean)} of {len(clean)} unchanged")
    measure_planted(planted_set(posts, options.each), options.verbose)
    measure_legitimate([path.stem for path in sorted(DATA.glob("legitimate-*.md"))], options.verbose)
    for folder in options.folder:
        measure_folder(folder)


if __name__ == "__main__":
    main()
