// The AWS SDK for JavaScript against a server: what it did is printed as one JSON object.
import * as sdk from "@aws-sdk/client-connect";

const [endpoint, region, instance] = process.argv.slice(2);
const client = new sdk.ConnectClient({ endpoint, region, maxAttempts: 1 });
const name = `漢字 ${Date.now()} "quoted"`;

/** Send a command by its name, and answer what the service answers. */
function call(operation, input) {
  return client.send(new sdk[`${operation}Command`]({ InstanceId: instance, ...input }));
}

/** The name and status of the error that a call ends with. */
async function refused(operation, input) {
  try {
    await call(operation, input);
    return null;
  } catch (error) {
    const { name, problems, $metadata } = error;
    return { name, known: error instanceof sdk[name], status: $metadata.httpStatusCode, problems };
  }
}

const content = process.env.CONTENT;
const made = await call("CreateContactFlow", {
  Name: name,
  Type: "CONTACT_FLOW",
  Content: content,
  Tags: {},
});
const flow = { ContactFlowId: made.ContactFlowArn };
const draft = { ContactFlowId: `${made.ContactFlowArn}:$SAVED` };
await call("UpdateContactFlowContent", { ...draft, Content: content.replace("Hello.", "Draft.") });
await client.send(new sdk.TagResourceCommand({ resourceArn: made.ContactFlowArn, tags: { a: "b" } }));
const described = (await call("DescribeContactFlow", flow)).ContactFlow;
const saved = (await call("DescribeContactFlow", draft)).ContactFlow;
const listed = [];
for await (const page of sdk.paginateListContactFlows({ client, pageSize: 3 }, { InstanceId: instance })) {
  listed.push(...page.ContactFlowSummaryList.map((each) => each.Id));
}
const hours = (await call("ListHoursOfOperations", {})).HoursOfOperationSummaryList[0];
const queue = await call("CreateQueue", { Name: name, HoursOfOperationId: hours.Arn });
const kept = (await call("DescribeQueue", { QueueId: queue.QueueArn })).Queue;
const empty = await refused("CreateContactFlow", {
  Name: `${name} 2`,
  Type: "CONTACT_FLOW",
  Content: "{}",
});
const taken = await refused("CreateQueue", { Name: name, HoursOfOperationId: hours.Id });
await call("DeleteQueue", { QueueId: queue.QueueArn });
await call("DeleteContactFlow", flow);
const gone = await refused("DescribeContactFlow", flow);

console.log(
  JSON.stringify({
    sameName: described.Name === name,
    tags: described.Tags,
    modified: described.LastModifiedTime instanceof Date,
    statuses: [described.Status, saved.Status],
    saved: saved.Content.includes("Draft."),
    listedOnce: listed.filter((each) => each === made.ContactFlowId).length,
    hours: kept.HoursOfOperationId === hours.Id,
    empty,
    taken,
    gone,
  }),
);
