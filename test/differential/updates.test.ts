import assert from "node:assert/strict";
import { rules } from "../../src/language/rules/index.ts";
import type { ApiClient, ApiStatus } from "../cluster/apiClient.ts";
import { describeWithGo } from "../cluster/goToolchain.ts";
import { withControlPlane } from "../cluster/withControlPlane.ts";
import { schemaSet, serviceFor } from "../unit/language/service.ts";
import { parse } from "yaml";
import { printAgreement } from "./agreement.ts";
import { atOnce } from "./atOnce.ts";
import { bases } from "./bases.ts";
import { ourAnswer, updateDifference, vanishedDifferences } from "./compare.ts";
import { mutated, random } from "./mutations.ts";
import type { Data, Fields } from "./mutations.ts";

const count = Number(process.env.NAP_UPDATES ?? 3000);
const seed = Number(process.env.NAP_SEED ?? 1);
const schemas = schemaSet("current");

/** An object of the server and a text that is to replace it. */
interface Update {
  readonly name: string;
  readonly manifest: string;
  readonly stored: string;
}

describeWithGo("our verdict on updates and that of an API server", () => {
  let client: ApiClient;
  withControlPlane("api", (started) => {
    ({ client } = started);
  });

  it(`are the same on ${count} mutants of stored objects`, async function () {
    this.timeout(0);
    const stored = await Promise.all(
      bases.map((base, index) =>
        store({ ...fieldsOf(base), metadata: { name: `base-${index}` } }, client),
      ),
    );
    const next = random(seed);
    const updates = [
      ...stored.filter(({ kind }) => kind === "NodeClaim").map(withBrokenTime),
      ...Array.from({ length: count }, (_, index) =>
        updateOf(stored[index % stored.length] ?? {}, next),
      ),
    ];
    const found = await atOnce(updates, (update) => updateDifference(update, schemas, client));
    const differences = found.filter((one) => one !== undefined);
    const transitions = updates.filter(isRefusedTransition).length;
    printAgreement(
      "updates, paths and messages",
      updates.length - differences.length,
      updates.length,
    );
    console.log(`      ${transitions} of them break a rule on transitions`);
    assert.ok(transitions >= 48);
    assert.deepEqual(differences.slice(0, 20), []);
    assert.deepEqual(vanishedDifferences("updates"), []);
  });

  for (const { id, example } of rules.filter(({ example }) => example.stored !== undefined)) {
    it(`are the same on the example of ${id}, which is accepted once it is fixed`, async () => {
      const before = await store(parse(example.stored ?? "") as Fields, client);
      const { name } = before.metadata as { name: string };
      const send = async (text: string) => {
        const { collection } = ourAnswer(text, schemas);
        const edited = { ...(parse(text) as Fields), metadata: before.metadata ?? null };
        return client.update(`${collection}/${name}`, JSON.stringify(edited));
      };
      const { status, body } = await send(example.bad);
      const service = serviceFor(example);
      const findings = service.validate(service.read("bad.yaml", example.bad));
      const causes = (body as ApiStatus).details?.causes ?? [];
      assert.equal(status, 422);
      assert.deepEqual(
        causes.map(({ message }) => message),
        findings.map(({ server }) => server?.message),
      );
      assert.equal((await send(example.good)).status, 200);
    });
  }
});

function fieldsOf(data: Data): Fields {
  return data as Fields;
}

/** Stores an object; what is its own and the server's word on which version it is. */
async function store(object: Fields, client: ApiClient): Promise<Fields> {
  const text = JSON.stringify(object);
  const { collection } = ourAnswer(text, schemas);
  const { status, body } = await client.send("POST", collection, { body: text });
  assert.equal(status, 201, text);
  const { name = "", resourceVersion = "" } = (body as { metadata: Record<string, string> })
    .metadata;
  return { ...object, metadata: { name, resourceVersion } };
}

/** The metadata stays: it says which object is replaced. */
function updateOf(before: Fields, next: () => number): Update {
  const { metadata } = before;
  const { name } = metadata as { name: string };
  const after = { ...fieldsOf(mutated(before, next)), metadata: metadata ?? null };
  return { name, manifest: JSON.stringify(after), stored: JSON.stringify(before) };
}

/** What the known difference of updates is about. */
function withBrokenTime(before: Fields): Update {
  const spec = before.spec as Fields;
  const taints = [{ key: "a", effect: "NoExecute", timeAdded: [] }];
  const after = { ...before, spec: { ...spec, taints: [(spec.taints as Data[])[0], ...taints] } };
  const { name } = before.metadata as { name: string };
  return { name, manifest: JSON.stringify(after), stored: JSON.stringify(before) };
}

/** Whether a manifest could be created as it is, but may not replace what is stored. */
function isRefusedTransition({ manifest, stored }: Update): boolean {
  const asNew = ourAnswer(manifest, schemas).verdict.status;
  return asNew === 201 && ourAnswer(manifest, schemas, stored).verdict.status !== 201;
}
