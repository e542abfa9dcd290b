"""Which files git says have changed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

from editor_tui.errors import UsageError
from editor_tui.messages import Message

# A repository's own configuration may name programs; none of them is asked here.
_SAFE: Final = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-optional-locks")


def changed_paths(root: Path, base: str = "HEAD") -> frozenset[str]:
    """The files below `root` that differ from a revision in the work tree, and those that git does not know yet.

    Paths are relative to `root`. Raises UsageError where there is no git, no repository, or no such revision.
    """
    if base.startswith("-"):
        raise UsageError(Message.of("workspace.no-revision", base=base))
    differing = _git(
        root, "diff", "--name-only", "-z", "--relative", "--diff-filter=d", "--no-ext-diff", "--no-textconv", base, "--"
    )
    unknown = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(os.fsdecode(name) for name in (differing + unknown).split(b"\0") if name)


def is_revision(root: Path, name: str) -> bool:
    """Whether git knows a commit by this name."""
    try:
        _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    except UsageError:
        return False
    return not name.startswith("-")


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *_SAFE, *arguments], cwd=root, capture_output=True, check=True)
    except FileNotFoundError as error:
        raise UsageError(Message.of("workspace.no-git")) from error
    except subprocess.CalledProcessError as error:
        detail = os.fsdecode(error.stderr).strip().splitlines()
        raise UsageError(Message.of("workspace.git-failed", detail=detail[-1] if detail else "?")) from error
    return done.stdout
