"""What translation keeps, sends and costs, measured with a deterministic translator and no network.

    python benchmarks/translation.py FOLDER …               # every draft, over HTTP, written and looked at
    python benchmarks/translation.py --draft FILE --long FOLDER   # what requests cost
    python benchmarks/translation.py --long FOLDER --peak BYTES   # memory

Every Japanese draft below the folders is copied, repaired, translated by a server on this machine and written; then
each version is taken apart again. The costs: what the requests of one draft come to, next to sending the whole file at
once, and what one changed sentence costs.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import random
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.faults import Completion
from support.loopback import Loopback
from support.translator import ScriptedTranslator, segments_of, translate

from editor_tui.errors import FrontMatterError
from editor_tui.llm.estimate import estimate_tokens
from editor_tui.llm.protocol import Reply, Request
from editor_tui.post.draft import Draft
from editor_tui.post.segments.structure import find_differences
from editor_tui.prompts.library import PromptLibrary
from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.registry import repair
from editor_tui.repair.translation import find_translation_problems
from editor_tui.settings.schema import Settings
from editor_tui.site.memory import TranslationMemory
from editor_tui.site.state import State
from editor_tui.tasks.context import TaskContext
from editor_tui.tasks.options import TaskOptions
from editor_tui.tasks.translation import TranslateTask, VersionFiles
from editor_tui.text.language import detect_language
from editor_tui.text.parallel import Pair
from editor_tui.workspace.workspace import Workspace


def repaired(draft: Draft) -> Draft:
    return repair(draft, SiteFacts()).draft


def new_task(folder: Path) -> TranslateTask:
    files = VersionFiles(
        lambda path, language: f"{language}/{path}", lambda path: None, TranslationMemory(State(folder))
    )
    return TranslateTask(TaskContext(Settings(), PromptLibrary(), repaired=repaired), files)


def japanese_drafts(folders: list[Path], every: int) -> list[Draft]:
    paths = sorted(path for folder in folders for path in folder.rglob("*.md*"))[::every]
    drafts = (Draft("/".join(path.parts[-3:]), path.read_bytes()) for path in paths)
    return [draft for draft in drafts if detect_language(draft.text[:6000]) == "ja"]


def answer(body: dict[str, Any]) -> Completion:
    """What the server says to a request for a translation."""
    messages = tuple((item["role"], item["content"]) for item in body["messages"])
    sources = segments_of(Request(messages))
    items = [{"id": number, "text": translate(source)} for number, source in enumerate(sources, 1)]
    return Completion(json.dumps({"translations": items}, ensure_ascii=False))


def translate_site(folder: Path) -> Counter[str]:
    """`translate --write` over a copy of the Japanese drafts of a folder, over HTTP; then every file is looked at."""
    root = Path(tempfile.mkdtemp())
    (root / "editor-tui.toml").write_text('[site]\nkind = "folder"\n')
    for path in sorted(folder.rglob("*.md*")):
        if detect_language(Draft(path.name, path.read_bytes()).text[:6000]) == "ja":
            copy = root / path.relative_to(folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    with Loopback(answer) as server:
        workspace = Workspace.open(root, server.environment | {"EDITOR_TUI_MODEL": "scripted"})
        before = {path: (root / path).read_bytes() for path in workspace.paths()}
        counts = asyncio.run(written(workspace))
        counts["requests"] = len(server.requests)
    counts["sources changed"] = sum((root / path).read_bytes() != data for path, data in before.items())
    return counts


async def written(workspace: Workspace) -> Counter[str]:
    """Translates, then looks at what is on the disk, by what is known of the site with all its versions."""
    counts: Counter[str] = Counter()
    versions: dict[str, str] = {}
    async for result in workspace.run_task("translate", (), TaskOptions(write=True)):
        counts[f"result {result.status}"] += 1
        if result.error is not None:
            print(f"{result.path}: {result.error.message}", file=sys.stderr)
        for item in (item for part in result.proposal.parts for item in part.problems) if result.proposal else ():
            print(f"{result.path}: {item.code} {dict(item.message.values)}"[:300], file=sys.stderr)
        if result.status == "written" and result.proposal is not None:
            counts["segments"] += sum(len(part.segments) for part in result.proposal.parts)
            versions[result.path] = result.proposal.destination or ""
    after = Workspace.open(workspace.root, {})
    for path, version in versions.items():
        look_at(after.repair(after.read(path)).draft, after.read(version), counts)
    return counts


def look_at(source: Draft, version: Draft, counts: Counter[str]) -> None:
    """Whether a version has its source's structure and numbers, and a front matter that reads."""
    try:
        counts["front matter reads"] += version.metadata["lang"] == "en"
    except FrontMatterError:
        counts["damaged front matter"] += 1
    differences = find_differences(source, version)
    counts["other structure" if differences else "same blocks, code, links, images, tags"] += 1
    found = find_translation_problems(source, version, pair=Pair("ja", "en"))
    counts["same numbers"] += not any(finding.rule == "translation-numbers" for finding in found)
    counts["nothing found by check"] += not found
    for finding in found:
        print(f"{version.path}: {finding.rule} {dict(finding.message.values)}"[:300], file=sys.stderr)


