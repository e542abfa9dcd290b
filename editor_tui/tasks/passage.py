"""A prompt on a passage of a draft: the same questions and checks as on a whole one, asked of these lines alone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from editor_tui.errors import StaleProposalError
from editor_tui.llm.protocol import Model
from editor_tui.messages import Message
from editor_tui.post.draft import Draft
from editor_tui.post.edits import Edit
from editor_tui.post.proposal import BodyChange, FreeText, Part, Problem, Proposal
from editor_tui.prompts.prompt import Prompt
from editor_tui.tasks.context import TaskContext
from editor_tui.tasks.prompt_task import PromptTask

# Headings, addresses of links and images, fences, inline code, HTML and template tags.
_FIXED: Final = re.compile(
    r"^ {0,3}#{1,6}[ \t].*$|(?<=\]\()[^)\s]+|https?://[^\s)>\]]+|^ {0,3}(?:```|~~~).*$|`[^`\n]+`|</?[A-Za-z][^>\n]*>"
    r"|\{[{%].*?[%}]\}",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Part of a draft's body, in code points of the body whose `Draft.body_fingerprint` was `base`."""

    path: str
    start: int
    end: int
    base: str


@dataclass(frozen=True)
class PassageTask:
    """What the prompt makes of a passage: a new text for it, values for the front matter, or a text to read."""

    prompt: Prompt
    context: TaskContext
    passage: Passage

    async def propose(self, draft: Draft, model: Model | None) -> Proposal:
        """A proposal for the whole draft. Raises StaleProposalError where its body is another, and as `PromptTask`."""
        span = self.passage
        if draft.body_fingerprint != span.base:
            raise StaleProposalError(draft.path, Message.of("post.stale-body"))
        # What somebody has selected is what they mean: nothing in it is repaired before it is sent.
        context = replace(self.context, repaired=lambda draft: draft)
        proposal = await PromptTask(self.prompt, context).propose(_alone(draft, span), model)
        parts = tuple(filter(None, (self._placed(part, draft) for part in proposal.parts)))
        return replace(proposal, fingerprint=draft.fingerprint, parts=parts)

    def _placed(self, part: Part, draft: Draft) -> Part | None:
        """The part on the whole draft: a text that is to replace the passage becomes an edit. None for no change."""
        change = part.change
        if not (self.prompt.editor.replaces and isinstance(change, FreeText)):
            return part
        start, end = self.passage.start, self.passage.end
        text = change.text.strip("\r\n").replace("\r\n", "\n").replace("\n", _line_end(draft))
        if text == draft.body[start:end]:
            return None
        edit = Edit(start, end, text, self.prompt.name)
        problems = (*part.problems, *_losses(draft.body[start:end], text))
        return replace(part, change=BodyChange((edit,), draft.body_fingerprint), problems=problems)


def _losses(old: str, new: str) -> tuple[Problem, ...]:
    """A problem for what a rewriting may not lose or add unseen: headings, addresses, code, HTML."""
    before, after = (Counter(map(_level, _FIXED.findall(text))) for text in (old, new))
    changed = [*(before - after).elements(), *(after - before).elements()]
    return tuple(Problem("structure", Message.of("tasks.passage-structure", what=what)) for what in changed[:3])


def _level(mark: str) -> str:
    """What has to stay of a mark: of a heading its level, of anything else all of it."""
    mark = mark.strip()
    return mark.split()[0] if mark.startswith("#") else mark


def _alone(draft: Draft, span: Passage) -> Draft:
    """The draft with nothing in its body but the passage."""
    body = draft.frame.body
    rest = ((body, body + span.start), (body + span.end, len(draft.text)))
    return draft.with_edits(Edit(start, end, "", "passage") for start, end in rest if start < end)


def _line_end(draft: Draft) -> str:
    return "\r\n" if "\r\n" in draft.text else "\r" if "\r" in draft.text and "\n" not in draft.text else "\n"
