"""What translation keeps, sends and costs, measured with a deterministic translator and no network.

    python benchmarks/translation.py FOLDER … [--every N]

Every Japanese draft below the folders is repaired, translated and taken apart again. Then: what the requests of one
draft come to, next to sending the whole file at once, and what one changed sentence costs.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.translator import ScriptedTranslator

from editor_tui.errors import EditRefusedError, FrontMatterError
from editor_tui.llm.estimate import estimate_tokens
from editor_tui.post.draft import Draft
from editor_tui.post.proposal import FileChange
from editor_tui.post.segments_proof import find_differences
from editor_tui.prompts.library import PromptLibrary
from editor_tui.repair.facts import SiteFacts
from editor_tui.repair.registry import repair
from editor_tui.settings.schema import Settings
from editor_tui.site.memory import TranslationMemory
from editor_tui.site.state import State
from editor_tui.tasks.context import TaskContext
from editor_tui.tasks.translation import TranslateTask, VersionFiles
from editor_tui.text.language import detect_language


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


async def translate_all(drafts: list[Draft]) -> Counter[str]:
    """One fresh memory for all, as on a site."""
    counts: Counter[str] = Counter()
    model = ScriptedTranslator()
    task = new_task(Path(tempfile.mkdtemp()))
    for draft in drafts:
        counts["drafts"] += 1
        try:
            proposal = await task.propose(draft, model)
        except (FrontMatterError, EditRefusedError) as error:
            counts["refused"] += 1
            print(f"refused: {error}", file=sys.stderr)
            continue
        for part in proposal.parts:
            assert isinstance(part.change, FileChange)
            look_at(repaired(draft), Draft(proposal.destination or "", part.change.text.encode()), part.passed, counts)
            counts["segments"] += len(part.segments)
            for item in part.problems:
                counts[f"problem {item.code}"] += 1
                print(f"{draft.path}: {item.code} {dict(item.message.values)}"[:300], file=sys.stderr)
    counts["requests"] = len(model.requests)
    return counts


def look_at(source: Draft, version: Draft, passed: bool, counts: Counter[str]) -> None:
    """Whether a version has its source's structure and a front matter that reads."""
    try:
        counts["front matter reads"] += version.metadata["lang"] == "en"
    except FrontMatterError:
        counts["damaged front matter"] += 1
    counts["passed" if passed else "waiting for a person"] += 1
    if passed:
        counts["same structure" if find_differences(source, version) == () else "other structure"] += 1


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


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--draft", type=Path, action="append", default=[], help="measure the cost of this draft")
    parser.add_argument("--long", type=Path, default=None, help="a folder of posts to make a draft of 130 KB of")
    arguments = parser.parse_args()
    if arguments.folders:
        start = time.perf_counter()
        counts = await translate_all(japanese_drafts(arguments.folders, arguments.every))
        for name, count in sorted(counts.items()):
            print(f"{count:8,}  {name}")
        print(f"{time.perf_counter() - start:8.1f}  seconds")
    if arguments.draft or arguments.long:
        print(
            "| draft | size | tokens of the file | requests | tokens of segments | all tokens sent | largest | time |"
        )
        print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for path in arguments.draft:
        await cost_of(Draft(path.name, path.read_bytes()), path.name)
    if arguments.long:
        await cost_of(await long_draft(japanese_drafts([arguments.long], 7)), "130 KB of posts")


if __name__ == "__main__":
    asyncio.run(main())