def tokens_of(model: ScriptedTranslator) -> tuple[float, float]:
    """(all tokens sent, tokens of the segments themselves)"""
    sent = sum(estimate_tokens(text) for request in model.requests for _, text in request.messages)
    return sent, sum(estimate_tokens(text) for segments in model.segments for text in segments)


async def cost_of(draft: Draft, name: str) -> None:
    model = ScriptedTranslator()
    task = new_task(Path(tempfile.mkdtemp()))
    start = time.perf_counter()
    proposal = await task.propose(draft, model)
    assert proposal.passed, [dict(item.message.values) for part in proposal.parts for item in part.problems]
    seconds = time.perf_counter() - start
    sent, words = tokens_of(model)
    whole = estimate_tokens(draft.text)
    largest = max(sum(estimate_tokens(text) for _, text in request.messages) for request in model.requests)
    row = f"{len(draft.data) / 1000:.0f} KB | {whole:,.0f} | {len(model.requests)} | {words:,.0f} | {sent:,.0f}"
    print(f"| {name} | {row} | {largest:,.0f} | {seconds:.1f} s |")
    sentences = list(re.finditer(r"[^。\n]{20,}。", draft.body))
    chosen = random.Random(7).choice(sentences)
    at = draft.frame.body + chosen.start()
    changed = replace(draft, data=(draft.text[:at] + "ここが新しい文です。" + draft.text[at:]).encode())
    again = ScriptedTranslator()
    await task.propose(changed, again)
    print(f"| … one sentence added | | {estimate_tokens(changed.text):,.0f} | {len(again.requests)} | "
          f"{tokens_of(again)[1]:,.0f} | {tokens_of(again)[0]:,.0f} | | |")  # fmt: skip


async def long_draft(drafts: list[Draft], size: int = 130_000) -> Draft:
    """Posts put together until they have so many bytes; only such as need no second try, to count first requests."""
    text = "---\ntitle: 長い記事\n---\n"
    for draft in drafts:
        if len(text.encode()) > size:
            break
        if (await new_task(Path(tempfile.mkdtemp())).propose(draft, ScriptedTranslator())).passed:
            text += "\n" + repaired(draft).body.strip() + "\n"
    return Draft("long.md", text.encode())


def peak_of(size: int, folder: Path) -> None:
    """Resident memory before and after one draft of `size` bytes is translated, in this process."""
    text = "---\ntitle: 長い記事\n---\n"
    for number, draft in enumerate(itertools.cycle(japanese_drafts([folder], 1))):
        if len(text.encode()) > size:
            break
        # No two passes alike: what repeats is asked only once, and repairs would take it out.
        text += "\n" + draft.body.replace("。", f"、第{number}回。").strip() + "\n"
    model = ScriptedTranslator()
    task = new_task(Path(tempfile.mkdtemp()))
    asyncio.run(task.propose(Draft("short.md", "---\ntitle: 題\n---\n短い文です。\n".encode()), model))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    asyncio.run(task.propose(Draft("long.md", text.encode()), Forgetful()))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{len(text.encode()) / 1000:,.0f} KB: {before / 1024:.0f} MB before, {after / 1024:.0f} MB at most, "
          f"{time.perf_counter() - start:.1f} s")  # fmt: skip


class Forgetful(ScriptedTranslator):
    """Keeps no requests, as a server elsewhere."""

    async def ask(self, request: Request) -> Reply:
        reply = await super().ask(request)
        self.requests.clear()
        self.segments.clear()
        return reply


async def print_costs(paths: list[Path], long: Path | None) -> None:
    print("| draft | size | tokens of the file | requests | tokens of segments | all tokens sent | largest | time |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for path in paths:
        await cost_of(Draft(path.name, path.read_bytes()), path.name)
    if long:
        await cost_of(await long_draft(japanese_drafts([long], 7)), "130 KB of posts")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--draft", type=Path, action="append", default=[], help="measure the cost of this draft")
    parser.add_argument("--long", type=Path, default=None, help="a folder of posts to make a draft of 130 KB of")
    parser.add_argument("--peak", type=int, default=0, metavar="BYTES", help="memory for a draft of --long's posts")
    arguments = parser.parse_args()
    for folder in arguments.folders:
        start = time.perf_counter()
        for name, count in sorted(translate_site(folder).items()):
            print(f"{count:8,}  {name}")
        print(f"{time.perf_counter() - start:8.1f}  seconds")
    if arguments.peak:
        peak_of(arguments.peak, arguments.long)
    elif arguments.draft or arguments.long:
        asyncio.run(print_costs(arguments.draft, arguments.long))


if __name__ == "__main__":
    main()
