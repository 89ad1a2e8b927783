import assert from "node:assert/strict";
import type { ApiClient } from "../cluster/apiClient.ts";
import { describeWithGo } from "../cluster/goToolchain.ts";
import { withControlPlane } from "../cluster/withControlPlane.ts";
import { schemaSet } from "../unit/language/service.ts";
import { printAgreement } from "./agreement.ts";
import { atOnce } from "./atOnce.ts";
import { bases } from "./bases.ts";
import { differenceOver, vanishedDifferences } from "./compare.ts";
import type { Difference } from "./compare.ts";
import { mutated, random } from "./mutations.ts";

const count = Number(process.env.NAP_MUTANTS ?? 5000);
const seed = Number(process.env.NAP_SEED ?? 1);

describeWithGo("our verdict and that of an API server", () => {
  let client: ApiClient;
  withControlPlane("api", (started) => {
    ({ client } = started);
  });

  it(`are the same on ${bases.length} manifests and ${count} mutants of them`, async function () {
    this.timeout(0);
    const next = random(seed);
    const texts = [
      ...bases.map((base) => JSON.stringify(base)),
      ...Array.from({ length: count }, (_, index) => {
        const base = bases[index % bases.length];
        return JSON.stringify(mutated(base ?? null, next));
      }),
    ];
    assert.deepEqual(await differences(texts, client), []);
    assert.deepEqual(vanishedDifferences("creations"), []);
  });
});

async function differences(
  texts: readonly string[],
  client: ApiClient,
): Promise<readonly Difference[]> {
  const schemas = schemaSet("current");
  const found = await atOnce(texts, (text) => differenceOver(text, schemas, client));
  const different = found.filter((one) => one !== undefined);
  const verdicts = different.filter(({ status }) => status.server !== status.ours);
  printAgreement("verdicts", texts.length - verdicts.length, texts.length);
  printAgreement("paths and messages", texts.length - different.length, texts.length);
  return different.slice(0, 20);
}
