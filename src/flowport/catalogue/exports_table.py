"""What ``flowport.catalogue.exports`` reads; generated from public exports, not edited.

A line an action type; below it what was seen of it, in how many repositories as published, in
how many repositories at all, and in how many files.
"""

from __future__ import annotations

__all__ = ["TABLE"]

TABLE = """\
CheckHoursOfOperation
 error 1/8/23 NoMatchingError
 operator 1/8/23 Equals
 parameter 0/2/5 HoursOfOperationId
 set 1/6/18 -
 set 0/2/5 HoursOfOperationId
CheckMetricData
 error 2/6/33 NoMatchingCondition
 error 2/6/33 NoMatchingError
 operator 2/6/33 NumberGreaterThan
 parameter 1/2/2 AgentId
 parameter 2/6/33 MetricType
 set 1/2/2 AgentId MetricType
 set 1/5/31 MetricType
 type 2/2/7 CONTACT_FLOW
 value 2/5/13 MetricType=NumberOfAgentsAvailable
 value 1/2/8 MetricType=NumberOfAgentsOnline
 value 1/4/9 MetricType=NumberOfAgentsStaffed
 value 1/2/12 MetricType=OldestContactInQueueAgeSeconds
CheckVoiceId
 error 2/3/14 NoMatchingError
 operator 2/3/14 Equals
 parameter 2/3/14 CheckVoiceIdOption
 set 2/3/14 CheckVoiceIdOption
 type 2/2/6 CONTACT_FLOW
Compare
 error 10/22/130 NoMatchingCondition
 operator 10/21/109 Equals
 operator 0/2/11 NumberGreaterThan
 operator 1/2/3 TextContains
 operator 1/3/4 TextStartsWith
 parameter 10/22/130 ComparisonValue
 set 10/22/130 ComparisonValue
 type 2/2/6 AGENT_WHISPER
 type 9/9/31 CONTACT_FLOW
 type 2/2/4 OUTBOUND_WHISPER
ConnectParticipantWithLexBot
 error 8/15/47 NoMatchingCondition
 error 8/15/47 NoMatchingError
 operator 7/14/43 Equals
 parameter 2/4/5 LexBot.Alias
 parameter 2/4/5 LexBot.Name
 parameter 2/4/5 LexBot.Region
 parameter 3/5/17 LexSessionAttributes
 parameter 7/12/42 LexV2Bot.AliasArn
 parameter 1/3/19 SSML
 parameter 8/15/32 Text
 set 1/3/4 LexBot.Alias LexBot.Name LexBot.Region Text
 set 2/4/7 LexSessionAttributes LexV2Bot.AliasArn Text
 set 1/3/10 LexV2Bot.AliasArn SSML
 set 3/8/20 LexV2Bot.AliasArn Text
 type 7/7/8 CONTACT_FLOW
CreateCallbackContact
 error 2/5/14 NoMatchingError
 parameter 2/5/14 InitialCallDelaySeconds
 parameter 2/5/14 MaximumConnectionAttempts
 parameter 2/5/14 RetryDelaySeconds
 set 2/5/14 InitialCallDelaySeconds MaximumConnectionAttempts RetryDelaySeconds
 type 2/2/7 CONTACT_FLOW
CreateCase
 error 1/2/9 NoMatchingError
 parameter 1/2/8 CaseRequestFields
 parameter 1/2/9 CaseTemplateId
 parameter 1/2/9 LinkContactToCase
 set 1/2/8 CaseRequestFields CaseTemplateId LinkContactToCase
CreateCustomerProfile
 error 1/2/12 NoMatchingError
 parameter 1/2/12 ProfileRequestData
 parameter 1/2/12 ProfileResponseData
 set 1/2/12 ProfileRequestData ProfileResponseData
CreateTask
 error 1/3/15 NoMatchingError
 parameter 1/2/7 Attributes
 parameter 1/3/15 ContactFlowId
 parameter 1/2/7 Description
 parameter 1/3/15 Name
 set 1/2/7 Attributes ContactFlowId Description Name
CreateWisdomSession
 error 1/2/11 NoMatchingError
DisconnectParticipant
 set 21/40/285 -
 type 20/20/88 CONTACT_FLOW
 type 2/2/4 QUEUE_TRANSFER
DistributeByPercentage
 error 1/2/9 NoMatchingCondition
 set 1/2/9 -
EndFlowExecution
 set 6/16/72 -
 type 4/4/10 AGENT_WHISPER
 type 2/2/3 CONTACT_FLOW
 type 3/3/9 OUTBOUND_WHISPER
EndFlowModuleExecution
 set 1/6/27 -
GetCase
 error 1/2/8 ContactNotLinked
 error 1/2/12 MultipleFound
 error 1/2/12 NoMatchingError
 error 1/2/12 NoneFound
 parameter 1/2/12 GetLastUpdatedCase
 parameter 1/2/12 LinkContactToCase
 value 1/2/8 LinkContactToCase=true
GetCustomerProfile
 error 1/2/15 MultipleFoundError
 error 1/2/15 NoMatchingError
 error 1/2/15 NoneFoundError
 parameter 1/2/15 ProfileResponseData
GetMetricData
 error 0/3/14 NoMatchingError
 set 0/3/12 -
GetParticipantInput
 error 6/16/71 InputTimeLimitExceeded
 error 2/5/14 InvalidPhoneNumber
 error 6/16/71 NoMatchingCondition
 error 8/21/82 NoMatchingError
 operator 5/14/50 Equals
 parameter 4/9/25 DTMFConfiguration.DisableCancelKey
 parameter 2/3/7 DTMFConfiguration.InputTerminationSequence
 parameter 8/21/82 InputTimeLimitSeconds
 parameter 4/9/25 InputValidation.CustomValidation.MaximumLength
 parameter 2/5/14 InputValidation.PhoneNumberValidation.CountryCode
 parameter 2/5/14 InputValidation.PhoneNumberValidation.NumberFormat
 parameter 2/3/15 PromptId
 parameter 1/6/32 SSML
 parameter 8/21/82 StoreInput
 parameter 7/17/59 Text
 set 1/2/6 DTMFConfiguration.DisableCancelKey DTMFConfiguration.InputTerminationSequence InputTimeLimitSeconds InputValidation.CustomValidation.MaximumLength PromptId StoreInput
 set 1/2/5 DTMFConfiguration.DisableCancelKey DTMFConfiguration.InputTerminationSequence InputTimeLimitSeconds InputValidation.CustomValidation.MaximumLength StoreInput Text
 set 0/3/6 DTMFConfiguration.DisableCancelKey InputTimeLimitSeconds InputValidation.CustomValidation.MaximumLength SSML StoreInput
 set 2/4/8 DTMFConfiguration.DisableCancelKey InputTimeLimitSeconds InputValidation.CustomValidation.MaximumLength StoreInput Text
 set 2/5/14 InputTimeLimitSeconds InputValidation.PhoneNumberValidation.CountryCode InputValidation.PhoneNumberValidation.NumberFormat StoreInput Text
 set 1/2/7 InputTimeLimitSeconds PromptId StoreInput
 set 1/4/26 InputTimeLimitSeconds SSML StoreInput
 set 5/14/48 InputTimeLimitSeconds StoreInput Text
 type 7/7/18 CONTACT_FLOW
 value 4/9/25 DTMFConfiguration.DisableCancelKey=False
 value 2/5/14 InputValidation.PhoneNumberValidation.NumberFormat=Local
 value 6/16/71 StoreInput=False
 value 5/12/39 StoreInput=True
InvokeFlowModule
 error 3/7/20 NoMatchingError
 parameter 3/7/20 FlowModuleId
 set 3/7/20 FlowModuleId
 type 3/3/7 CONTACT_FLOW
InvokeLambdaFunction
 error 10/24/192 NoMatchingError
 parameter 10/24/192 InvocationTimeLimitSeconds
 parameter 0/2/13 InvocationType
 parameter 10/24/189 LambdaFunctionARN
 parameter 7/13/125 LambdaInvocationAttributes
 parameter 10/14/99 ResponseValidation.ResponseType
 set 0/2/13 InvocationTimeLimitSeconds InvocationType LambdaFunctionARN ResponseValidation.ResponseType
 set 2/10/37 InvocationTimeLimitSeconds LambdaFunctionARN
 set 2/7/65 InvocationTimeLimitSeconds LambdaFunctionARN LambdaInvocationAttributes
 set 7/8/61 InvocationTimeLimitSeconds LambdaFunctionARN LambdaInvocationAttributes ResponseValidation.ResponseType
 set 7/9/35 InvocationTimeLimitSeconds LambdaFunctionARN ResponseValidation.ResponseType
 type 3/3/7 AGENT_WHISPER
 type 9/9/46 CONTACT_FLOW
 type 2/2/5 OUTBOUND_WHISPER
 value 0/2/13 InvocationType=SYNCHRONOUS
 value 3/4/17 ResponseValidation.ResponseType=JSON
 value 10/14/87 ResponseValidation.ResponseType=STRING_MAP
Loop
 operator 6/15/81 Equals
 parameter 6/15/81 LoopCount
 set 6/15/81 LoopCount
 type 5/5/13 CONTACT_FLOW
MessageParticipant
 error 15/27/142 NoMatchingError
 parameter 1/2/35 PromptId
 parameter 6/16/98 SSML
 parameter 18/34/206 Text
 set 1/2/35 PromptId
 set 6/16/98 SSML
 set 18/34/206 Text
 type 4/4/10 AGENT_WHISPER
 type 18/18/52 CONTACT_FLOW
 type 3/3/8 OUTBOUND_WHISPER
MessageParticipantIteratively
 error 1/7/23 NoMatchingError
 operator 0/5/11 Equals
 parameter 0/5/11 InterruptFrequencySeconds
 parameter 1/8/14 Messages[].PromptId
 parameter 0/2/3 Messages[].SSML
 parameter 1/7/15 Messages[].Text
 set 0/3/5 InterruptFrequencySeconds Messages[].PromptId
 set 1/3/6 Messages[].PromptId Messages[].Text
 set 0/2/3 Messages[].Text
ShowView
 error 2/4/33 NoMatchingCondition
 error 2/4/33 NoMatchingError
 error 2/4/33 TimeLimitExceeded
 operator 2/2/28 Equals
 parameter 2/4/33 InvocationTimeLimitSeconds
 parameter 2/4/33 ViewData
 parameter 2/4/33 ViewResource.Id
 parameter 2/2/27 ViewResource.Version
 set 1/3/6 InvocationTimeLimitSeconds ViewData ViewResource.Id
 set 2/2/27 InvocationTimeLimitSeconds ViewData ViewResource.Id ViewResource.Version
 type 2/2/28 CONTACT_FLOW
StartVoiceIdStream
 error 2/3/10 NoMatchingError
 set 2/3/10 -
 type 2/2/2 CONTACT_FLOW
TagContact
 error 0/2/15 NoMatchingError
 parameter 0/2/15 Tags
 set 0/2/15 Tags
TransferContactToAgent
 set 0/2/4 -
TransferContactToQueue
 error 13/29/104 NoMatchingError
 error 13/29/104 QueueAtCapacity
 set 13/29/104 -
 type 12/12/31 CONTACT_FLOW
 type 2/2/3 QUEUE_TRANSFER
TransferParticipantToThirdParty
 error 0/2/9 CallFailed
 error 0/2/9 ConnectionTimeLimitExceeded
 error 2/5/15 NoMatchingError
 parameter 2/5/15 ContinueFlowExecution
 parameter 2/5/15 ThirdPartyConnectionTimeLimitSeconds
 parameter 2/5/15 ThirdPartyPhoneNumber
 set 2/4/13 ContinueFlowExecution ThirdPartyConnectionTimeLimitSeconds ThirdPartyPhoneNumber
 type 2/2/2 CONTACT_FLOW
 value 2/4/7 ContinueFlowExecution=False
 value 0/2/9 ContinueFlowExecution=True
TransferToFlow
 error 3/9/68 NoMatchingError
 parameter 3/9/68 ContactFlowId
 set 3/9/68 ContactFlowId
 type 3/3/13 CONTACT_FLOW
UpdateContactAttributes
 error 12/24/191 NoMatchingError
 parameter 12/24/191 Attributes
 parameter 8/13/83 TargetContact
 set 6/13/112 Attributes
 set 8/13/83 Attributes TargetContact
 type 3/3/7 AGENT_WHISPER
 type 11/11/63 CONTACT_FLOW
 type 2/2/7 OUTBOUND_WHISPER
 value 8/13/82 TargetContact=Current
UpdateContactCallbackNumber
 error 2/6/22 CallbackNumberNotDialable
 error 2/6/22 InvalidCallbackNumber
 parameter 2/5/14 CallbackNumber
 set 2/5/14 CallbackNumber
 type 2/2/7 CONTACT_FLOW
UpdateContactData
 error 6/9/23 NoMatchingError
 parameter 2/3/4 CustomerId
 parameter 2/3/9 FraudDetectionThreshold
 parameter 2/3/10 IsFraudDetectionEnabled
 parameter 2/3/10 IsVoiceAuthenticationEnabled
 parameter 2/3/10 IsVoiceIdStreamingEnabled
 parameter 5/6/12 LanguageCode
 parameter 2/3/9 VoiceAuthenticationResponseTime
 parameter 2/3/9 VoiceAuthenticationThreshold
 parameter 1/2/11 WisdomSessionArn
 set 2/3/4 CustomerId
 set 2/3/9 FraudDetectionThreshold IsFraudDetectionEnabled IsVoiceAuthenticationEnabled IsVoiceIdStreamingEnabled VoiceAuthenticationResponseTime VoiceAuthenticationThreshold
 set 5/6/12 LanguageCode
 set 1/2/11 WisdomSessionArn
 type 6/6/11 CONTACT_FLOW
 value 2/3/9 IsFraudDetectionEnabled=true
 value 2/3/9 IsVoiceAuthenticationEnabled=true
 value 2/3/3 IsVoiceIdStreamingEnabled=true
UpdateContactEventHooks
 error 6/15/57 NoMatchingError
 parameter 6/15/57 EventHooks
 parameter 1/4/19 EventHooksConfiguration
 set 6/15/52 EventHooks
 set 1/4/19 EventHooks EventHooksConfiguration
 type 6/6/13 CONTACT_FLOW
UpdateContactMediaStreamingBehavior
 error 5/9/59 NoMatchingError
 parameter 5/9/59 MediaStreamType
 parameter 5/9/59 MediaStreamingState
 parameter 5/9/59 Participants[].MediaDirections
 parameter 5/9/59 Participants[].ParticipantType
 set 5/9/59 MediaStreamType MediaStreamingState Participants[].MediaDirections Participants[].ParticipantType
 type 5/5/12 CONTACT_FLOW
 value 5/9/59 MediaStreamType=Audio
 value 4/7/47 MediaStreamingState=Disabled
 value 5/9/38 MediaStreamingState=Enabled
 value 5/9/59 Participants[].MediaDirections=From
 value 4/7/55 Participants[].MediaDirections=To
 value 5/9/59 Participants[].ParticipantType=Customer
UpdateContactRecordingBehavior
 parameter 5/9/24 AnalyticsBehavior.AnalyticsLanguage
 parameter 1/4/15 AnalyticsBehavior.AnalyticsMode
 parameter 5/9/24 AnalyticsBehavior.AnalyticsRedactionBehavior
 parameter 5/9/24 AnalyticsBehavior.AnalyticsRedactionResults
 parameter 5/6/9 AnalyticsBehavior.ChannelConfiguration.Chat.AnalyticsModes
 parameter 5/6/9 AnalyticsBehavior.ChannelConfiguration.Voice.AnalyticsModes
 parameter 5/9/24 AnalyticsBehavior.Enabled
 parameter 2/4/21 RecordingBehavior.IVRRecordingBehavior
 parameter 8/18/72 RecordingBehavior.RecordedParticipants
 parameter 3/3/6 RecordingBehavior.ScreenRecordedParticipants
 set 1/4/15 AnalyticsBehavior.AnalyticsLanguage AnalyticsBehavior.AnalyticsMode AnalyticsBehavior.AnalyticsRedactionBehavior AnalyticsBehavior.AnalyticsRedactionResults AnalyticsBehavior.Enabled RecordingBehavior.RecordedParticipants
 set 1/2/2 AnalyticsBehavior.AnalyticsLanguage AnalyticsBehavior.AnalyticsRedactionBehavior AnalyticsBehavior.AnalyticsRedactionResults AnalyticsBehavior.ChannelConfiguration.Chat.AnalyticsModes AnalyticsBehavior.ChannelConfiguration.Voice.AnalyticsModes AnalyticsBehavior.Enabled RecordingBehavior.RecordedParticipants
 set 1/3/18 RecordingBehavior.IVRRecordingBehavior RecordingBehavior.RecordedParticipants
 set 3/7/30 RecordingBehavior.RecordedParticipants
 type 7/7/14 CONTACT_FLOW
 type 2/2/5 OUTBOUND_WHISPER
 value 1/3/13 AnalyticsBehavior.AnalyticsMode=RealTime
 value 4/8/15 AnalyticsBehavior.AnalyticsRedactionBehavior=Disabled
 value 1/4/10 AnalyticsBehavior.AnalyticsRedactionResults=None
 value 4/5/14 AnalyticsBehavior.AnalyticsRedactionResults=RedactedAndOriginal
 value 4/4/7 AnalyticsBehavior.ChannelConfiguration.Chat.AnalyticsModes=ContactLens
 value 5/5/8 AnalyticsBehavior.ChannelConfiguration.Voice.AnalyticsModes=RealTime
 value 5/9/24 AnalyticsBehavior.Enabled=True
 value 0/2/10 RecordingBehavior.IVRRecordingBehavior=Disabled
 value 2/3/13 RecordingBehavior.IVRRecordingBehavior=Enabled
 value 6/14/45 RecordingBehavior.RecordedParticipants=Agent
 value 6/14/45 RecordingBehavior.RecordedParticipants=Customer
 value 3/3/6 RecordingBehavior.ScreenRecordedParticipants=Agent
UpdateContactRoutingBehavior
 parameter 0/2/11 QueuePriority
 set 0/2/11 QueuePriority
UpdateContactRoutingCriteria
 error 1/3/18 NoMatchingError
 parameter 1/3/12 RoutingCriteria.Steps[].Expression.AttributeCondition.ComparisonOperator
 parameter 0/2/5 RoutingCriteria.Steps[].Expression.AttributeCondition.MatchCriteria.AgentsCriteria.AgentIds
 value 0/2/5 RoutingCriteria.Steps[].Expression.AttributeCondition.ComparisonOperator=Match
UpdateContactTargetQueue
 error 12/30/112 NoMatchingError
 parameter 2/7/26 AgentId
 parameter 12/28/103 QueueId
 set 2/7/26 AgentId
 set 12/28/103 QueueId
 type 12/12/37 CONTACT_FLOW
UpdateContactTextToSpeechVoice
 error 1/2/11 NoMatchingError
 parameter 7/9/18 TextToSpeechEngine
 parameter 7/9/17 TextToSpeechStyle
 parameter 9/20/51 TextToSpeechVoice
 set 7/9/17 TextToSpeechEngine TextToSpeechStyle TextToSpeechVoice
 set 5/15/33 TextToSpeechVoice
 type 9/9/13 CONTACT_FLOW
 value 4/4/8 TextToSpeechStyle=Conversational
 value 3/5/9 TextToSpeechStyle=None
UpdateFlowAttributes
 error 0/2/22 NoMatchingError
 parameter 0/2/22 FlowAttributes
 set 0/2/22 FlowAttributes
UpdateFlowLoggingBehavior
 parameter 19/33/187 FlowLoggingBehavior
 set 19/33/187 FlowLoggingBehavior
 type 2/2/6 AGENT_WHISPER
 type 17/17/70 CONTACT_FLOW
 type 2/2/7 OUTBOUND_WHISPER
 type 2/2/4 QUEUE_TRANSFER
 value 19/33/187 FlowLoggingBehavior=Enabled
Wait
 error 1/4/16 NoMatchingError
 operator 1/4/16 Equals
 parameter 1/3/8 TimeLimitSeconds
 set 1/2/3 TimeLimitSeconds
"""
