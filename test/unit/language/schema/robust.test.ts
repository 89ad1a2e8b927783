import assert from "node:assert/strict";
import fc from "fast-check";
import { schemaFindings } from "../../../../src/language/schema/schemaFindings.ts";
import { createWorkspace } from "../../../../src/language/workspace.ts";
import { bases } from "../../../differential/bases.ts";
import { mutated, random } from "../../../differential/mutations.ts";
import { schemaSet, today } from "../service.ts";
import { manifestOf, verdictOf } from "./manifests.ts";

const context = { schemas: schemaSet("current"), workspace: createWorkspace([]), now: today };
const names = [
  "spec",
  "metadata",
  "template",
  "requirements",
  "labels",
  "__proto__",
  "constructor",
  "toString",
  "localDNS",
  "status",
];

describe("the server's layers", () => {
  it("take any data without throwing", () => {
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(null, true, 1, 1.5, -1, 1e21, "", "a", "30d", "constructor"),
        fc.array(tie("tree"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names), tie("tree"), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(
        tree,
        fc.constantFrom("NodePool", "NodeClaim"),
        fc.boolean(),
        (spec, kind, partial) => {
          const text = JSON.stringify({
            apiVersion: "karpenter.sh/v1",
            kind,
            metadata: spec,
            spec,
            status: spec,
          });
          assert.ok(Array.isArray(schemaFindings(manifestOf(text, { partial }), context)));
        },
      ),
    );
  });

  it("find something exactly where the server would refuse", () => {
    const next = random(7);
    for (let count = 0; count < 600; count += 1) {
      const text = JSON.stringify(mutated(bases[count % bases.length] ?? null, next));
      const found = schemaFindings(manifestOf(text), context);
      assert.equal(found.length > 0, verdictOf(text).status !== 201, text);
    }
  });

  it("accept what every mutant was made from", () => {
    for (const base of bases)
      assert.deepEqual(schemaFindings(manifestOf(JSON.stringify(base)), context), []);
  });
});
