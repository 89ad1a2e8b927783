import assert from "node:assert/strict";
import { parseYaml } from "../../src/language/yaml/parse.ts";
import type { ApiClient, ApiStatus } from "../cluster/apiClient.ts";
import { describeWithGo } from "../cluster/goToolchain.ts";
import { withControlPlane } from "../cluster/withControlPlane.ts";
import { schemaSet, serviceFor } from "../unit/language/service.ts";
import { printAgreement } from "./agreement.ts";
import { atOnce } from "./atOnce.ts";
import { differenceOver, ourAnswer } from "./compare.ts";
import { serverErrors } from "./sent.ts";
import { yamlTexts } from "./yamlTexts.ts";
import type { YamlText } from "./yamlTexts.ts";

const count = Number(process.env.NAP_YAML_TEXTS ?? 2000);
const seed = Number(process.env.NAP_SEED ?? 1);
const schemas = schemaSet("current");
const service = serviceFor();

describeWithGo("our reading of YAML and that of an API server", () => {
  let client: ApiClient;
  withControlPlane("api", (started) => {
    ({ client } = started);
  });

  it(`are the same on ${count} texts full of traps`, async function () {
    this.timeout(0);
    const texts = yamlTexts(count, seed);
    const found = await atOnce(texts, (text) => difference(text, client));
    const differences = found.filter((one) => one !== undefined);
    printAgreement("texts with traps of YAML", count - differences.length, count);
    assert.deepEqual(differences.slice(0, 20), []);
  });
});

/** Of a text that cannot be read only whether it is accepted is compared, of others every path and message. */
async function difference({ base, text }: YamlText, client: ApiClient): Promise<unknown> {
  const { problems } = parseYaml(text);
  if (problems.every(({ rule }) => rule === "yaml-duplicate-key"))
    return differenceOver(text, schemas, client);
  const { collection } = ourAnswer(JSON.stringify(base), schemas);
  const { status, body } = await client.create(collection, text);
  const errors = serverErrors(service.validate(service.read("text.yaml", text)));
  if (status < 300 === (errors.length === 0)) return undefined;
  const ours = errors.map(({ message }) => message);
  return { text, ours, status, server: (body as ApiStatus).message };
}
