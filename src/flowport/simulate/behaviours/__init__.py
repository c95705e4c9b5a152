"""What each action does at run time, keyed by its type.

An action that has no behaviour of its own does what its effect declares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flowport.catalogue import ACTIONS, Channel, Support
from flowport.catalogue.effects import Way
from flowport.simulate.behaviours import choices, contact, lookups, speech, transfers
from flowport.simulate.behaviours.turns import MOVED, Behaviour, ContactMoved, matches, went_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.catalogue import ActionType
    from flowport.catalogue.effects import Effect

__all__ = ["BEHAVIOURS", "CHANNELS", "MOVED", "Behaviour", "ContactMoved", "matches", "unknown"]

#: An action of tomorrow: a condition, the next action, or an error.
unknown: Behaviour = lookups.act_elsewhere

_OWN: Mapping[str, Behaviour] = {
    # What the contact hears and says.
    "MessageParticipant": speech.play,
    "MessageParticipantIteratively": speech.play_again,
    "GetParticipantInput": speech.ask_input,
    "ConnectParticipantWithLexBot": speech.ask_bot,
    "ConnectParticipantWithAgenticCX": speech.ask_bot,
    "ShowView": speech.show_view,
    "AuthenticateParticipant": speech.authenticate,
    # What is set on the contact.
    "UpdateContactAttributes": contact.set_attributes,
    "UpdateContactCallbackNumber": contact.set_callback_number,
    "UpdateContactData": contact.set_merged,
    "UpdateContactEventHooks": contact.set_hooks,
    "UpdateContactMediaProcessing": contact.set_contact,
    "UpdateContactMediaStreamingBehavior": contact.set_contact,
    "UpdateContactRecordingBehavior": contact.set_contact,
    "UpdateContactRecordingAndAnalyticsBehavior": contact.set_merged,
    "UpdateContactRoutingBehavior": contact.set_merged,
    "UpdateContactRoutingCriteria": contact.set_contact,
    "UpdateContactTargetQueue": contact.set_queue,
    "UpdateContactTextToSpeechVoice": contact.set_contact,
    "UpdatePreviousContactParticipantState": contact.set_contact,
    "SetSecurityBehavior": contact.set_contact,
    "StartVoiceIdStream": contact.set_contact,
    "TagContact": contact.set_merged,
    "UntagContact": went_on,
    # What is set for the flow.
    "UpdateFlowAttributes": contact.set_flow_attributes,
    "UpdateFlowLoggingBehavior": contact.set_flow,
    # What is looked up or done elsewhere.
    "InvokeLambdaFunction": lookups.invoke_function,
    "GetMetricData": lookups.get_metrics,
    "EvaluateDataTableValues": lookups.look_up,
    "ListDataTableValues": lookups.look_up,
    "UpsertDataTableValues": lookups.look_up,
    "LoadContactContent": lookups.look_up,
    "RenderMessageTemplate": lookups.look_up,
    "CreateCase": lookups.look_up,
    "GetCase": lookups.look_up,
    "UpdateCase": lookups.look_up,
    "AssociateContactToCustomerProfile": lookups.look_up,
    "CreateCustomerProfile": lookups.look_up,
    "GetCustomerProfile": lookups.look_up,
    "GetCustomerProfileObject": lookups.look_up,
    "GetCalculatedAttributesForCustomerProfile": lookups.look_up,
    "UpdateCustomerProfile": lookups.look_up,
    "CreateWisdomSession": lookups.look_up,
    "CreateTask": lookups.act_elsewhere,
    "CreateContact": lookups.act_elsewhere,
    "CreatePersistentContactAssociation": lookups.act_elsewhere,
    "CreateCallbackContact": lookups.act_elsewhere,
    "StartOutboundChatContact": lookups.act_elsewhere,
    "StartOutboundEmailContact": lookups.act_elsewhere,
    "ResumeContact": lookups.act_elsewhere,
    "CompleteOutboundCall": went_on,
    # How contacts are distinguished.
    "Compare": choices.compare,
    "DistributeByPercentage": choices.distribute,
    "CheckMetricData": choices.measure,
    "CheckHoursOfOperation": choices.check_hours,
    "CheckOutboundCallStatus": choices.check,
    "CheckVoiceId": choices.check,
    "CheckSecurityStatus": choices.check,
    "CheckSegmentMembershipForCustomerProfile": choices.check,
    "Loop": choices.loop,
    "Wait": choices.wait,
    # Where the contact goes.
    "TransferContactToQueue": transfers.to_queue,
    "DequeueContactAndTransferToQueue": transfers.to_queue,
    "RouteContactToAgent": transfers.to_agent,
    "TransferContactToAgent": transfers.to_agent,
    "TransferParticipantToThirdParty": transfers.to_third_party,
    "TransferToFlow": transfers.to_flow,
    "InvokeFlowModule": transfers.invoke_module,
    "EndFlowModuleExecution": transfers.return_from_module,
    "EndFlowExecution": transfers.end_flow,
    "DisconnectParticipant": transfers.disconnect,
}


def _usual(effect: Effect) -> Behaviour:
    """What an action without a behaviour of its own does: what its effect declares."""
    if effect.fills:
        return lookups.look_up
    if effect.contact:
        return contact.set_merged if effect.merged else contact.set_contact
    if effect.flow:
        return contact.set_flow
    return choices.check if effect.way is Way.ASK else unknown


BEHAVIOURS: Mapping[str, Behaviour] = {
    action.type: _OWN.get(action.type) or _usual(action.effect) for action in ACTIONS.values()
}

_REFUSING = (Support.ERROR, Support.NO)

#: Where an action takes its error branch although a part of it is supported: Wait in voice.
_NOT_IN = {"Wait": frozenset({Channel.VOICE})}


def _channels(action: ActionType) -> frozenset[str]:
    """The channels in which an action does not take its error branch."""
    refused = {channel for channel in Channel if action.channels[channel] in _REFUSING}
    return frozenset(Channel) - refused - _NOT_IN.get(action.type, frozenset())


#: The channels of actions that take their error branch in every other channel.
CHANNELS: Mapping[str, frozenset[str]] = {
    action.type: channels
    for action in ACTIONS.values()
    if action.errors and (channels := _channels(action)) != frozenset(Channel)
}
