"""ARNs say what they name."""

from __future__ import annotations

import pytest

from flowport.refs.arn import kind_of, parse

HOME = "arn:aws:connect:eu-west-2:111122223333:instance/i-1"


@pytest.mark.parametrize(
    ("arn", "kind"),
    [
        (f"{HOME}/contact-flow/f", "contact_flow"),
        (f"{HOME}/flow-module/m", "contact_flow_module"),
        (f"{HOME}/queue/q", "queue"),
        (f"{HOME}/queue/agent/u", "user"),
        (f"{HOME}/agent/u", "user"),
        (f"{HOME}/prompt/p", "prompt"),
        (f"{HOME}/operating-hours/h", "hours_of_operation"),
        (f"{HOME}/view/v:2", "view"),
        ("arn:aws:connect:us-east-1:aws:view/form:1", "view"),
        ("arn:aws:connect:us-east-1:111122223333:phone-number/p", "phone_number"),
        ("arn:aws:lambda:us-east-1:111122223333:function:f:live", "lambda_function"),
        ("arn:aws:lex:us-east-1:111122223333:bot-alias/B/A", "lex_v2_bot_alias"),
        ("arn:aws:s3:::bucket", None),
        (HOME, None),
        ("no ARN", None),
    ],
)
def test_kind(arn: str, kind: str | None) -> None:
    """The kind is read from service and resource part."""
    assert kind_of(arn) == kind


def test_name_of_a_function_keeps_its_alias() -> None:
    """Two aliases of one function are two things."""
    arn = parse("arn:aws:lambda:us-east-1:111122223333:function:f:live")

    assert arn is not None
    assert arn.name == "f:live"


def test_qualifier_is_told_apart() -> None:
    """A version behind a flow's id is not part of the id."""
    arn = parse(f"{HOME}/contact-flow/f:$SAVED")

    assert arn is not None
    assert (arn.tail, arn.qualifier, str(arn.plain)) == ("f", ":$SAVED", f"{HOME}/contact-flow/f")
