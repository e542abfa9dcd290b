"""For the tests of the model side: a state with answers."""

from __future__ import annotations

import pytest

from editor_tui.site.answers import Answers
from editor_tui.site.state import State


@pytest.fixture
def answers(tmp_path):
    return Answers(State(tmp_path))
