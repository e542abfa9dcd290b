"""Where the model is and with which key: from the environment, the user's own settings and the keyring, never a site.

A key goes to an address only where both were chosen together or the connection is encrypted; see `_may_send`.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal
from urllib.parse import urlsplit

from editor_tui.errors import EndpointError, NoModelError
from editor_tui.messages import Message
from editor_tui.settings.schema import ModelSettings

OPENAI: Final = "https://api.openai.com/v1"
# The SDK wants a key; servers without keys do not look at it.
NO_KEY: Final = "none"
Source = Literal["environment", "settings", "keyring", "flag"]


@dataclass(frozen=True, slots=True)
class Connection:
    """One endpoint. `key` never shows in a repr. `api_version` is set for Azure's classic addresses only."""

    base_url: str
    key: str = field(repr=False)
    kind: Literal["openai", "azure"] = "openai"
    api_version: str = ""

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).netloc

    @property
    def is_loopback(self) -> bool:
        """Whether the model runs on this machine: proxies are left alone then."""
        return _is_loopback(urlsplit(self.base_url).hostname or "")

    @property
    def is_openai(self) -> bool:
        """Whether this is OpenAI's own API or Azure's, which know the newest parameter names."""
        name = urlsplit(self.base_url).hostname or ""
        return self.kind == "azure" or name.endswith((".openai.com", ".openai.azure.com")) or name == "openai.com"


def find_connection(settings: ModelSettings, environment: Mapping[str, str], *, base_url: str = "") -> Connection:
    """The connection that flags, environment and settings ask for; `base_url` is the flag's.

    Raises NoModelError where there is neither a key nor an address, EndpointError where the address cannot be used.
    """
    address, source = _find_address(settings, environment, base_url)
    if not address and (azure := _find_azure(environment)):
        return azure
    key, key_source = _find_key(settings, environment)
    if not address and not key:
        raise NoModelError(Message.of("llm.no-model"))
    address = check_address(address or OPENAI)
    if key and not _may_send(address, source, key_source):
        if _is_public(urlsplit(address).hostname or ""):
            raise EndpointError(Message.of("llm.key-in-the-clear", address=address))
        key = ""
    return Connection(address, key or NO_KEY)


def check_address(address: str) -> str:
    """The base URL as the SDK wants it. Raises EndpointError where no request could ever reach it."""
    address = address.strip()
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise EndpointError(Message.of("llm.bad-address", address=address)) from error
    if parts.scheme not in ("http", "https") or not host or any(letter.isspace() for letter in address):
        raise EndpointError(Message.of("llm.bad-address", address=address))
    if parts.username or parts.password:
        # Not repeated in the message: it holds a secret.
        raise EndpointError(Message.of("llm.key-in-address"))
    return address.rstrip("/").removesuffix("/chat/completions")


def _find_address(settings: ModelSettings, environment: Mapping[str, str], flag: str) -> tuple[str, Source]:
    if flag:
        return flag, "flag"
    if value := environment.get("OPENAI_BASE_URL", "").strip():
        return value, "environment"
    return settings.base_url.strip(), "settings"


def _find_key(settings: ModelSettings, environment: Mapping[str, str]) -> tuple[str, Source]:
    # A key with a line break at its end, as from a file, would break the header.
    if key := environment.get("OPENAI_API_KEY", "").strip():
        return _plain(key), "environment"
    if key := settings.key.strip():
        return _plain(key), "settings"
    if settings.keyring:
        return _plain(_from_keyring(settings.keyring)), "keyring"
    return "", "settings"


def _plain(key: str) -> str:
    if not key.isascii() or not key.isprintable() or " " in key:
        raise EndpointError(Message.of("llm.bad-key"))
    return key


def _from_keyring(service: str) -> str:
    """The system keyring's password for this service and the user "editor-tui"."""
    try:
        import keyring  # type: ignore[import-not-found, unused-ignore]
    except ImportError as error:
        raise EndpointError(Message.of("llm.no-keyring")) from error
    return (keyring.get_password(service, "editor-tui") or "").strip()


def _find_azure(environment: Mapping[str, str]) -> Connection | None:
    endpoint = environment.get("AZURE_OPENAI_ENDPOINT", "").strip()
    key = environment.get("AZURE_OPENAI_API_KEY", "").strip()
    if not endpoint or not key:
        return None
    address, version = check_address(endpoint), environment.get("OPENAI_API_VERSION", "").strip()
    if urlsplit(address).scheme != "https" and _is_public(urlsplit(address).hostname or ""):
        raise EndpointError(Message.of("llm.key-in-the-clear", address=address))
    if version:
        return Connection(address, _plain(key), "azure", version)
    # Without a version: the newer addresses, which the plain client speaks to.
    address = address if address.endswith("/v1") else f"{address}/openai/v1"
    return Connection(address, _plain(key))


def _may_send(address: str, source: Source, key_source: Source) -> bool:
    """Whether a key from one place may go to an address from another.

    Encrypted, or to OpenAI: yes, the user chose both. In the clear: only to this machine or network, and only where
    key and address come from the same place, so that a local server does not collect a key that was meant for OpenAI.
    """
    parts = urlsplit(address)
    if parts.scheme == "https":
        return True
    return not _is_public(parts.hostname or "") and source == key_source


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_public(host: str) -> bool:
    """Whether a host is outside of this machine and its network, as far as its name tells."""
    if _is_loopback(host) or "." not in host.strip(".") or host.endswith((".local", ".internal", ".lan")):
        return ":" in host and not _is_private_address(host)
    return not _is_private_address(host)


def _is_private_address(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return False
