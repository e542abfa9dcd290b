"""Prints the README's command block that is marked `<!-- NAME -->`, so that CI runs what the page says."""

import re
import sys
from pathlib import Path

readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
match = re.search(rf"<!-- {re.escape(sys.argv[1])} -->\s*```sh\n(.*?)```", readme, re.DOTALL)
if match is None:
    sys.exit(f"README.md has no command block marked {sys.argv[1]}")
sys.stdout.write(match.group(1))
