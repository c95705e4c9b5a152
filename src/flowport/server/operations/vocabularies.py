"""Vocabularies: found by name, state and language; one a language may be the default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, true

from flowport.errors import NotFoundError
from flowport.server.operations import plain
from flowport.server.operations.operation_registry import operation
from flowport.server.protocol.errors import missing
from flowport.store import instances, name_search, resource_search, resources, schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement

    from flowport.server.operation_call import ApiCall

_KIND = plain.of_kind("vocabulary")


@operation("SearchVocabularies", needs="Rules.View")
def _search(call: ApiCall) -> Mapping[str, Any]:
    of_kind, condition = (call.connection, call.instance.id, _KIND.kind), _condition(call.params)
    page = call.window(
        lambda after, limit: resource_search.page(*of_kind, condition, after=after, limit=limit)
    )
    rows = plain.shown_each(call, _KIND, page.rows)
    return {"VocabularySummaryList": rows, "NextToken": page.token}


def _condition(params: Mapping[str, Any]) -> ColumnElement[bool]:
    """What the vocabularies of a search must be."""
    column, prefix = schema.resources.c, params.get("NameStartsWith")
    met = [
        column.body[member].as_string() == params[member]
        for member in ("State", "LanguageCode")
        if member in params
    ]
    if prefix is not None:
        met += [
            name_search.begins(schema.resources, prefix),
            func.substr(column.name, 1, len(prefix)) == prefix,
        ]
    return and_(true(), *met)


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
        try:
            found = resources.get(call.connection, call.instance.id, _KIND.kind, name)
        except NotFoundError as error:
            raise missing(f"The instance has no vocabulary {name}.") from error
        chosen[language] = {"VocabularyId": name, "VocabularyName": found.name}
    body = {**call.instance.body, "DefaultVocabularies": chosen}
    instances.change(call.connection, call.instance, body)
