"""`python -m bot.cli.load.watched`: this bot as `gw2optimizer run` starts it, which tells on SIGUSR1 what lives in it.

What it tells goes to the file that `LOAD_REPORT` names: tasks by kind, and objects.
"""

import asyncio
import gc
import json
import os
import re
import signal
from collections import Counter
from pathlib import Path

from bot.cli.run import run

REPORT = "LOAD_REPORT"


def tell(file: Path) -> None:
    """Write what is alive; called between two steps of the event loop's thread."""
    names = Counter(re.sub(r"[0-9a-f]{6,}|\d+", "…", task.get_name()) for task in asyncio.all_tasks())
    gc.collect()
    part = file.with_suffix(".part")
    part.write_text(json.dumps({"tasks": names, "objects": len(gc.get_objects())}))
    part.rename(file)


def main() -> None:
    """Run the bot."""
    file = Path(os.environ[REPORT])
    signal.signal(signal.SIGUSR1, lambda *_: tell(file))
    run()


if __name__ == "__main__":
    main()
