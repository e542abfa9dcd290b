"""The app on a scripted desk, for tests in a real terminal: `python terminal_app.py FOLDER [crash]`."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tui.scripted_desk import post, small_site

from editor_tui.messages import Catalogue, detect_language
from editor_tui.tui import home
from editor_tui.tui.app import run_app

desk = small_site(40)
desk.root = Path(sys.argv[1])
desk.texts["_posts/secret.md"] = post("秘密の記事", date="2030-01-01", body="秘密の本文 sk-secret-key\n")
if "crash" in sys.argv:

    def crash(self):
        secret = desk.texts["_posts/secret.md"] + os.environ.get("OPENAI_API_KEY", "")
        raise RuntimeError(secret)

    home.HomeScreen.action_sort = crash
sys.exit(run_app(desk, Catalogue(detect_language())))
