"""Migrations against our own server with the published rates, beside the naive way.

``--quick`` leaves out what takes minutes. The rates are raised for the larger ones (the server's
and ours alike), so that they end in minutes; the proportions stay.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from flowport.catalogue.rates import rate_of
from flowport.jobs.moving import apply as applying
from flowport.jobs.moving import planning
from flowport.jobs.moving.journal import Journal
from flowport.remote import RemoteInstance
from flowport.store import flows, instances, open_store
from flowport.store.instance import StoredInstance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from flowport.jobs.moving.plan import Plan

REGION = "eu-central-1"
WORKERS = 6
THREADS = 8
RING = 4
#: How many flows, and how many times the published rates.
SIZES = ((40, 1), (200, 1), (1000, 10))
#: Above so many flows the naive way is left out: it takes many minutes and shows nothing more.
MOST_NAIVE = 200
#: What the calls may be of the fewest, and the time of the bound.
MOST_CALLS, MOST_TIME = 1.01, 1.08
OPERATIONS = [
    f"{verb}ContactFlow{word}{rest}"
    for verb, rest in (("Create", ""), ("Describe", ""), ("Update", "Content"), ("List", "s"))
    for word in ("", "Module")
]


def content(blocks: int, uses: list[str], end: str = "DisconnectParticipant") -> str:
    """A flow of so many blocks, some of which transfer to others."""
    actions: list[dict[str, Any]] = []
    for number in range(blocks - 1):
        used = uses[number] if number < len(uses) else None
        kind = "TransferToFlow" if used else "MessageParticipant"
        about = {"ContactFlowId": used} if used else {"Text": f"This is message {number}."}
        after = f"block-{number + 1}" if number < blocks - 2 else "end"
        errors = [{"NextAction": "end", "ErrorType": "NoMatchingError"}]
        actions.append(
            {
                "Identifier": f"block-{number}",
                "Type": kind,
                "Parameters": about,
                "Transitions": {"NextAction": after, "Errors": errors, "Conditions": []},
            }
        )
    actions.append({"Identifier": "end", "Type": end, "Parameters": {}, "Transitions": {}})
    shown = {a["Identifier"]: {"position": {"x": 0, "y": 0}} for a in actions}
    tree = {
        "Version": "2019-10-30",
        "StartAction": "block-0",
        "Metadata": {"ActionMetadata": shown},
        "Actions": actions,
    }
    return json.dumps(tree)


def source(folder: Path, number: int, blocks: int) -> StoredInstance:
    """An instance with so many published flows, a tenth of them in rings of four."""
    dice = random.Random(number)  # noqa: S311  it makes data, and guards nothing
    store = open_store(str(folder / "source.db"))
    rings = max(1, number // 10 // RING)
    with store.writing() as connection:
        row = instances.create(connection, account="111122223333", region=REGION, alias="source")
        made = [
            flows.create(
                connection,
                row.id,
                row.arn,
                flows.FlowToMake(name=f"Flow {n}", type="CONTACT_FLOW", content=content(2, [])),
            )
            for n in range(number)
        ]
        for n, flow in enumerate(made):
            uses = [made[dice.randrange(n)].arn] if n >= rings * RING and n else []
            if n < rings * RING:
                uses = [made[n - n % RING + (n + 1) % RING].arn]
            flows.put_content(connection, flow, content(blocks, uses), publish=True)
    return StoredInstance(store, row)


@contextmanager
def served(folder: Path, rates: Mapping[str, float] | None) -> Iterator[tuple[str, str]]:
    """Our server in a process of its own: its address and the id of its instance."""
    table = folder / "rates.json"
    table.write_text(json.dumps(rates))
    words = ["--throttle", str(table)] if rates else []
    command = [sys.executable, "-m", "flowport", "serve", "--port", "0", "--auth", "off", *words]
    command += ["--database", str(folder / "target.db"), "--region", REGION]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        url = instance = ""
        for line in server.stdout:
            url = line.split()[-1] if line.startswith("Serving") else url
            if line.startswith("Instance:"):
                instance = line.split()[1]
                break
        wait_for(url)
        yield url, instance
    finally:
        server.terminate()
        server.wait(10)


def client(url: str, **config: Any) -> Any:
    """A client of the server."""
    return boto3.client(
        "connect",
        endpoint_url=url,
        region_name=REGION,
        aws_access_key_id="AKIABENCHMARK0000000",
        aws_secret_access_key="none",  # noqa: S106  the server asks for no key
        config=Config(max_pool_connections=32, **config),
    )


def wait_for(url: str) -> None:
    """Wait until the server answers."""
    for _ in range(100):
        try:
            client(url).list_instances()
        except (BotoCoreError, ClientError):
            time.sleep(0.1)
        else:
            return


def counting(who: Any) -> tuple[Counter[str], Counter[str]]:
    """The calls that a client sends and the throttles that it is answered, from now on."""
    sent: Counter[str] = Counter()
    throttled: Counter[str] = Counter()

    def before(request: Any, event_name: str, **_: Any) -> None:
        del request
        sent[event_name.rpartition(".")[2]] += 1

    def after(response_dict: Any, event_name: str, **_: Any) -> None:
        if response_dict["status_code"] == 429:  # noqa: PLR2004  too many requests
            throttled[event_name.rpartition(".")[2]] += 1

    who.meta.events.register("before-send.connect", before)
    who.meta.events.register("before-parse.connect", after)
    return sent, throttled


def bound(calls: Mapping[str, int], rates: Mapping[str, float]) -> float:
    """The seconds that the slowest operation takes at least."""
    waits = []
    for name, number in calls.items():
        rate = rate_of(name, rates)
        waits.append((number - rate.burst) / rate.per_second)
    return max(waits)


def least(number: int) -> dict[str, int]:
    """The calls without which it can't be done: each made and read back, each ring closed."""
    rings = max(1, number // 10 // RING)
    return {
        "CreateContactFlow": number,
        "DescribeContactFlow": number,
        "UpdateContactFlowContent": rings,
    }


def ours(folder: Path, plan: Plan, target: RemoteInstance, workers: int | None) -> None:
    """Apply, and see that nothing is left."""
    journal = Journal(folder / "journal")
    result = applying.apply(plan, target, journal, applying.ApplyOptions(workers=workers))
    journal.close()
    assert result.complete, result.problem
    assert all(outcome.state != "saved" for outcome in result.outcomes)


def naive(url: str, instance: str, origin: StoredInstance) -> int:
    """Create all, then update all, in eight threads with the SDK's defaults; how many are lost."""
    who = client(url)
    sent, throttled = counting(who)
    everything = [origin.read(flow.key) for flow in origin.flows()]
    made: dict[str, str] = {}
    arns: dict[str, str] = {}
    begin = time.perf_counter()

    def create(each: Any) -> None:
        found = who.create_contact_flow(
            InstanceId=instance,
            Name=each.summary.name,
            Type=each.summary.type,
            Content=content(2, []),
        )
        made[each.summary.name] = found["ContactFlowId"]
        arns[each.summary.arn] = found["ContactFlowArn"]

    def update(each: Any) -> None:
        text = each.text
        for old, new in arns.items():
            text = text.replace(old, new)
        who.update_contact_flow_content(
            InstanceId=instance, ContactFlowId=made[each.summary.name], Content=text
        )

    lost = set()
    for work in (create, update):
        with ThreadPoolExecutor(THREADS) as pool:
            waiting = {each.summary.name: pool.submit(work, each) for each in everything}
        for name, future in waiting.items():
            error = future.exception()
            if isinstance(error, (ClientError, BotoCoreError, KeyError)):
                lost.add(name)
    spent = time.perf_counter() - begin
    print(
        f"  naive:    {spent:6.1f} s, {sum(sent.values())} calls, "
        f"{sum(throttled.values())} throttled, {len(lost)} of {len(everything)} flows lost"
    )
    return len(lost)


def at_rates(number: int, scale: int) -> None:
    """One size: ours and the naive way, each against a server of its own."""
    rates = dict.fromkeys(OPERATIONS, 2.0 * scale)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        origin = source(folder, number, 30)
        print(f"{number} flows of 30 blocks, 10 % in cycles, {scale} x the published rates")
        with served(folder, rates) as (url, instance):
            who = client(url, retries={"total_max_attempts": 1})
            target = RemoteInstance(who, instance)
            plan = planning.plan(origin, target, planning.PlanOptions(rates=rates))
            time.sleep(5)
            sent, throttled = counting(who)
            begin = time.perf_counter()
            ours(folder, plan, target, None)
            spent = time.perf_counter() - begin
            there = {flow.name for flow in target.flows()}
            lost = [flow.name for flow in origin.flows() if flow.name not in there]
        fewest, fastest = sum(least(number).values()), bound(least(number), rates)
        calls = sum(sent.values()) - sent["ListContactFlows"] - sent["ListContactFlowModules"]
        print(
            f"  flowport: {spent:6.1f} s, {calls} calls, {sum(throttled.values())} throttled, "
            f"{len(lost)} of {number} flows lost; {calls / fewest:.3f} times the fewest calls "
            f"(at most {MOST_CALLS}), {spent / fastest:.3f} times the bound of {fastest:.1f} s "
            f"(at most {MOST_TIME})"
        )
        (folder / "target.db").rename(folder / "first.db")
        if number <= MOST_NAIVE:
            with served(folder, rates) as (url, instance):
                naive(url, instance, origin)
        origin.store.close()


def unthrottled(number: int) -> None:
    """As fast as this machine goes, and in how much memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        origin = source(folder, number, 30)
        with served(folder, None) as (url, instance):
            target = RemoteInstance(client(url, retries={"total_max_attempts": 1}), instance)
            plan = planning.plan(origin, target, planning.PlanOptions())
            begin = time.perf_counter()
            ours(folder, plan, target, WORKERS)
            spent = time.perf_counter() - begin
        origin.store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{number} flows of 30 blocks without throttling: {number / spent:.0f} flows/s, "
        f"{peak:.0f} MiB at most"
    )


def processor() -> float:
    """The processor's seconds that this process and those it waited for have taken."""
    every = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in every)


