"""The documentation as a site, and the files that a hosting service reads."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCHEMAS = {
    ".github/workflows/*.yml": "vendor.github-workflows",
    ".github/dependabot.yml": "vendor.dependabot",
    ".github/ISSUE_TEMPLATE/[!c]*.yml": "vendor.github-issue-forms",
    ".github/ISSUE_TEMPLATE/config.yml": "vendor.github-issue-config",
}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of this environment in the project's folder."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )


def test_the_site_builds_strictly(tmp_path: Path) -> None:
    """Every page is linked, every link leads somewhere, every documented name exists."""
    built = run("mkdocs", "build", "--strict", "--site-dir", str(tmp_path))
    assert built.returncode == 0, built.stderr


@pytest.mark.parametrize("pattern", SCHEMAS)
def test_files_of_the_hosting_service_follow_their_schema(pattern: str) -> None:
    """Workflows, dependency updates and issue forms are valid by their published schema."""
    files = [str(path) for path in ROOT.glob(pattern)]
    checked = run("check_jsonschema", "--builtin-schema", SCHEMAS[pattern], *files)
    assert checked.returncode == 0, checked.stdout


def test_every_job_ends_in_time() -> None:
    """Each job of the workflows names its own time limit."""
    files = [str(path) for path in ROOT.glob(".github/workflows/*.yml")]
    checked = run(
        "check_jsonschema", "--builtin-schema", "custom.github-workflows-require-timeout", *files
    )
    assert checked.returncode == 0, checked.stdout


def test_every_action_is_pinned() -> None:
    """The actions of the workflows are named by the hash of a commit, which nobody can move."""
    used = [
        line.split("uses:")[1].strip()
        for path in ROOT.glob(".github/workflows/*.yml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "uses:" in line
    ]
    assert used
    assert [
        each for each in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+", each)
    ] == []
