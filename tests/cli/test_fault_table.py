"""The table of `docs/models.md`, row by row, through the command line: what is asked, what lands, how it ends.

The rows are read from the document: what it says is what is tested, and it cannot go stale.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.fault_table import FAULTS, KEY
from support.faults import Streamed
from support.landing import excerpt_of, secrets_in
from support.loopback import replies

from editor_tui import errors
from editor_tui.cli.main import run
from editor_tui.settings import load_settings
from editor_tui.workspace.workspace import Workspace

DOCUMENT = Path(__file__).parents[2] / "docs" / "models.md"
ATTEMPTS = 4
LONGEST_WAIT = 0.4
NUMBERS = {"第一": 1, "第二": 2, "第三": 3}
TEXT = """---
title: {name}の茶
excerpt: ""
---

玉露は50度の湯で淹れると甘みが立ち、80度では渋みが前に出る。湯を冷ます時間は茶碗を移すごとに約10度と覚えておくとよい。

煎茶は70度から80度、番茶は95度が目安になる。茶葉は一人あたり{name}の匙で量り、玉露は2分、煎茶は1分ほど待つとよい。
"""
GOOD = "玉露は50度で甘みが立ち80度では渋みが前に出る。煎茶は70度から80度、番茶は95度を目安に、玉露は2分、煎茶は1分ほど待つ。"
