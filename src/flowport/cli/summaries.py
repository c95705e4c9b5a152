"""The commands by task, each with its line in ``flowport --help``.

The lines are here, and not in the commands, so that the help imports none of them:
benchmarks/bench_start.py measures it, and tests/cli/test_help.py holds that each command is here
and that each line fits a terminal of 80 columns.
"""

from __future__ import annotations

__all__ = ["SUMMARIES"]

#: Of each task, its commands in the order in which the help lists them.
SUMMARIES: dict[str, dict[str, str]] = {
    "Flow files": {
        "convert": "Convert legacy exports to the flow language.",
        "check": "Find what Amazon Connect would refuse, and what callers would mind.",
        "show": "Print the outline of a flow.",
        "list": "List flows with type, format, size and problems.",
        "diff": "Compare flows, folders or instances.",
        "find": "Find blocks by text, attribute, resource or type.",
        "refs": "List what flows refer to, or what refers to a resource.",
        "draw": "Draw flows as pictures.",
        "arrange": "Place the blocks of flows again.",
        "split": "Split a large flow into parts.",
        "explain": "Explain a rule or a block.",
    },
    "Calls and tests": {
        "call": "Call a flow offline.",
        "test": "Run and generate test cases.",
    },
    "Moving flows": {
        "export": "Export flows and modules to files.",
        "resolve": "Show what each reference becomes in an instance.",
        "import": "Import flow files into an instance or folder.",
        "publish": "Publish saved flows.",
        "opt-in": "Convert the flows of an instance that are still legacy.",
        "versions": "List the versions of a flow.",
        "archive": "Archive flows.",
        "restore": "Restore archived flows.",
    },
    "Migrations": {
        "migrate": "Migrate all flows and modules into another instance.",
        "plan": "Plan a migration; writes nothing.",
        "apply": "Carry out a plan.",
        "runs": "List runs.",
        "resume": "Continue a run that stopped.",
        "undo": "Undo a run.",
    },
    "Local instances": {
        "serve": "Serve local instances: the Connect API and the designer.",
        "instance": "Create, list, show and delete local instances.",
        "user": "Manage users, their keys and their sessions.",
        "audit": "Export and verify the audit log.",
        "database": "Back up and restore the database.",
        "doctor": "Examine the database, runs, permissions and versions.",
    },
    "Shell": {
        "completion": "Print the completion script of a shell.",
    },
}
