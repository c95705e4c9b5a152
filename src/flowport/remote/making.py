"""Hours, queues and quick connects read so that they can be created again elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flowport.catalogue.creatable import AT_ONCE, CREATABLE, OVERRIDE_MEMBERS
from flowport.errors import ConflictError, ForbiddenError, NotFoundError
from flowport.refs.resource import Resource
from flowport.remote.answer_checks import pages
from flowport.remote.errors import told

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ResourceCalls"]

_PAGE = 100


class ResourceCalls:
    """The calls of the Connect API that read, create, complete and delete resources.

    Args:
        client: The boto3 client.
        instance: The instance's id.
        label: What messages call the instance.
    """

    def __init__(self, client: Any, instance: str, label: str) -> None:
        self._client = client
        self._instance = instance
        self._label = label

    def _call(self, method: str, step: str, **params: Any) -> Any:
        with told(self._label, step):
            return getattr(self._client, method)(InstanceId=self._instance, **params)

    def _rows(self, method: str, step: str, member: str, **params: Any) -> list[Any]:
        with told(self._label, step):
            found = pages(self._client, method, _PAGE, InstanceId=self._instance, **params)
            return [row for page in found for row in page[member]]

    def read(self, resource: Resource) -> Mapping[str, Any]:
        """What a resource would be created from."""
        if resource.kind == "view":
            return self._view(resource)
        known, found = CREATABLE[resource.kind], self._describe(resource)
        given = {known.id: resource.id}
        details = known.pick(found)
        more = {"hours_of_operation": self._more_of_hours, "queue": self._more_of_queue}
        return details | more.get(known.kind, _nothing)(found, given)

    def _view(self, view: Resource) -> Mapping[str, Any]:
        """A view with the contents of its versions."""
        step, given = f"read the versions of the view {view.name!r}", {"ViewId": view.id}
        rows = self._rows("list_view_versions", step, "ViewVersionSummaryList", **given)
        versions = {}
        for number in sorted(row["Version"] for row in rows if row.get("Version")):
            found = self._call("describe_view", step, ViewId=f"{view.id}:{number}")["View"]
            versions[str(number)] = {"Content": dict(found["Content"])}
        return {"Name": view.name, "Versions": versions}

    def modified(self, resource: Resource) -> float | None:
        """When a resource was last changed; None where the service does not say."""
        time = self._describe(resource).get("LastModifiedTime")
        return time.timestamp() if time else None

    def _describe(self, resource: Resource) -> Any:
        known = CREATABLE[resource.kind]
        step = f"read the {known.title} {resource.name!r}"
        given = {known.id: resource.id}
        return self._call(f"describe_{known.kind}", step, **given)[known.word]

    def _more_of_hours(self, found: Any, given: dict[str, str]) -> dict[str, Any]:
        """The hours that hours inherit from, and their overrides."""
        parents = [
            {"HoursOfOperationId": each["Id"]} for each in found.get("ParentHoursOfOperations", ())
        ]
        rows = self._overrides(found["Name"], given)
        overrides = [{m: row[m] for m in OVERRIDE_MEMBERS if row.get(m)} for row in rows]
        overrides.sort(key=lambda each: each["Name"])
        details = {"ParentHoursOfOperationConfigs": parents, "Overrides": overrides}
        return {member: value for member, value in details.items() if value}

    def _more_of_queue(self, found: Any, given: dict[str, str]) -> dict[str, Any]:
        """The quick connects and email addresses that belong to a queue."""
        details: dict[str, Any] = {}
        quick = self._quick_connects(found["Name"], given)
        mail = self._addresses(found["Name"], given)
        details |= {"QuickConnectIds": quick} if quick else {}
        return details | ({"EmailAddressesConfig": mail} if mail else {})

    def _quick_connects(self, name: str, given: dict[str, str]) -> list[str]:
        step = f"list the quick connects of the queue {name!r}"
        rows = self._rows("list_queue_quick_connects", step, "QuickConnectSummaryList", **given)
        return sorted(row["Id"] for row in rows)

    def _addresses(self, name: str, given: dict[str, str]) -> list[dict[str, str]]:
        """The email addresses of a queue; none where the caller may not see any."""
        step = f"list the email addresses of the queue {name!r}"
        try:
            rows = self._rows(
                "list_queue_email_addresses", step, "EmailAddressMetadataList", **given
            )
        except (ForbiddenError, NotFoundError):
            return []
        return [{"EmailAddressId": each} for each in sorted(row["Id"] for row in rows)]

    def create(self, kind: str, details: Mapping[str, Any]) -> Resource:
        """Create one from what its creation takes."""
        known, name = CREATABLE[kind], str(details["Name"])
        taken = {m: details[m] for m in (*known.required, *known.optional) if m in details}
        if "QuickConnectIds" in taken:
            taken["QuickConnectIds"] = taken["QuickConnectIds"][:AT_ONCE]
        step = f"create the {known.title} {name!r}"
        found = self._call(f"create_{kind}", step, **taken)
        arn = found.get(f"{known.word}Arn") or found[f"{known.word}ARN"]
        return Resource(kind, name, arn, found[known.id])

    def complete(self, resource: Resource, details: Mapping[str, Any]) -> None:
        """Give one what its creation does not take."""
        known = CREATABLE[resource.kind]
        given = {known.id: resource.id}
        if details.get("Overrides"):
            self._override(resource.name, given, details["Overrides"])
        for member in ("OutboundCallerConfig", "OutboundEmailConfig"):
            if resource.kind == "queue" and details.get(member):
                method = f"update_queue_{_snake(member)}"
                self._set(method, resource.name, given, {member: details[member]})
        if details.get("QuickConnectIds"):
            self._associate(resource.name, given, details["QuickConnectIds"])
        if details.get("Status", "ENABLED") != "ENABLED":
            self._set("update_queue_status", resource.name, given, {"Status": details["Status"]})

    def _set(
        self, method: str, name: str, given: dict[str, str], values: Mapping[str, Any]
    ) -> None:
        self._call(method, f"update the queue {name!r}", **given, **values)

    def _override(self, name: str, given: dict[str, str], overrides: Any) -> None:
        present = {row["Name"] for row in self._overrides(name, given)}
        for each in overrides:
            if each["Name"] in present:
                continue
            step = f"create the override {each['Name']!r} of the hours of operation {name!r}"
            try:
                self._call("create_hours_of_operation_override", step, **given, **each)
            except ConflictError:  # perhaps this very call arrived twice
                if all(row["Name"] != each["Name"] for row in self._overrides(name, given)):
                    raise

    def _overrides(self, name: str, given: dict[str, str]) -> list[Any]:
        step = f"list the overrides of the hours of operation {name!r}"
        member = "HoursOfOperationOverrideList"
        return self._rows("list_hours_of_operation_overrides", step, member, **given)

    def _associate(self, name: str, given: dict[str, str], ids: Any) -> None:
        present = set(self._quick_connects(name, given))
        missing = [each for each in ids if each not in present]
        for start in range(0, len(missing), AT_ONCE):
            some = missing[start : start + AT_ONCE]
            step = f"associate quick connects with the queue {name!r}"
            self._call("associate_queue_quick_connects", step, **given, QuickConnectIds=some)

    def remove(self, resource: Resource) -> None:
        """Delete one."""
        known = CREATABLE[resource.kind]
        step = f"delete the {known.title} {resource.name!r}"
        given = {known.id: resource.id}
        self._call(f"delete_{known.kind}", step, **given)


def _nothing(_found: Any, _given: dict[str, str]) -> dict[str, Any]:
    return {}


def _snake(member: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in member).removeprefix("_")
