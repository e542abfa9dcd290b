"""What a site has and keeps: its settings, drafts, rules, prompts and state.

Everything is made when it is first asked for, so that a cheap command pays for nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Self

from editor_tui import __version__
from editor_tui.settings import Settings, load_settings
from editor_tui.settings.load import TAGS_FILE
from editor_tui.site.files import Site
from editor_tui.workspace.kinds import for_rules, with_keys_of

if TYPE_CHECKING:
    from pathlib import Path

    from editor_tui.post.draft import Draft
    from editor_tui.prompts.library import PromptLibrary
    from editor_tui.repair.selection import Selection
    from editor_tui.site.index import Index
    from editor_tui.site.job_store import JobStore
    from editor_tui.site.journal import Journal
    from editor_tui.site.kind import Layout
    from editor_tui.site.proposals import ProposalStore
    from editor_tui.site.state import State
    from editor_tui.site.versions import VersionPaths
    from editor_tui.site.writer import Writer


class Stores:
    """One site, opened: what `Workspace` works with."""

    def __init__(self, root: str | Path, settings: Settings, environment: Mapping[str, str] = os.environ) -> None:
        self.environment = environment
        self.site = Site(root, settings.site)
        self.settings = with_keys_of(self.site.layout.kind, settings)

    @classmethod
    def open(cls, root: str | Path, environment: Mapping[str, str] = os.environ) -> Self:
        """The workspace of the site at `root`. Raises SettingsError where its settings cannot be used."""
        return cls(root, load_settings(root, environment=environment), environment)

    @cached_property
    def root(self) -> Path:
        """The site's folder."""
        return self.site.root

    @cached_property
    def state(self) -> State:
        from editor_tui.site.state import State

        return State(self.root)

    @property
    def layout(self) -> Layout:
        """The kind of site and its content folders."""
        return self.site.layout

    @cached_property
    def prompts(self) -> PromptLibrary:
        from editor_tui.prompts.library import PromptLibrary, own_prompts

        return PromptLibrary([own_prompts(self.root)], self.settings.choices)

    @cached_property
    def journal(self) -> Journal:
        from editor_tui.site.journal import Journal

        return Journal(self.state, self.settings.journal)

    @cached_property
    def proposals(self) -> ProposalStore:
        from editor_tui.site.proposals import ProposalStore

        return ProposalStore(self.state)

    @cached_property
    def jobs(self) -> JobStore:
        """The runs of the app that are not over."""
        from editor_tui.site.job_store import JobStore

        return JobStore(self.state)

    @cached_property
    def writer(self) -> Writer:
        from editor_tui.post.proof import prove, prove_new
        from editor_tui.site.lock import SiteLock
        from editor_tui.site.writer import Writer

        return Writer(self.site, self.journal, SiteLock(self.state.folder), prove, prove_new=prove_new)

    @cached_property
    def versions(self) -> VersionPaths:
        """Where the versions of a draft in other languages are."""
        from editor_tui.site.languages import find_languages
        from editor_tui.site.versions import VersionPaths

        translate, kind, content = self.settings.translate, self.layout.kind, self.site.content
        languages = find_languages(str(self.root), kind, content, translate.to)
        return VersionPaths(kind, content, translate.path, languages)

    @cached_property
    def index(self) -> Index:
        from editor_tui.site.index import Index

        return Index(self.site, self._index_version())

    def _index_version(self) -> str:
        """Rows are made anew when the program or the settings have changed."""
        return f"{__version__} {self.rule_settings!r}"

    def paths(self, patterns: Sequence[str] = ()) -> list[str]:
        """The drafts that files, folders or globs mean; those of the content folders where none is given."""
        return self.site.paths(patterns)

    def read(self, path: str) -> Draft:
        """The draft at a path. Raises DraftError where it cannot be read."""
        return self.site.read(path)

    @cached_property
    def rule_settings(self) -> Settings:
        """The settings as rules need them, with the kind of site that was found and the aliases of its tags file."""
        settings = for_rules(self.layout.kind, self.settings)
        if not os.path.exists(os.path.join(self.site.root, TAGS_FILE)):
            return settings
        from editor_tui.tasks.tag_names import load_tag_names

        aliases = {**load_tag_names(self.root).aliases, **settings.tags.aliases}
        return settings.replace(tags=settings.tags.replace(aliases=aliases))

    @cached_property
    def selection(self) -> Selection:
        """The rules that the settings select. Raises SettingsError where they name one that there is not."""
        from editor_tui.repair.selection import Selection
        from editor_tui.workspace.rule_names import check_rule_names

        check_rule_names(self.settings, self.root, self.environment)
        return Selection.of(self.settings.check.select, self.settings.check.ignore)
