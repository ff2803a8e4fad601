"""The project as it lies in git: which files there are, and what stands in them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def tracked(*patterns: str) -> tuple[Path, ...]:
    """Return the files that belong to the project, new ones included, ignored ones not."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *patterns]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603 - git
    except (OSError, subprocess.CalledProcessError):  # no git, or the tree of an archive
        return tuple(path for pattern in patterns or ("*",) for path in ROOT.rglob(pattern) if _is_ours(path))
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def _is_ours(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return path.is_file() and not any(part in {".git", ".venv", "__pycache__", "artifacts"} for part in parts)
