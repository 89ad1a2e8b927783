import Draft04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { badPool, goodPool, runCli, temporaryFolder } from "./runCli.ts";

const schemaFile = createRequire(import.meta.url).resolve(
  "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
);

/** What the official schema objects to. */
function objections(log: unknown): readonly unknown[] {
  const ajv = new Draft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")) as object);
  validate(log);
  return validate.errors ?? [];
}

interface Log {
  readonly runs: readonly [
    {
      readonly results: readonly {
        readonly ruleId: string;
        readonly locations: readonly [
          {
            readonly physicalLocation: {
              readonly artifactLocation: { readonly uri: string };
              readonly region: Readonly<Record<string, number>>;
            };
          },
        ];
        readonly fixes?: readonly unknown[];
      }[];
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly invocations: readonly [
        {
          readonly executionSuccessful: boolean;
          readonly toolExecutionNotifications: readonly unknown[];
        },
      ];
    },
  ];
}

function sarifOf(folder: string, ...paths: readonly string[]): Log {
  const args = ["lint", "--format", "sarif", "--region", "westeurope", ...paths];
  return JSON.parse(runCli(folder, args).out) as Log;
}

describe("SARIF", function () {
  this.timeout(60_000);
  let folder = "";
  before(() => {
    folder = temporaryFolder({
      "a b/bad é.yaml": badPool,
      "good.yaml": goodPool,
      "broken.yaml": `${badPool}  broken: [\n`,
      "unknown.yaml": goodPool.replace("expireAfter", "expireafter"),
    });
  });

  it("of findings of several layers with fixes is what the official schema describes", () => {
    const log = sarifOf(folder, ".");
    assert.deepEqual(objections(log), []);
    const [{ results, tool }] = log.runs;
    assert.ok(results.some(({ fixes }) => fixes !== undefined));
    assert.deepEqual(
      tool.driver.rules.map(({ id }) => id),
      [...new Set(results.map(({ ruleId }) => ruleId))].sort(),
    );
  });

  it("of nothing at all is what the schema describes", () => {
    const log = sarifOf(folder, "good.yaml");
    assert.deepEqual(objections(log), []);
    assert.deepEqual(log.runs[0].results, []);
  });

  it("tells what could not be read", () => {
    const log = sarifOf(folder, "good.yaml", "nowhere.yaml");
    assert.deepEqual(objections(log), []);
    const [{ executionSuccessful, toolExecutionNotifications }] = log.runs[0].invocations;
    assert.equal(executionSuccessful, false);
    assert.equal(toolExecutionNotifications.length, 1);
  });

  it("names files as URIs relative to where it was called, and counts from 1", () => {
    const [{ physicalLocation }] = sarifOf(folder, "./a b").runs[0].results[0]?.locations ?? [
      { physicalLocation: undefined },
    ];
    assert.deepEqual(physicalLocation, {
      artifactLocation: { uri: "a%20b/bad%20%C3%A9.yaml" },
      region: { startLine: 18, startColumn: 20, endLine: 18, endColumn: 23 },
    });
  });
});
