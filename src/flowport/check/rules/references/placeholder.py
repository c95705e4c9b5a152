"""A value still holds a placeholder.

What it does:
    Looks for ``${x}``, ``{{x}}``, ``%x%``, ``<<x>>``, ``@@x@@``, ``[[x]]``, ``#{x}``,
    ``<%= x %>`` and CDK tokens in every value and operand; and for ``<x>``, ``__x__`` and
    ``REPLACE_ME`` where a resource, a number, a language or a voice belongs.

Why:
    The file is a template. The service refuses a placeholder in a reference, and speaks one in a
    text to the customer. Text that is filled while a contact runs is not reported: JSONPaths, and
    ``{{x}}`` in messages of templates, assistants and Lex.

Example:
    ``"QueueId": "${QueueArn}"``

Instead:
    Fill the template in, and check the outcome; or bind the placeholder when the flow moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue.placeholders import RUN_TIME_BRACES, placeholders
from flowport.check.action_view import dotted
from flowport.check.finding import Severity
from flowport.check.rule import Fault, flow_rule
from flowport.refs.unfilled import may_hold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flowport.check.action_view import Site, Text
    from flowport.check.facts import Facts


@flow_rule("R008", Severity.WARNING)
def check(facts: Facts) -> Iterator[Fault]:
    """Look at every string of the blocks, and at what their conditions compare with."""
    if may_hold(facts.words, reference=False):
        plain = (one for one in facts.texts if not (one[1].node and one[1].node.exact))
        yield from _in_parameters(plain, exact=False)
    if may_hold("\n".join([text.text for _, text in facts.exact])):
        yield from _in_parameters(facts.exact, exact=True)
    for site, operand in facts.operands:
        for left in placeholders(operand.text):
            sentence = f"a condition compares with the placeholder {left.text!r}; fill it in"
            yield site.fault(sentence, at=operand.pointer(site))


def _in_parameters(texts: Iterable[tuple[Site, Text]], *, exact: bool) -> Iterator[Fault]:
    for site, text in texts:
        declared = text.node.declared if text.node else None
        filled_later = site.type in RUN_TIME_BRACES and not (declared and declared.refers_to)
        found = placeholders(text.text, reference=exact, braces_are_text=filled_later)
        for left in dict.fromkeys(each.text for each in found) if found else ():
            sentence = f"{dotted(text.path)} holds the placeholder {left!r}; fill it in"
            yield site.fault(sentence, *text.path)
