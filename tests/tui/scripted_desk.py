"""A workspace in memory: the same methods as `Workspace`, with drafts, findings and answers that a test lays down."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from editor_tui.errors import DraftError, NoModelError, UsageError
from editor_tui.messages import Message
from editor_tui.post.apply import edits_for
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.post.finding import Finding, Fix
from editor_tui.post.front_matter import set_value
from editor_tui.post.proposal import (
    BodyChange,
    FieldChange,
    FileChange,
    FreeText,
    Origin,
    Part,
    Problem,
    Proposal,
    Usage,
)
from editor_tui.repair.facts import SiteFacts
from editor_tui.settings import Settings
from editor_tui.site.job_store import StoredJob
from editor_tui.site.rows import Row
from editor_tui.site.runs import Run
from editor_tui.site.undo import Undone
from editor_tui.site.versions import VersionPaths
from editor_tui.tasks.options import TaskOptions
from editor_tui.tasks.passage import Passage
from editor_tui.tasks.translation.view import SegmentView, segment_views
from editor_tui.workspace.attention import Marked
from editor_tui.workspace.planning import Plan
from editor_tui.workspace.results import TaskResult, result_of

BODY = """朝の鴨川を歩くと、観光客の少ない時間帯ならではの静けさがある。今回は編集部が実際に歩いた順路を紹介する。

## 哲学の道

哲学の道は疏水に沿った散歩道で、約2キロ続く。桜の季節は混むが、朝七時までなら静かに歩ける。

## まとめ

京都の春は歩いて楽しむのがよい。

哲学の道は疏水に沿った散歩道で、約2キロ続く。桜の季節は混むが、朝七時までなら静かに歩ける。
"""


def post(
    title: str, *, date: str = "2025-10-01", tags: str = "[旅, 京都]", body: str = BODY, excerpt: str = "未定"
) -> str:
    return f'---\ntitle: "{title}"\ndate: {date}\ntags: {tags}\nexcerpt: "{excerpt}"\n---\n\n{body}'


@dataclass
class ScriptedPassages:
    """`workspace.passages.Passages` with a model that says "書き直した文。" and what it was told."""

    desk: ScriptedDesk
    asked: list[tuple[str, str, str]] = field(default_factory=list)

    def prompt_names(self) -> Sequence[str]:
        return ["rewrite-passage", "notes"]

    def takes_instruction(self, name: str) -> bool:
        return name == "rewrite-passage"

    def plan(self, name: str, passage: Passage) -> tuple[Plan, Sequence[tuple[str, str]]]:
        text = self.desk.read(passage.path).body[passage.start : passage.end]
        return Plan(name, "test-model", (passage.path,), 1, 120, 40, cost_usd=0.001), (("user", text),)

    async def propose(
        self, name: str, passage: Passage, on_text: Callable[[str], None], *, hint: str = "", offline: bool = False
    ) -> Proposal:
        draft = self.desk.read(passage.path)
        self.asked.append((name, draft.body[passage.start : passage.end], hint))
        on_text("書き直した文。")
        edit = Edit(passage.start, passage.end, "書き直した文。", name)
        change = BodyChange((edit,), passage.base) if name == "rewrite-passage" else FreeText("notes", "書き直した文。")
        origin = Origin(name, "model", 0.0, name, "test-model", Usage(120, 40, 0.001))
        return Proposal(passage.path, draft.fingerprint, (Part(change),), origin)

    def keep(self, proposal: Proposal) -> None:
        self.desk.save(proposal)


@dataclass
class ScriptedSegments:
    """`workspace.segments.Segments` with a model that says "Asked again."; nothing is checked."""

    desk: ScriptedDesk

    def views(self, proposal: Proposal) -> Sequence[SegmentView]:
        return segment_views(proposal)

    def revise(self, proposal: Proposal, number: int, text: str) -> Proposal:
        """The text in place of the segment's, in the file as well."""
        part = proposal.parts[0]
        source, old = part.segments[number]
        segments = (*part.segments[:number], (source, text), *part.segments[number + 1 :])
        change = replace(part.change, text=text.join(part.change.text.rsplit(old, 1)))
        problems = tuple(one for one in part.problems if one.message.values.get("segment") != source)
        revised = replace(proposal, parts=(replace(part, change=change, segments=segments, problems=problems),))
        self.desk.save(revised)
        return revised

    def accept(self, proposal: Proposal, number: int) -> Proposal:
        view = self.views(proposal)[number]
        return self.revise(proposal, number, view.suggestion or view.target)

    async def ask(self, proposal: Proposal, numbers: Sequence[int], *, hint: str = "") -> Proposal:
        self.desk.log.append(("ask", proposal.path, *map(str, numbers), hint))
        await asyncio.sleep(self.desk.delay)
        for number in numbers:
            proposal = self.revise(proposal, number, "Asked again.")
        return proposal


