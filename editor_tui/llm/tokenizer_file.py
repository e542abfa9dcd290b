"""tiktoken's rank files: where they may lie, reading them without tiktoken's downloader, fetching them on request."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from editor_tui.errors import EndpointError
from editor_tui.llm.estimate import Encoding
from editor_tui.messages import Message
from editor_tui.messages.complaints import system_complaint

if TYPE_CHECKING:
    from tiktoken import Encoding as Tokenizer

LARGEST: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class RankFile:
    """A published rank file. `pattern` splits text into words before the ranks join bytes (tiktoken_ext, MIT)."""

    url: str
    sha256: str
    pattern: str

    @property
    def cache_name(self) -> str:
        """The name under which tiktoken keeps it."""
        return hashlib.sha1(self.url.encode(), usedforsecurity=False).hexdigest()


_CONTRACTIONS: Final = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
RANK_FILES: Final[Mapping[Encoding, RankFile]] = {
    "o200k_base": RankFile(
        "https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken",
        "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
        "|".join(
            [
                r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+" + _CONTRACTIONS,
                r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*" + _CONTRACTIONS,
                r"\p{N}{1,3}",
                r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
                r"\s*[\r\n]+",
                r"\s+(?!\S)",
                r"\s+",
            ]
        ),
    ),
    "cl100k_base": RankFile(
        "https://openaipublic.blob.core.windows.net/encodings/cl100k_base.tiktoken",
        "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
        r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]"
        r"|\s+(?!\S)|\s",
    ),
}


def own_folder() -> Path:
    """Where `doctor --fetch-tokenizer` keeps the files."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("editor-tui")) / "tokenizers"


def find_file(encoding: Encoding, environment: Mapping[str, str], folder: Path | None = None) -> Path | None:
    """The rank file on this machine, with the right checksum; None where there is none."""
    name = RANK_FILES[encoding].cache_name
    folders = [folder or own_folder()]
    folders += [Path(value) for key in ("TIKTOKEN_CACHE_DIR", "DATA_GYM_CACHE_DIR") if (value := environment.get(key))]
    folders.append(Path(tempfile.gettempdir()) / "data-gym-cache")
    for path in (folder / name for folder in folders):
        try:
            if path.is_file() and is_right(encoding, path.read_bytes()):
                return path
        except OSError:
            continue
    return None


def is_right(encoding: Encoding, data: bytes) -> bool:
    return hashlib.sha256(data).hexdigest() == RANK_FILES[encoding].sha256


@cache
def load_encoding(encoding: Encoding, path: Path) -> Tokenizer:
    """The tokenizer of a rank file. Takes about 0.35 s and 70 MB, once."""
    import tiktoken

    ranks = {}
    for line in path.read_bytes().splitlines():
        token, rank = line.split()
        ranks[base64.b64decode(token)] = int(rank)
    # Special tokens are left out: a draft's text is never one.
    return tiktoken.Encoding(encoding, pat_str=RANK_FILES[encoding].pattern, mergeable_ranks=ranks, special_tokens={})


async def fetch_file(encoding: Encoding, folder: Path, *, url: str = "", seconds: float = 60.0) -> Path:
    """Downloads a rank file into the folder, whole or not at all. `seconds` for everything together.

    Raises EndpointError where it cannot be had in time or is not the published file.
    """
    import httpx2

    rank_file = RANK_FILES[encoding]
    url = url or rank_file.url
    data = bytearray()
    try:
        async with (
            asyncio.timeout(seconds),
            httpx2.AsyncClient(follow_redirects=False) as client,
            client.stream("GET", url) as response,
        ):
            response.raise_for_status()
            async for chunk in response.aiter_bytes():
                data += chunk
                if len(data) > LARGEST:
                    break
    except (TimeoutError, httpx2.HTTPError, OSError) as error:
        detail = str(error) or type(error).__name__
        raise EndpointError(Message.of("llm.tokenizer-not-fetched", url=url, detail=detail)) from error
    if not is_right(encoding, bytes(data)):
        raise EndpointError(Message.of("llm.tokenizer-wrong", url=url))
    return _keep(bytes(data), folder / rank_file.cache_name)


def _keep(data: bytes, path: Path) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
        os.replace(file.name, path)
    except OSError as error:
        raise EndpointError(
            Message.of("llm.tokenizer-not-kept", path=str(path), detail=system_complaint(error))
        ) from error
    return path
