"""A test of the page waits for what it looks at: a slow machine changes no result."""

from __future__ import annotations

import ast
import builtins
from pathlib import Path

import pytest

_WEB = sorted(Path(__file__).parent.joinpath("web").glob("*.py"))
#: Playwright's reads that take the page as it happens to be; `expect` has each of them, and waits.
_AT_ONCE = {"all", "all_inner_texts", "all_text_contents", "bounding_box", "evaluate_all"}
_AT_ONCE |= {"get_attribute", "inner_html", "inner_text", "text_content", "title"}
_AT_ONCE |= {f"is_{state}" for state in ("checked", "disabled", "editable", "enabled", "hidden")}
_AT_ONCE |= {"is_visible"}
#: What a person does, and after which the page or the server is not yet what it will be.
_ACTS = {"check", "click", "dblclick", "drag_to", "drop", "fill", "goto", "press", "pull", "run"}
_ACTS |= {"select_option", "set_checked", "set_input_files", "tap", "type", "typed", "uncheck"}
#: What is looked at, or typed into, once: it has to be there.
_LOOKS = {"evaluate", "input_value", "stored", "typed"}
#: What comes back only when something is there.
_WAITS = {"save", "settled", "edges", "middle"}


def _is_wait(name: str) -> bool:
    return name in _WAITS or name.startswith(("to_", "not_to_", "wait_for", "expect_"))


def _calls(node: ast.AST) -> list[ast.Call]:
    """The calls in a piece of code, in the order in which they are made."""
    inner = [call for child in ast.iter_child_nodes(node) for call in _calls(child)]
    if isinstance(node, (ast.With, ast.AsyncWith)):  # what it waits for, it waits for in the end
        first = len([call for item in node.items for call in _calls(item)])
        return inner[first:] + inner[:first]
    return [*inner, node] if isinstance(node, ast.Call) else inner


def _is_builtin(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and hasattr(builtins, call.func.id)


def _name(call: ast.Call) -> str:
    whole = ast.unparse(call.func)
    if whole.endswith("api.get"):
        return "stored"
    return "typed" if whole.endswith("keyboard.type") else whole.rpartition(".")[2]


def _unready(tree: ast.Module) -> list[int]:
    """The lines that look at once at what something before them may still be changing."""
    made = {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}

    def steps(code: ast.AST, seen: tuple[str, ...] = ()) -> list[tuple[str, int]]:
        found = []
        for call in _calls(code):
            name = _name(call)
            if name in made and name not in seen:
                found += [(inner, call.lineno) for inner, _ in steps(made[name], (*seen, name))]
            found.append((name, call.lineno))
        return found

    lines = []
    for function in made.values():
        acted = False
        for name, line in steps(function):
            if name in _LOOKS and acted:
                lines.append(line)
            acted = (acted or name in _ACTS) and not _is_wait(name)
    return lines


@pytest.mark.parametrize("path", _WEB, ids=lambda path: path.stem)
def test_nothing_is_read_without_waiting(path: Path) -> None:
    """What the page shows is compared by `expect`, which waits for it."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    calls = [each for each in nodes if isinstance(each, ast.Call) and not _is_builtin(each)]
    bare = [each for each in calls if _name(each) == "count" and not each.args]

    assert [each.lineno for each in calls if _name(each) in _AT_ONCE] == []
    assert [each.lineno for each in bare] == []


@pytest.mark.parametrize("path", _WEB, ids=lambda path: path.stem)
def test_nothing_is_looked_at_right_after_an_act(path: Path) -> None:
    """Between a click and a look at the server or the page, something is waited for."""
    assert _unready(ast.parse(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("x.click()\n    x.api.get('I')", [3]),
        ("x.click()\n    expect(x).to_be_visible()\n    x.stored(y)", []),
        ("with x.expect_download():\n        x.click()\n    x.stored(y)", []),
        ("_act(x)\n    x.evaluate('1')", [3]),
        ("x.press('/')\n    x.keyboard.type('prompt')", [3]),
    ],
    ids=["at once", "waited", "caught", "in a function", "typed"],
)
def test_a_hasty_look_is_found(code: str, lines: list[int]) -> None:
    """The rule itself: an act, by whatever function, then a look with no wait between."""
    act = "def _act(x):\n    x.press('a')\n"
    found = _unready(ast.parse(f"def test(x):\n    {code}\n{act}"))

    assert found == lines


@pytest.mark.parametrize("path", _WEB, ids=lambda path: path.stem)
def test_a_message_is_found_by_its_words(path: Path) -> None:
    """Another message may be there as well, so that none is looked for by its place alone."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    calls = [each for each in nodes if isinstance(each, ast.Call) and _name(each) == "locator"]
    bare = [each for each in calls if ".toast" in ast.unparse(each.args[0]) and not each.keywords]

    assert [each.lineno for each in bare] == []
