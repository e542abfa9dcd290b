"""`check`: what is wrong with the drafts."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from editor_tui.cli import rule_options
from editor_tui.cli.exit_codes import FOUND, SOME_FAILED
from editor_tui.cli.formats import github, json_lines, sarif, text
from editor_tui.cli.output import Output
from editor_tui.cli.progress import counted
from editor_tui.errors import DraftError, UsageError
from editor_tui.messages import Message
from editor_tui.workspace.changed import changed_paths, is_revision
from editor_tui.workspace.checking import Checked, check_drafts
from editor_tui.workspace.workspace import Workspace

_FORMATS: Final[dict[str, Callable[[Iterable[Checked], Output], None]]] = {
    "text": text.write,
    "json": json_lines.write,
    "github": github.write,
    "sarif": sarif.write,
}

# What reads these knows files by their paths in the repository, not in the site.
_OF_REPOSITORIES: Final = ("github", "sarif")


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument("paths", nargs="*", metavar="PATH", help=say("cli.paths-help"))
    parser.add_argument("--format", choices=_FORMATS, default="text", help=say("cli.check-format-help"))
    parser.add_argument("--json", action="store_const", const="json", dest="format", help=say("cli.json-help"))
    parser.add_argument("--changed", nargs="?", const="HEAD", metavar="BASE", help=say("cli.check-changed-help"))
    parser.add_argument("--map", action="store_true", help=say("cli.check-map-help"))
    rule_options.configure(parser)


def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    selection = rule_options.selection_of(arguments, workspace.selection)
    paths = _paths(arguments, workspace)
    tally = Tally()
    if paths:
        results = check_drafts(workspace, paths, selection, copies=arguments.map, jobs=arguments.jobs)
        counting = tally.count(counted(results, len(paths), output), output)
        if arguments.format in _OF_REPOSITORIES:
            counting = _in_repository(counting, workspace)
        _FORMATS[arguments.format](counting, output)
    elif arguments.format == "sarif":
        sarif.write((), output)
    tally.say(output, with_rules=arguments.format == "text")
    return SOME_FAILED if tally.failed else FOUND if tally.rules else 0


def _in_repository(results: Iterable[Checked], workspace: Workspace) -> Iterator[Checked]:
    """The same with paths from the checkout of GitHub Actions, where the site is a folder of it."""
    checkout, root = Path(workspace.environment.get("GITHUB_WORKSPACE") or workspace.root).resolve(), workspace.root
    before = root.resolve().relative_to(checkout) if root.resolve().is_relative_to(checkout) else Path()
    return (replace(checked, path=(before / checked.path).as_posix()) for checked in results)


def _paths(arguments: argparse.Namespace, workspace: Workspace) -> list[str]:
    """The drafts to check. `--changed posts/a.md` means the file, not a revision of that name."""
    patterns, base = list(arguments.paths), arguments.changed
    if base is not None and base != "HEAD" and not is_revision(workspace.root, base):
        if not patterns and not _is_there(base, workspace):
            raise UsageError(Message.of("workspace.no-revision", base=base))
        patterns, base = [base, *patterns], "HEAD"
    paths = workspace.paths(patterns)
    if not paths:
        raise UsageError(Message.of("cli.no-drafts"))
    if base is None:
        return paths
    changed = changed_paths(workspace.root, base)
    return [path for path in paths if path in changed]


def _is_there(name: str, workspace: Workspace) -> bool:
    try:
        return bool(workspace.paths([name]))
    except DraftError:
        return False


class Tally:
    """Counts findings by rule while they pass by."""

    def __init__(self) -> None:
        self.drafts = self.failed = 0
        self.rules: Counter[str] = Counter()
        self.safe: Counter[str] = Counter()
        self.in_drafts: Counter[str] = Counter()

    def count(self, results: Iterable[Checked], output: Output) -> Iterator[Checked]:
        for checked in results:
            self.drafts += 1
            if checked.failure:
                self.failed += 1
                output.error(checked.failure.error())
            rules = [located.finding.rule for located in checked.findings]
            self.rules.update(rules)
            self.in_drafts.update(set(rules))
            fixes = ((located.finding.rule, located.finding.fix) for located in checked.findings)
            self.safe.update(rule for rule, fix in fixes if fix and fix.safety == "safe")
            yield checked

    def say(self, output: Output, *, with_rules: bool) -> None:
        """The summary: a line a rule, the most frequent first, and the total."""
        width = max(map(len, self.rules), default=0)
        for rule, count in self.rules.most_common() if with_rules else ():
            numbers = {"count": f"{count:,}", "drafts": f"{self.in_drafts[rule]:,}", "safe": f"{self.safe[rule]:,}"}
            output.say("cli.check-rule", rule=rule.ljust(width), **numbers)
        counted_drafts = Message.of("cli.some-drafts", count=self.drafts)
        output.say("cli.check-total", count=self.rules.total(), drafts=counted_drafts, safe=self.safe.total())
