"""The flags that all task commands share."""

from __future__ import annotations

import argparse

from editor_tui.cli.numbers import count, dollars
from editor_tui.tasks.options import TaskOptions


def configure(parser: argparse.ArgumentParser, *, paths: bool = True) -> None:
    """Add the shared flags, and PATH where the command does not name it itself."""
    say = parser.catalogue.say  # type: ignore[attr-defined]
    if paths:
        parser.add_argument("paths", nargs="*", metavar="PATH", help=say("cli.paths-help"))
    parser.add_argument("--write", action="store_true", help=say("cli.task-write-help"))
    parser.add_argument("--dry-run", action="store_true", help=say("cli.task-dry-run-help"))
    parser.add_argument("--all", action="store_true", help=say("cli.task-all-help"))
    parser.add_argument("--limit", type=count, default=0, metavar="N", help=say("cli.task-limit-help"))
    parser.add_argument("--sample", type=count, default=0, metavar="N", help=say("cli.task-sample-help"))
    parser.add_argument("--model", default="", metavar="NAME", help=say("cli.task-model-help"))
    parser.add_argument("--base-url", default="", metavar="URL", help=say("cli.task-base-url-help"))
    parser.add_argument("--offline", action="store_true", help=say("cli.task-offline-help"))
    parser.add_argument("--concurrency", type=count, default=0, metavar="N", help=say("cli.task-concurrency-help"))
    parser.add_argument("--max-cost", type=dollars, default=None, metavar="USD", help=say("cli.task-max-cost-help"))
    parser.add_argument("--json", action="store_true", help=say("cli.json-help"))


def options_of(arguments: argparse.Namespace) -> TaskOptions:
    """The flags as a value; flags that only some commands have are taken where they are."""
    return TaskOptions(
        everything=arguments.all or bool(arguments.sample),
        write=arguments.write,
        dry_run=arguments.dry_run,
        limit=arguments.limit,
        sample=arguments.sample,
        replace=getattr(arguments, "replace", False),
        model=arguments.model,
        offline=arguments.offline,
        concurrency=arguments.concurrency,
        max_cost=arguments.max_cost,
        json=arguments.json,
        base_url=arguments.base_url,
        to=getattr(arguments, "to", "") or "",
        source=getattr(arguments, "source", "") or "",
        polish=getattr(arguments, "polish", False),
    )
