"""Which files git says have changed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from editor_tui.errors import UsageError
from editor_tui.messages import Message

# A repository's own configuration may name programs; none of them is asked here.
_SAFE: Final = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-optional-locks")

_SUBMODULE: Final = "160000"


def changed_paths(root: Path, base: str = "HEAD") -> frozenset[str]:
    """The files below `root` that differ from a revision in the work tree, and those that git does not know yet.

    Paths are relative to `root`; those of submodules are among them. Raises UsageError where there is no git, no
    repository, or no such revision.
    """
    if base.startswith("-"):
        raise UsageError(Message.of("workspace.no-revision", base=base))
    try:
        _git(root, "rev-parse", "--git-dir")
    except UsageError as error:
        if error.message.id == "workspace.no-git":
            raise
        raise UsageError(Message.of("workspace.no-repository", folder=str(root))) from error
    if base == "HEAD" and not is_revision(root, base):
        # Nothing was committed yet: everything differs from nothing.
        base = os.fsdecode(_git(root, "hash-object", "-t", "tree", "--stdin")).strip()
    return frozenset(_changed(root, base))


def _changed(root: Path, base: str) -> Iterator[str]:
    differing = _git(
        root, "diff", "--name-only", "-z", "--relative", "--diff-filter=d", "--no-ext-diff", "--no-textconv", base, "--"
    )
    unknown = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    yield from _names(differing + unknown)
    for path in _submodules(root):
        for name in _changed(root / path, _commit_of(root, path, base)):
            yield f"{path}/{name}"


def _submodules(root: Path) -> Iterator[str]:
    """The repositories below `root` that are part of this one, where they are checked out."""
    for entry in _names(_git(root, "ls-files", "--stage", "-z")):
        mode, _, path = entry.partition(" ")
        path = path.partition("\t")[2]
        if mode == _SUBMODULE and (root / path / ".git").exists():
            yield path


def _commit_of(root: Path, path: str, base: str) -> str:
    """What a submodule was at in a revision, as far as it has that commit; else what it is at now."""
    try:
        entry = os.fsdecode(_git(root, "ls-tree", "-z", base, "--", path))
    except UsageError:
        return "HEAD"
    commit = entry.partition("\t")[0].rpartition(" ")[2]
    return commit if commit and is_revision(root / path, commit) else "HEAD"


def _names(listed: bytes) -> list[str]:
    return [os.fsdecode(name) for name in listed.split(b"\0") if name]


def is_revision(root: Path, name: str) -> bool:
    """Whether git knows a commit by this name."""
    if name.startswith("-"):
        return False
    try:
        _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    except UsageError:
        return False
    return True


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", *_SAFE, *arguments], cwd=root, stdin=subprocess.DEVNULL, capture_output=True, check=True
        )
    except FileNotFoundError as error:
        raise UsageError(Message.of("workspace.no-git")) from error
    except subprocess.CalledProcessError as error:
        detail = os.fsdecode(error.stderr).strip().splitlines()
        raise UsageError(Message.of("workspace.git-failed", detail=detail[-1] if detail else "?")) from error
    return done.stdout
