"""A model whose replies are heard while they are written: for a trial that somebody watches."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from editor_tui.llm.protocol import Model, OnText, Reply, Request, judge


@dataclass(slots=True)
class ListenedModel:
    """`model`, with one reply at a time told to `on_text`: of several at once the first, the others in silence.

    `on_text` is called in the event loop's thread, ten times a second at most, with the whole text so far; "" where a
    reply begins, or begins again after a broken try; at last with the complete reply, also with a kept one.
    """

    model: Model
    on_text: OnText
    _is_heard: bool = field(default=False, init=False)

    async def ask(self, request: Request) -> Reply:
        """The complete reply. Raises as the model does."""
        if self._is_heard:
            return await self.model.ask(request)
        self._is_heard = True
        try:
            reply = await self.model.ask(replace(request, on_text=self.on_text))
            self.on_text(reply.text)
            return reply
        finally:
            self._is_heard = False

    def judge(self, request: Request, good: bool) -> None:
        """Note whether the answer to this request held its checks."""
        judge(self.model, request, good)
