import assert from "node:assert/strict";
import { fixAll } from "../../../../src/language/fixAll.ts";
import { schemaFindings } from "../../../../src/language/schema/schemaFindings.ts";
import type { Finding } from "../../../../src/language/finding.ts";
import { createWorkspace } from "../../../../src/language/workspace.ts";
import { schemaSet, today } from "../service.ts";
import { manifestOf, nodePool, template } from "./manifests.ts";

const context = { schemas: schemaSet("current"), workspace: createWorkspace([]), now: today };

/** What the server's layers find in a text. */
export function findings(text: string, partial = false): readonly Finding[] {
  return schemaFindings(manifestOf(text, { partial }), context);
}

/** The template of a NodePool with this list of taints. */
export const taints = (list: string) =>
  template("").replace("requirements:", `taints: ${list}, requirements:`);

/** A NodePool whose nodes get these labels. */
export const labels = (value: string) => nodePool(template("", `metadata: { labels: ${value} },`));

/** A NodePool with this list of budgets. */
export const budgets = (list: string) =>
  nodePool(`disruption: { consolidateAfter: 0s, budgets: ${list} }`);

/** A test for each title: what the preferred fixes make of a bad manifest is the good one, in which nothing is found. */
export function repairs(
  cases: readonly (readonly [title: string, bad: string, good: string])[],
): void {
  for (const [title, bad, good] of cases)
    it(`repair ${title}`, () => {
      assert.equal(fixAll(bad, findings), good);
      assert.deepEqual(findings(good), []);
    });
}
