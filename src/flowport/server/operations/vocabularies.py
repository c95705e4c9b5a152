"""Vocabularies: found by name, state and language; one a language may be the default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.server.operations import plain
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import missing
from flowport.store import instances, resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flowport.server.operation_call import ApiCall

_KIND = plain.of_kind("vocabulary")


@operation("SearchVocabularies", needs="Rules.View")
def _search(call: ApiCall) -> Mapping[str, Any]:
    params = call.params
    met = []
    for each in resources.page(call.connection, call.instance.id, _KIND.kind):
        row = plain.shown(call, _KIND, each)
        if (
            each.name.startswith(params.get("NameStartsWith", ""))
            and row["State"] == params.get("State", row["State"])
            and row["LanguageCode"] == params.get("LanguageCode", row["LanguageCode"])
        ):
            met.append(row)
    page = call.slice(met)
    return {"VocabularySummaryList": page.rows, "NextToken": page.token}


@operation("ListDefaultVocabularies", needs="Rules.View")
def _list_defaults(call: ApiCall) -> Mapping[str, Any]:
    wanted = call.params.get("LanguageCode")
    rows = [
        {"InstanceId": call.instance.id, "LanguageCode": language, **names}
        for language, names in sorted(call.instance.body.get("DefaultVocabularies", {}).items())
        if wanted in {None, language}
    ]
    page = call.slice(rows)
    return {"DefaultVocabularyList": page.rows, "NextToken": page.token}


@operation("AssociateDefaultVocabulary", writes=True, needs="Rules.Edit")
def _set_default(call: ApiCall) -> None:
    language = call.params["LanguageCode"]
    chosen = dict(call.instance.body.get("DefaultVocabularies", {}))
    chosen.pop(language, None)
    if "VocabularyId" in call.params:
        name = call.params["VocabularyId"]
        found = [
            each
            for each in resources.page(call.connection, call.instance.id, _KIND.kind)
            if each.id == name
        ]
        if not found:
            raise missing(f"the instance has no vocabulary {name}")
        chosen[language] = {"VocabularyId": name, "VocabularyName": found[0].name}
    body = {**call.instance.body, "DefaultVocabularies": chosen}
    instances.change(call.connection, call.instance, body)
