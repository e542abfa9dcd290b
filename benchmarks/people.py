"""What `check` finds and `fix` changes in Markdown that people wrote, by rule. Nothing is written to a draft.

    python benchmarks/people.py SITE … [--show RULE] [--number 30]

Every SITE is a folder that is read as a site of its own, with what is known of it as a whole. `--show` prints a sample
of a rule's findings, with a fixed seed, to be judged by eye; what `fix` would change is always printed.
"""

from __future__ import annotations

import argparse
import difflib
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from editor_tui.post.edits import apply_edits
from editor_tui.repair.registry import FAMILIES
from editor_tui.workspace.checking import Located, check_drafts, fix_drafts
from editor_tui.workspace.workspace import Workspace


def changes(workspace: Workspace) -> Iterator[tuple[str, set[str], str]]:
    """Path, rules and difference of every draft that `fix` would change."""
    for fixed in fix_drafts(workspace, workspace.paths()):
        if fixed.edits:
            text = workspace.site.read(fixed.path).text
            mended = apply_edits(text, fixed.edits)
            lines = difflib.unified_diff(text.splitlines(), mended.splitlines(), lineterm="", n=1)
            yield fixed.path, {one.finding.rule for one in fixed.applied}, "\n".join(lines)


def count_changes(workspaces: list[Workspace]) -> None:
    count: Counter[str] = Counter()
    for workspace in workspaces:
        count["files"] += len(workspace.paths())
        for path, rules, difference in changes(workspace):
            count["changed"] += 1
            count["repeats"] += any(FAMILIES[rule] == "repeats" for rule in rules)
            print(f"--- {workspace.root.name}/{path}: {', '.join(sorted(rules))}\n{difference}\n")
    thousand = count["files"] / 1000
    print(
        f"{count['files']} files, {count['changed']} changed ({count['changed'] / thousand:.2f} in 1,000), "
        f"{count['repeats']} of them by repeats ({count['repeats'] / thousand:.2f})"
    )


def count_findings(workspaces: list[Workspace]) -> dict[str, list[tuple[Path, Located]]]:
    found: dict[str, list[tuple[Path, Located]]] = defaultdict(list)
    for workspace in workspaces:
        for checked in check_drafts(workspace, workspace.paths()):
            for one in checked.findings:
                found[one.finding.rule].append((workspace.root / checked.path, one))
    for rule, places in sorted(found.items(), key=lambda item: -len(item[1])):
        print(f"{rule:24} {len(places):5} in {len({path for path, _ in places})} files")
    return found


def show(places: list[tuple[Path, Located]], number: int) -> None:
    """A sample of findings with the lines around them, the same every time."""
    for path, one in random.Random(1).sample(places, min(number, len(places))):
        lines = path.read_text("utf-8", "replace").splitlines()
        print(f"\n{path}:{one.line}")
        for line in lines[max(one.line - 3, 0) : min(one.end_line, one.line + 4) + 2]:
            print(f"    {line[:160]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", type=Path, nargs="+", metavar="SITE")
    parser.add_argument("--show", help="print findings of this rule")
    parser.add_argument("--number", type=int, default=30, help="so many of them")
    options = parser.parse_args()
    workspaces = [Workspace.open(site, {}) for site in options.sites]
    count_changes(workspaces)
    found = count_findings(workspaces)
    if options.show:
        show(found.get(options.show, []), options.number)


if __name__ == "__main__":
    main()
