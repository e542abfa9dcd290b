"""Measures the repair of repeats: planted ones, legitimate ones, and folders of real posts.

python benchmarks/repeats.py [--posts FOLDER] [--each 20] [--folder FOLDER …] [--verbose]
"""

from __future__ import annotations

import argparse
import difflib
import random
from collections import defaultdict
from pathlib import Path

from planting import DATA, Planted, generated_posts, planted_set, posts_of, text_of

from editor_tui.errors import FrontMatterError
from editor_tui.post.draft import Draft
from editor_tui.post.finding import Finding
from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.registry import find_all, repair
from editor_tui.repair.repeats import repair_repeats
from editor_tui.repair.selection import Selection
from editor_tui.text.script import has_cjk
from editor_tui.text.sentences import split_sentences

#: The families that take out what a model left; the others mend other things.
FAMILIES = ("repeats", "end-marker", "chat-preamble", "title-echo")


def mend(text: str) -> str:
    """The text as `fix` leaves it, with all of its rules."""
    return repair(Draft("_posts/x.md", text.encode()), SiteFacts()).draft.text


def reported_lines(text: str) -> set[int]:
    """Lines of the text that `check` names, or that a fix of it would take."""
    draft = Draft("_posts/x.md", text.encode())
    found: set[int] = set()
    for finding in find_all(draft, SiteFacts(), Selection.of(select=FAMILIES)):
        spans = [(finding.start, finding.end), *_edited(finding)]
        for start, end in spans:
            found.update(range(draft.line_of(start), draft.line_of(max(end - 1, start)) + 1))
    return found


def _edited(finding: Finding) -> list[tuple[int, int]]:
    return [(edit.start, edit.end) for edit in finding.fix.edits] if finding.fix else []


def lost(truth: str, result: str, damaged: str) -> int:
    """How many characters of the truth the result lacks: of every sentence that does not stand in it, what is not there
    in stretches of four characters or more, in order. Where none of the damage was touched nothing is lost."""
    missing = 0
    if set(damaged.splitlines()) - set(truth.splitlines()) <= set(result.splitlines()):
        truth = "\n".join(row for row in truth.splitlines() if row in damaged)
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
        wrong = lost(case.truth, result, case.text)
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
        result = mend(text)
        if result != text:
            changed.append(title)
            if verbose:
                print(f"--- changed: {title}")
                print("\n".join(difflib.unified_diff(text.splitlines(), result.splitlines(), lineterm="", n=0))[:1200])
    print(f"{name}: {len(documents) - len(changed)} of {len(documents)} unchanged")


def measure_folder(folder: Path) -> None:
    """What the family takes of a folder's posts, and all rules together, without what is known of their site."""
    before = changed = count = unstable = 0
    after = {"repeats": 0, "all rules": 0}
    for path in sorted(path for path in folder.rglob("*") if path.suffix in {".md", ".mdx", ".markdown"}):
        draft = Draft(path.name, path.read_bytes())
        try:
            result = draft.with_edits(repair_repeats(draft))
        except FrontMatterError:
            continue
        count, before = count + 1, before + len(draft.data)
        after["repeats"] += len(result.data)
        after["all rules"] += len(repair(draft, SiteFacts()).draft.data)
        if result.data != draft.data:
            changed += 1
            unstable += bool(repair_repeats(result))
    gone = ", ".join(f"{1 - size / max(before, 1):.1%} by {name}" for name, size in after.items())
    print(f"{folder}: {count} posts, {changed} changed, {unstable} change again; bytes that go: {gone}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=Path, help="plant into the posts of this folder instead of generated ones")
    parser.add_argument("--each", type=int, default=20, help="damaged posts of each kind")
    parser.add_argument("--folder", type=Path, nargs="*", default=[], help="real posts to repair, in memory")
    parser.add_argument("--verbose", action="store_true", help="show what is wrong")
    options = parser.parse_args()
    posts = posts_of(options.posts) if options.posts else generated_posts(60)
    clean = [post for post in posts if mend(text_of(post)) == text_of(post)]
    print(f"clean posts: {len(clean)} of {len(posts)} unchanged; repeats are planted into these")
    measure_planted(planted_set(clean, options.each), options.verbose)
    measure_legitimate([path.stem for path in sorted(DATA.glob("legitimate-*.md"))], options.verbose)
    for folder in options.folder:
        measure_folder(folder)


if __name__ == "__main__":
    main()
