"""Put on PYTHONPATH by the tests: programs that a test starts may reach the loopback interface only."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from support.guard import refuse_other_hosts

refuse_other_hosts()