class ScriptedJobs:
    """`site.job_store.JobStore` in memory."""

    def __init__(self) -> None:
        self.stored: dict[int, StoredJob] = {}

    def own(self) -> bool:
        return True

    def add(self, task: str, paths: Sequence[str], *, offline: bool) -> int:
        number = max(self.stored, default=0) + 1
        self.stored[number] = StoredJob(number, task, offline, (), tuple(paths))
        return number

    def note_done(self, job: int, path: str) -> None:
        one = self.stored[job]
        left = tuple(other for other in one.left if other != path)
        self.stored[job] = replace(one, done=(*one.done, path), left=left)

    def forget(self, job: int) -> None:
        self.stored.pop(job, None)

    def unfinished(self) -> Sequence[StoredJob]:
        return list(self.stored.values())


@dataclass
class ScriptedDesk:
    """`texts` are the drafts by path. `answers` are the excerpts that a task proposes; an exception is raised."""

    texts: dict[str, str]
    answers: dict[str, Any] = field(default_factory=dict)
    root: Path = Path("/site")
    settings: Settings = field(default_factory=Settings)
    rows_given: list[Row] | None = None
    prompts: list[str] = field(default_factory=lambda: ["excerpt", "tags", "translate"])
    refuses: DraftError | None = None
    delay: float = 0.0
    model: str = "test-model"
    log: list[tuple[str, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.marks: list[Marked] = []
        self.jobs = ScriptedJobs()
        self.closed: dict[int, list[Proposal]] = {}
        self.passages = ScriptedPassages(self)
        self.segments = ScriptedSegments(self)
        self.proposals: dict[tuple[str, str, str], Proposal] = {}
        self.runs: list[tuple[Run, dict[str, str | None]]] = []
        self._before: dict[str, str | None] = {}

    # Rows and drafts

    def known_rows(self) -> Sequence[Row]:
        return list(self.rows())

    def rows(self, patterns: Sequence[str] = ()) -> Iterator[Row]:
        if self.rows_given is not None:
            yield from self.rows_given
            return
        for path in sorted(self.texts):
            yield self._row(path)

    def _row(self, path: str) -> Row:
        draft = self.read(path)
        rules: dict[str, int] = {}
        for finding in self.check(draft):
            rules[finding.rule] = rules.get(finding.rule, 0) + 1
        try:
            data = draft.metadata
        except DraftError as error:
            return Row(path, rules={"invalid-front-matter": 1}, error=error.message)
        tags = tuple(map(str, data.get("tags") or ()))
        title, date = str(data.get("title", "")), str(data.get("date", ""))
        return Row(path, title, date, len(draft.body), tags, "ja", rules, translation="none")

    def read(self, path: str) -> Draft:
        if path not in self.texts:
            raise DraftError(path, Message.of("site.gone-since-read"))
        return Draft(path, self.texts[path].encode("utf-8", "surrogateescape"))

    def check(self, draft: Draft) -> tuple[Finding, ...]:
        """Paragraphs that stand earlier in the body already."""
        findings: list[Finding] = []
        seen: dict[str, int] = {}
        at = 0
        for paragraph in draft.text.split("\n\n"):
            text = paragraph.strip()
            if len(text) > 20 and text in seen:
                start = at + paragraph.index(text)
                message = Message("repair.repeated-block", {"first": draft.line_of(seen[text])})
                cut = Fix("safe", (Edit(start, start + len(text), "", "repeated-block"),))
                first = (seen[text], seen[text] + len(text))
                findings.append(Finding("repeated-block", "warning", start, start + len(text), message, cut, first))
            elif text:
                seen.setdefault(text, at + paragraph.index(text))
            at += len(paragraph) + 2
        return tuple(findings)

    def facts(self) -> SiteFacts:
        return SiteFacts(tag_counts={"京都": 12, "旅": 9, "散歩": 4, "春": 2})

    @property
    def versions(self) -> VersionPaths:
        return VersionPaths("jekyll", ("_posts",))

    # Proposals

    def propose_fix(self, draft: Draft, *, unsafe: bool = False) -> Proposal | None:
        body = draft.frame.body
        edits = tuple(edit.shifted(-body) for f in self.check(draft) if f.fix for edit in f.fix.edits)
        parts = tuple(Part(BodyChange((edit,), draft.body_fingerprint)) for edit in edits)
        return Proposal(draft.path, draft.fingerprint, parts, Origin("fix", "rules", 0.0)) if parts else None

    async def propose(self, task: str, path: str, *, hint: str = "", offline: bool = False) -> Proposal:
        self.log.append(("propose", task, path, hint))
        await asyncio.sleep(self.delay)
        answer = self.answers.get(path, "観光客の少ない朝の鴨川から始める、京都の春の半日散歩コースを紹介します。")
        if isinstance(answer, Exception):
            raise answer
        draft = self.read(path)
        usage = Usage(1200, 80, 0.004)
        origin = Origin(task, "model", 0.0, f"{task}.prompty", "test-model", usage)
        part = Part(FieldChange("excerpt", draft.metadata.get("excerpt"), answer))
        return Proposal(path, draft.fingerprint, (part,), origin)

    async def try_prompt(
        self, task: str, path: str, on_text: Callable[[str], None], *, hint: str = "", offline: bool = False
    ) -> Proposal:
        """`propose`, with its answer told letter by letter, `delay` seconds each."""
        answer = self.answers.get(path, "朝の鴨川を歩く。")
        for size in range(len(answer) + 1 if isinstance(answer, str) else 0):
            on_text(answer[:size])
            await asyncio.sleep(self.delay)
        return await self.propose(task, path, hint=hint, offline=offline)

    async def run_task(self, task: str, paths: Sequence[str], options: TaskOptions) -> AsyncIterator[TaskResult]:
        for path in paths:
            try:
                proposal = await self.propose(task, path, offline=options.offline)
            except DraftError as error:
                yield TaskResult(path, task, "failed", error=error)
            else:
                self.save(proposal)
                yield result_of(proposal, "proposed")

    def model_name(self) -> str:
        if not self.model:
            raise NoModelError(Message.of("llm.no-model"))
        return self.model

    def marked(self, patterns: Sequence[str] = ()) -> Sequence[Marked]:
        return list(self.marks)

    def unmark(self, path: str, task: str) -> None:
        self.marks = [mark for mark in self.marks if (mark.path, mark.task) != (path, task)]

    def prompt_names(self) -> Sequence[str]:
        return self.prompts

    def own_description(self, name: str) -> str | None:
        return "What somebody wrote." if name == "notes" else None

    def render_prompt(self, name: str, draft: Draft) -> Sequence[tuple[str, str]]:
        return (("system", "あなたは編集者です。"), ("user", draft.body))

    def estimate(self, name: str, paths: Sequence[str]) -> Plan:
        count = len(paths)
        return Plan(name, self.model, tuple(paths), count, 1200 * count, 80 * count, cost_usd=0.004 * count)

    def save(self, proposal: Proposal) -> None:
        self.proposals[proposal.key] = proposal

    def waiting(self) -> Sequence[Proposal]:
        return [self.proposals[key] for key in sorted(self.proposals)]

    # Writing

    @contextmanager
    def writing(self, command: str) -> Iterator[Any]:
        self._before = {}
        run = Run(len(self.runs) + 1, command, 1_760_000_000.0)
        yield SimpleNamespace(run=run)
        count = len(self._before)
        self.runs.append((replace(run, written=count, standing=count), dict(self._before)))

    def apply(self, proposal: Proposal, writing: Any = None) -> bool:
        if writing is None:
            with self.writing(proposal.origin.task) as writing:
                return self.apply(proposal, writing)
        if self.refuses is not None:
            raise self.refuses
        change = proposal.parts[0].change
        if isinstance(change, FileChange):
            self._write(proposal.destination or proposal.path, change.text)
        else:
            draft = self.read(proposal.path)
            self._write(proposal.path, draft.with_edits(edits_for(draft, proposal.parts)).text)
        self.proposals.pop(proposal.key, None)
        self.closed.setdefault(writing.run.id, []).append(proposal)
        return True

    def _write(self, path: str, text: str) -> None:
        self._before.setdefault(path, self.texts.get(path))
        self.texts[path] = text

    def check_value(self, proposal: Proposal, part: int, text: str) -> Sequence[Problem]:
        return [Problem("length", Message.of("tasks.check-length", count=len(text), least=2, most=99))] * (
            len(text) < 2
        )

    def reject(self, *proposals: Proposal) -> int:
        count = len({proposal.path for proposal in proposals})
        run = Run(len(self.runs) + 1, "reject", 1_760_000_000.0, standing=count, decided=count)
        self.runs.append((run, {}))
        for proposal in proposals:
            self.proposals.pop(proposal.key, None)
        self.closed[run.id] = list(proposals)
        return run.id

    def set_fields(self, path: str, fields: Mapping[str, object]) -> bool:
        if self.refuses is not None:
            raise self.refuses
        self.log.append(("set", path, *map(str, fields)))
        with self.writing("set"):
            for key, value in fields.items():
                draft = self.read(path)
                self._write(path, draft.with_edits(set_value(draft, key, value)).text)
        return True

    def undo(self, run: int | None = None) -> Undone:
        number = run if run is not None else next((r.id for r, _ in reversed(self.runs) if r.standing), None)
        if number is None:
            raise UsageError(Message.of("site.nothing-to-undo"))
        undone, before = self.runs[number - 1]
        for path, text in before.items():
            if text is None:
                del self.texts[path]
            else:
                self.texts[path] = text
        self.runs[number - 1] = (replace(undone, standing=0), before)
        again = self.closed.pop(number, [])
        for proposal in again:
            self.save(proposal)
        reopened = () if before else tuple(sorted({proposal.path for proposal in again}))
        return Undone(undone, undone, undone.id, restored=tuple(before), reopened=reopened)

    def history(self) -> Sequence[Run]:
        return [run for run, _ in reversed(self.runs)]


def doubtful(path: str, draft: Draft, excerpt: str = "三月一日の朝から歩く。") -> Proposal:
    """A proposal with one part that passed and one that did not."""
    problem = Problem("number-not-in-text", Message("post.unclosed-front-matter", {}))
    parts = (
        Part(FieldChange("tags", draft.metadata.get("tags"), ["旅", "京都", "散歩"])),
        Part(FieldChange("excerpt", draft.metadata.get("excerpt"), excerpt), (problem,)),
    )
    return Proposal(path, draft.fingerprint, parts, Origin("excerpt", "model", 0.0, "excerpt.prompty", "test-model"))


def small_site(count: int = 12) -> ScriptedDesk:
    names = ["京都の春を歩く", "温泉の使い方", "データ分析入門", "味噌汁のレシピ", "東京の路地", "働き方を考える"]
    return ScriptedDesk(
        {
            f"_posts/2025-10-{n + 1:02d}-draft.md": post(
                f"{names[n % len(names)]} {n + 1}", date=f"2025-10-{n + 1:02d}"
            )
            for n in range(count)
        }
    )
