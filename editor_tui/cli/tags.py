"""`tags`: the site's vocabulary, what is doubled in it, and giving tags another name over the site."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from typing import Any

from editor_tui.cli.exit_codes import SOME_FAILED
from editor_tui.cli.output import Output
from editor_tui.cli.proposals import lines_of, proposal_json
from editor_tui.errors import DraftError, UsageError
from editor_tui.messages import Message
from editor_tui.post.proposal import Proposal
from editor_tui.tasks.renaming import rename_tags
from editor_tui.tasks.vocabulary import TagUse, Vocabulary
from editor_tui.text.width import fit, text_width
from editor_tui.workspace.workspace import Workspace

_ACTIONS = ("merge", "rename")


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument("action", nargs="?", metavar="merge|rename", help=say("cli.tags-action-help"))
    parser.add_argument("names", nargs="*", metavar="TAG", help=say("cli.tags-names-help"))
    parser.add_argument("--write", action="store_true", help=say("cli.task-write-help"))
    parser.add_argument("--only", choices=("duplicates", "once", "default"), help=say("cli.tags-only-help"))
    parser.add_argument("--json", action="store_true", help=say("cli.json-help"))


def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    vocabulary = workspace.vocabulary()
    if arguments.action is None:
        _show(vocabulary, workspace, arguments, output)
        return 0
    if arguments.action not in _ACTIONS:
        raise UsageError(Message.of("cli.tags-action", action=arguments.action, choices=", ".join(_ACTIONS)))
    names = _names(arguments.action, arguments.names, vocabulary)
    return _rename(names, workspace, arguments, output)


def _show(vocabulary: Vocabulary, workspace: Workspace, arguments: argparse.Namespace, output: Output) -> None:
    share = workspace.settings.tags.default_share
    doubled = {tag: group for group in vocabulary.duplicates() for tag in group}
    typos = vocabulary.typos()
    rows = [
        _row(use, vocabulary, doubled.get(use.tag, ()), default=vocabulary.is_default(use.tag, share))
        | {"similar": list(typos.get(use.tag, ()))}
        for use in vocabulary.uses
    ]
    wanted = [row for row in rows if arguments.only is None or any(row[column] for column in _COLUMNS[arguments.only])]
    sets = vocabulary.common_sets(workspace.facts().tag_sets) if arguments.only in (None, "default") else []
    if arguments.json:
        for row in wanted:
            output.json(row)
        for tags, count in sets if arguments.only else ():
            output.json({"set": list(tags), "count": count})
        return
    for line in _table(wanted, output):
        output.line(line)
    for tags, count in sets:
        output.line(f"{count:6}  {output.style('[' + ', '.join(tags) + ']', 'yellow')}  {output.text('cli.tags-set')}")
    output.say(
        "cli.tags-total",
        count=len(rows),
        drafts=Message.of("cli.some-drafts", count=vocabulary.tagged),
        once=sum(row["once"] for row in rows),
        groups=len(vocabulary.duplicates()),
        default=sum(row["default"] for row in rows),
    )


_COLUMNS = {"duplicates": ("duplicates", "similar"), "once": ("once",), "default": ("default",)}


def _row(use: TagUse, vocabulary: Vocabulary, group: Sequence[str], *, default: bool) -> dict[str, Any]:
    return {
        "tag": use.tag,
        "count": use.count,
        "first": use.first or None,
        "last": use.last or None,
        "aliases": [alias for alias, tag in vocabulary.aliases.items() if tag == use.tag],
        "english": vocabulary.english.get(use.tag),
        "duplicates": [tag for tag in group if tag != use.tag],
        "once": use.count == 1,
        "default": default,
    }


def _table(rows: Sequence[dict[str, Any]], output: Output) -> Iterator[str]:
    widest = min(max((text_width(row["tag"]) for row in rows), default=0), 32)
    for row in rows:
        notes = []
        if row["default"]:
            notes.append(output.style(output.text("cli.tags-default"), "yellow"))
        if row["duplicates"]:
            notes.append(output.style("= " + ", ".join(row["duplicates"]), "yellow"))
        if row["similar"]:
            notes.append(output.style("~ " + ", ".join(row["similar"]), "yellow"))
        if row["aliases"] or row["english"]:
            notes.append(output.style(", ".join([*row["aliases"], *filter(None, [row["english"]])]), "dim"))
        when = f"{(row['first'] or '')[:10]:10}  {(row['last'] or '')[:10]:10}"
        yield f"{row['count']:6}  {output.style(fit(row['tag'], widest))}  {when}  {'  '.join(notes)}".rstrip()


def _names(action: str, tags: Sequence[str], vocabulary: Vocabulary) -> dict[str, str]:
    """Old tag → new tag. Raises UsageError for tags nobody uses, a merge that is a renaming, and what is no tag."""
    used = {use.tag for use in vocabulary.uses if use.count}
    if len(tags) < 2 or (action == "rename" and len(tags) != 2):
        raise UsageError(Message.of(f"cli.tags-{action}-usage"))
    *old, new = (tag.strip() for tag in tags)
    if not new or not new.isprintable() or "," in new:
        raise UsageError(Message.of("cli.tags-no-tag", tag=new))
    for tag in old:
        if tag not in used:
            raise UsageError(Message.of("cli.tags-unknown", tag=tag, nearest=_nearest(tag, used)))
    if action == "merge" and new not in used:
        raise UsageError(Message.of("cli.tags-merge-unknown", tag=new, nearest=_nearest(new, used)))
    if action == "rename" and new in used:
        raise UsageError(Message.of("cli.tags-rename-used", tag=new))
    if not (names := {tag: new for tag in old if tag != new}):
        raise UsageError(Message.of(f"cli.tags-{action}-usage"))
    return names


def _nearest(tag: str, used: set[str]) -> str:
    from rapidfuzz import process

    found = process.extractOne(tag, sorted(used))
    return str(found[0]) if found else "-"


def _rename(names: dict[str, str], workspace: Workspace, arguments: argparse.Namespace, output: Output) -> int:
    key = workspace.settings.keys.tags
    proposals, failed = [], 0
    for path in workspace.paths():
        try:
            proposal = rename_tags(workspace.read(path), key, names, time.time)
        except DraftError as error:
            output.error(error)
            failed += 1
            continue
        if proposal is not None:
            proposals.append(proposal)
    if arguments.write and proposals:
        failed += _write(proposals, workspace, output)
    else:
        workspace.proposals.save_all(proposals)
    for proposal in proposals:
        _print(proposal, arguments, output)
    output.say("cli.tags-written" if arguments.write else "cli.tags-proposed", count=len(proposals), failed=failed)
    return SOME_FAILED if failed else 0


def _write(proposals: Sequence[Proposal], workspace: Workspace, output: Output) -> int:
    failed = 0
    with workspace.writing("tags") as writing:
        for proposal in proposals:
            try:
                workspace.apply(proposal, writing)
            except DraftError as error:
                output.error(error)
                failed += 1
    return failed


def _print(proposal: Proposal, arguments: argparse.Namespace, output: Output) -> None:
    if arguments.json:
        output.json(proposal_json(proposal, "written" if arguments.write else "proposed", output.catalogue))
        return
    for line in lines_of(proposal, output):
        output.line(line)
