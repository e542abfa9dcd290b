"""Every failure that a user can meet, as a class of its own.

An error names what happened and the next step, as a message of the catalogue. Errors about one draft carry its path
and line. They are caught in two places only: the command line and the screen that asked.
"""

from __future__ import annotations

from typing import ClassVar

from editor_tui.messages import Catalogue, Message


class EditorTuiError(Exception):
    """A failure that was foreseen. `exit_code` is what the command line returns when it ends a command."""

    exit_code: ClassVar[int] = 2

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return Catalogue().text(self.message)


class UsageError(EditorTuiError):
    """The command was called in a way that it does not have."""


class FileError(EditorTuiError):
    """A failure at a place in a file: `path` as the user knows it, `line` from 1 or None."""

    def __init__(self, path: str, message: Message, *, line: int | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.line = line

    @property
    def place(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"

    def __str__(self) -> str:
        return f"{self.place}: {super().__str__()}"


class SettingsError(FileError):
    """A settings file that cannot be used."""


class PromptError(FileError):
    """A prompt file that cannot be used."""


class DraftError(FileError):
    """One draft could not be done; the others can."""

    exit_code = 3


class FrontMatterError(DraftError):
    """Front matter that no parser reads."""


class EncodingError(DraftError):
    """Bytes that are not text in any encoding that the settings allow."""


class EditRefusedError(DraftError):
    """An edit that could not be proved to change only what it should."""


class ChangedSinceReadError(DraftError):
    """The file is no longer the one that was read."""


class WriteError(DraftError):
    """The file could not be written; the old one is whole."""


class OutsideSiteError(DraftError):
    """The path leads out of the site."""


class StaleProposalError(DraftError):
    """The draft has changed where a proposal wants to change it."""


class StateError(EditorTuiError):
    """The state folder cannot be used."""


class SiteLockedError(StateError):
    """Another editor-tui is writing to this site."""


class ModelError(EditorTuiError):
    """The model side failed. `exit_code` 4 where nothing more can be asked, 3 where only this draft has failed."""

    exit_code = 4


class NoModelError(ModelError):
    """No model has been set up."""


class EndpointError(ModelError):
    """The address of the model cannot be used, or a key must not be sent to it."""


class UnreachableError(ModelError):
    """The server does not answer anybody."""


class KeyRefusedError(ModelError):
    """The provider refuses the key, or what it wants to do."""


class QuotaError(ModelError):
    """The account has no money left, or is told to wait longer than the settings allow."""


class ModelNotFoundError(ModelError):
    """The provider has no such model, or the address is not that of its API."""


class SpendingLimitError(ModelError):
    """The next request could cost more than may still be spent."""


class DraftModelError(ModelError):
    """One request failed; others can be asked."""

    exit_code = 3


class NeedsModelError(DraftModelError):
    """The offline engine finds nothing for this draft; a model might."""


class ProviderError(DraftModelError):
    """The provider failed at this request, as often as it was tried."""


class RequestRefusedError(DraftModelError):
    """The provider does not take this request."""


class TooLongError(DraftModelError):
    """The request does not fit into the model's window, or a server read only part of it."""


class ContentRefusedError(DraftModelError):
    """The model, or a filter before it, does not answer this."""


class IncompleteReplyError(DraftModelError):
    """The reply is empty or was cut off."""


class CutOffError(IncompleteReplyError):
    """The reply was cut off at its token limit: asking the same again would end there again."""


class InvalidReplyError(DraftModelError):
    """The reply does not have the form that was asked for. `reply` is kept for a look."""

    def __init__(self, message: Message, *, reply: str = "") -> None:
        super().__init__(message)
        self.reply = reply


class NotAnsweredYet(DraftModelError):
    """A batch has no answer to this request yet."""