class Timed:
    """A source that keeps how long its reading took, by the clock and of the processor."""

    def __init__(self, inside: StoredInstance) -> None:
        self.inside = inside
        self.spent = self.busy = 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inside, name)

    def read(self, *given: Any) -> Any:
        """Read, and keep how long it took."""
        begin, busy = time.perf_counter(), time.process_time()
        try:
            return self.inside.read(*given)
        finally:
            self.spent += time.perf_counter() - begin
            self.busy += time.process_time() - busy


def planned(number: int, blocks: int) -> None:
    """How long a plan takes once the flows are read."""
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        origin: Any = Timed(source(Path(first), number, blocks))
        target = source(Path(second), 0, 2)
        begin, busy = time.perf_counter(), processor()
        plan = planning.plan(origin, target, planning.PlanOptions())
        spent = time.perf_counter() - begin - origin.spent
        busy = processor() - busy - origin.busy
        origin.inside.store.close()
        target.store.close()
    assert len(plan.items) == number
    print(
        f"planning {number} flows of {blocks} blocks: {spent:.2f} s once they are read "
        f"({busy:.2f} s of the processors)"
    )


def main() -> None:
    """Print every figure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--quick", action="store_true", help="only the smallest of each")
    quick = asked.parse_args().quick
    if not quick:
        planned(1000, 100)
    for number, scale in SIZES[:1] if quick else SIZES:
        at_rates(number, scale)
    unthrottled(500 if quick else 5000)


if __name__ == "__main__":
    main()
