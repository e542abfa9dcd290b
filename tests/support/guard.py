"""No test reaches another machine: sockets and name look-ups beyond the loopback interface are refused."""

from __future__ import annotations

import ipaddress
import os
import socket
from pathlib import Path
from typing import Any

_GUARDED = Path(__file__).parent / "guarded"


class NetworkRefused(OSError):
    """A test wanted to leave this machine."""


def is_loopback(host: object) -> bool:
    """Whether a host, as sockets take it, is this machine."""
    if host in ("", "localhost", None):
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


def refuse_other_hosts() -> None:
    """Guard this process and the Python programs that it starts. Calling it twice does no more than once."""
    if getattr(socket, "_editor_tui_guarded", False):
        return
    socket._editor_tui_guarded = True  # type: ignore[attr-defined]
    for name in ("connect", "connect_ex", "sendto"):
        setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    look_up = socket.getaddrinfo

    def guarded_look_up(host: Any, *arguments: Any, **options: Any) -> Any:
        _check(host.decode() if isinstance(host, bytes) else host)
        return look_up(host, *arguments, **options)

    socket.getaddrinfo = guarded_look_up
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if str(_GUARDED) not in paths:
        os.environ["PYTHONPATH"] = os.pathsep.join([str(_GUARDED), *filter(None, paths)])


def _guarded(method: Any) -> Any:
    def guarded(self: socket.socket, *arguments: Any) -> Any:
        address = arguments[-1]
        if self.family in (socket.AF_INET, socket.AF_INET6) and isinstance(address, tuple):
            _check(address[0])
        return method(self, *arguments)

    return guarded


def _check(host: object) -> None:
    if not is_loopback(host):
        raise NetworkRefused(f"tests may only reach the loopback interface, not {host}")
