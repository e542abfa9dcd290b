"""`glossary`: the terms that translations keep to: what they are, whether they are kept, what may be missing."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from editor_tui.cli.exit_codes import FOUND, SOME_FAILED
from editor_tui.cli.numbers import count
from editor_tui.cli.output import Output
from editor_tui.errors import DraftError
from editor_tui.messages import Message
from editor_tui.text.clean import clean
from editor_tui.workspace.workspace import Workspace

_RULE = "translation-glossary"


def configure(parser: argparse.ArgumentParser) -> None:
    say = parser.catalogue.say  # type: ignore[attr-defined]
    parser.add_argument(
        "action", nargs="?", choices=("list", "check", "suggest"), default="list", help=say("cli.glossary-action-help")
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help=say("cli.paths-help"))
    parser.add_argument("--to", default="", metavar="LANG", help=say("cli.translate-to-help"))
    parser.add_argument("--limit", type=count, default=50, metavar="N", help=say("cli.glossary-limit-help"))
    parser.add_argument("--json", action="store_true", help=say("cli.json-help"))


def run(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    actions = {"list": show_terms, "check": check_versions, "suggest": suggest_terms}
    return actions[arguments.action](arguments, workspace, output)


def show_terms(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    """Print the terms as they are used."""
    from editor_tui.workspace.glossary import load_glossary

    terms = load_glossary(workspace).terms
    if not terms:
        output.say("cli.glossary-none", file=workspace.settings.translate.glossary)
    for term in terms:
        if arguments.json:
            output.json(
                {
                    "source": term.source,
                    "targets": list(term.targets),
                    "note": term.note,
                    "do_not_translate": term.keep,
                    "case": term.case,
                }
            )
        else:
            note = f"  {output.style(term.note, 'dim')}" if term.note else ""
            output.line(clean(f"{term.source} → {' | '.join(term.targets)}") + note)
    return 0


def check_versions(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    """Report every place where a version does not use the glossary's words. Exit code 1 where there is one."""
    from editor_tui.repair.translation import find_translation_problems
    from editor_tui.workspace.glossary import load_glossary

    glossary = load_glossary(workspace)
    count, failed = 0, 0
    for path, version in _versions(arguments, workspace):
        try:
            source, target = workspace.repair(workspace.read(path)).draft, workspace.read(version)
            found = find_translation_problems(source, target, glossary)
        except DraftError as error:
            output.error(error)
            failed += 1
            continue
        for finding in found:
            if finding.rule == _RULE:
                count += 1
                _print(version, target.line_of(finding.start), finding.message, arguments, output)
    output.say("cli.glossary-checked", count=count)
    return SOME_FAILED if failed else FOUND if count else 0


def _versions(arguments: argparse.Namespace, workspace: Workspace) -> Iterator[tuple[str, str]]:
    """(draft, its version) for the drafts that have one."""
    language = arguments.to or workspace.settings.translate.to
    for path in workspace.paths(arguments.paths):
        version = workspace.versions.version_of(path, language)
        if version != path and not workspace.versions.is_version(path, language) and workspace.site.exists(version):
            yield path, version


def _print(path: str, line: int, message: Message, arguments: argparse.Namespace, output: Output) -> None:
    if arguments.json:
        output.json({"path": path, "line": line, "rule": _RULE, "message": output.words(message), **message.values})
    else:
        output.line(clean(f"{path}:{line}: {output.words(message)}"))


def suggest_terms(arguments: argparse.Namespace, workspace: Workspace, output: Output) -> int:
    """Print words that many drafts have and the glossary does not, as lines that a glossary file can take."""
    from editor_tui.text.glossary import Term, write_glossary
    from editor_tui.text.plain import plain_text
    from editor_tui.text.terms import find_candidates
    from editor_tui.workspace.glossary import load_glossary

    known = frozenset(term.source for term in load_glossary(workspace).terms)

    failed: list[DraftError] = []

    def texts() -> Iterator[str]:
        for path in workspace.paths(arguments.paths):
            try:
                yield plain_text(workspace.read(path).body)
            except DraftError as error:
                failed.append(error)
                output.error(error)

    candidates = find_candidates(texts(), known)[: arguments.limit]
    if arguments.json:
        for item in candidates:
            output.json({"source": item.word, "drafts": item.drafts, "count": item.count})
        return SOME_FAILED if failed else 0
    rows = write_glossary(Term(item.word, (), _seen(item.count, item.drafts, output)) for item in candidates)
    output.raw(rows)
    output.say("cli.glossary-suggested", count=len(candidates), file=workspace.settings.translate.glossary)
    return SOME_FAILED if failed else 0


def _seen(count: int, drafts: int, output: Output) -> str:
    return output.text("cli.glossary-seen", count=count, drafts=Message.of("cli.some-drafts", count=drafts))
