"""Actions of the palette's Set section that say to whom a contact goes, and when."""

from __future__ import annotations

from flowport.catalogue.actions.declare import (
    ERROR,
    FIXED,
    INBOUND_OR_TRANSFER,
    ONE_PATH,
    ROUTING,
    P,
)
from flowport.catalogue.conditions import AnyOf, When
from flowport.catalogue.effects import Effect
from flowport.catalogue.shapes import (
    ActionKind,
    ActionType,
    Category,
    Choice,
    ChoiceRule,
    ErrorBranch,
    RefusedBranch,
    ValueKind,
    WrittenAs,
)

__all__ = ["ROUTING_BEHAVIOR", "ROUTING_CRITERIA", "TARGET_QUEUE"]

ROUTING_BEHAVIOR = ActionType(
    "UpdateContactRoutingBehavior",
    ("Change routing priority / age",),
    category=Category.SET,
    kind=ActionKind.CONTACT,
    flow_types=ROUTING,
    does="Changes the priority of the contact, or the time that it counts as having waited.",
    effect=Effect("set", contact="routing", merged="*"),
    parameters=(
        P(
            "QueuePriority",
            ValueKind.INTEGER,
            dynamic=FIXED,
            minimum=1,
            maximum=9223372036854775807,
        ),
        P("QueueTimeAdjustmentSeconds", ValueKind.INTEGER, dynamic=FIXED),
        P("RoutingProficiencies", ValueKind.OBJECT),
    ),
    choices=(
        Choice(ChoiceRule.AT_MOST_ONE, (("QueuePriority",), ("QueueTimeAdjustmentSeconds",))),
    ),
    errors=(ErrorBranch("NoMatchingError", when=When("RoutingProficiencies")),),
    errors_refused=(
        RefusedBranch(
            "NoMatchingError",
            when=AnyOf((When("QueuePriority"), When("QueueTimeAdjustmentSeconds"))),
        ),
    ),
    page="APIReference/contact-actions-updatecontactroutingbehavior",
)

TARGET_QUEUE = ActionType(
    "UpdateContactTargetQueue",
    ("Set working queue",),
    category=Category.SET,
    kind=ActionKind.CONTACT,
    flow_types=INBOUND_OR_TRANSFER,
    does=(
        "Sets the working queue: the queue to which the contact is transferred and whose "
        "hours and metrics are checked."
    ),
    effect=Effect("target queue", contact="queue", place=("QueueId", "AgentId")),
    parameters=(
        P("QueueId", dynamic=ONE_PATH, refers_to="queue"),
        P("AgentId", dynamic=ONE_PATH, refers_to="user"),
    ),
    parameters_refused=("Queue",),
    choices=(Choice(ChoiceRule.EXACTLY_ONE, (("QueueId",), ("AgentId",))),),
    errors=(ERROR,),
    page="APIReference/contact-actions-updatecontacttargetqueue",
)

ROUTING_CRITERIA = ActionType(
    "UpdateContactRoutingCriteria",
    ("Set routing criteria",),
    category=Category.SET,
    kind=ActionKind.FLOW_CONTROL,
    flow_types=ROUTING,
    does=("Sets the steps by which the contact is routed to agents with the right proficiencies."),
    effect=Effect("set", contact="routing criteria"),
    parameters=(
        P("RoutingCriteria", ValueKind.OBJECT, required=True),
        P("RoutingCriteria.Steps", ValueKind.LIST, required=True),
        P("RoutingCriteria.Steps[].Expression", ValueKind.OBJECT, required=True),
        P("RoutingCriteria.Steps[].Expiry", ValueKind.OBJECT),
        P("RoutingCriteria.Steps[].Expression.AttributeCondition", ValueKind.OBJECT),
        P(
            "RoutingCriteria.Steps[].Expression.AttributeCondition.Name",
            refers_to="predefined_attribute",
            max_length=64,
        ),
        P("RoutingCriteria.Steps[].Expression.AttributeCondition.Value", max_length=64),
        P(
            "RoutingCriteria.Steps[].Expression.AttributeCondition.ProficiencyLevel",
            ValueKind.NUMBER,
            written=WrittenAs.EITHER,
            minimum=1,
            maximum=5,
        ),
        P(
            "RoutingCriteria.Steps[].Expression.AttributeCondition.ComparisonOperator",
            allowed=("NumberGreaterOrEqualTo", "Match"),
        ),
        P(
            "RoutingCriteria.Steps[].Expression.AttributeCondition.MatchCriteria.AgentsCriteria.AgentIds",
            ValueKind.LIST,
            refers_to="user",
            max_items=10,
        ),
        P(
            "RoutingCriteria.Steps[].Expression.AndExpression",
            ValueKind.LIST,
            max_items=8,
            items_like="RoutingCriteria.Steps[].Expression",
        ),
        P(
            "RoutingCriteria.Steps[].Expression.OrExpression",
            ValueKind.LIST,
            max_items=3,
            items_like="RoutingCriteria.Steps[].Expression",
        ),
        P(
            "RoutingCriteria.Steps[].Expiry.DurationInSeconds",
            ValueKind.INTEGER,
            written=WrittenAs.EITHER,
        ),
    ),
    errors=(ERROR,),
    aliases=("UpdateRoutingCriteria",),
    page="devguide/flow-control-actions-updateroutingcriteria",
)
