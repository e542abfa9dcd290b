"""For all tests: this machine only, nobody's own keys and settings, and a server to ask."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.guard import refuse_other_hosts
from support.loopback import Loopback

refuse_other_hosts()

_PERSONAL = (
    "OPENAI_",
    "AZURE_OPENAI_",
    "EDITOR_TUI_",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "TIKTOKEN_",
    "DATA_GYM_",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-screens", action="store_true", help="store the app's screens anew as they are now")


@pytest.fixture(autouse=True)
def _nothing_personal(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keys, proxies and settings of whoever runs the tests must neither help nor leak."""
    for name in list(os.environ):
        if name.upper().startswith(_PERSONAL):
            monkeypatch.delenv(name)
    monkeypatch.setenv("EDITOR_TUI_CONFIG", str(Path(tmp_path_factory.getbasetemp()) / "no-user-settings.toml"))


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    """A running OpenAI-compatible server; set its `answer`."""
    with Loopback() as server:
        yield server
