import assert from "node:assert/strict";
import { createWorkspace, indexSource } from "../../../src/language/index.ts";
import type { LanguageService, SourceFile, Workspace } from "../../../src/language/index.ts";
import { rules } from "../../../src/language/rules/index.ts";
import { serviceFor, workspaceOf } from "./service.ts";

/** The documents of a rule's examples, each in a file of its own. */
function filesOf(service: LanguageService, texts: readonly string[]): readonly SourceFile[] {
  return texts
    .flatMap((text) => text.split(/^---\n/m))
    .map((text, index) => service.read(`file-${index}.yaml`, text));
}

/** What a foreseen verdict says of the whole workspace: nothing, or what judging by all of it finds. */
function foreseen(service: LanguageService, file: SourceFile, whole: Workspace) {
  const { findings, holdsIn } = service.foresee(file, createWorkspace(indexSource(file)));
  return holdsIn(whole) ? { findings, expected: service.validate(file, whole) } : undefined;
}

describe("a verdict by a file alone", () => {
  it("is the verdict by all files wherever it says so", () => {
    for (const { id, example } of rules)
      for (const texts of [[example.bad], [example.good], [example.bad, example.good]]) {
        const service = serviceFor({ ...example, remember: false });
        const files = filesOf(service, texts);
        const whole = workspaceOf(...files);
        for (const file of files) {
          const verdict = foreseen(service, file, whole);
          if (verdict) assert.deepEqual(verdict.findings, verdict.expected, id);
        }
      }
  });

  it("does not hold where a rule would say something else of all files", () => {
    const wrong = rules
      .filter(({ crossFile }) => crossFile === true)
      .filter(({ example }) => {
        const service = serviceFor({ ...example, remember: false });
        const files = filesOf(service, [example.bad]);
        const whole = workspaceOf(...files);
        return files.some((file) => foreseen(service, file, whole) === undefined);
      })
      .map(({ id }) => id);
    const alone = rules
      .filter(({ crossFile, example }) => crossFile === true && !example.bad.includes("---\n"))
      .map(({ id }) => id);
    assert.deepEqual(
      [...wrong, ...alone].sort(),
      rules.flatMap((rule) => (rule.crossFile ? [rule.id] : [])).sort(),
    );
  });

  it("holds among thousands of pools that nothing relates", () => {
    const service = serviceFor({ remember: false });
    const pool = (name: string, weight: number) =>
      service.read(
        `${name}.yaml`,
        `apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata:\n  name: ${name}\nspec:\n  weight: ${weight}\n  template:\n    spec:\n      nodeClassRef: { group: karpenter.azure.com, kind: AKSNodeClass, name: default }\n      requirements: []\n`,
      );
    const files = Array.from({ length: 50 }, (_, index) => pool(`pool-${index}`, index + 1));
    const whole = workspaceOf(...files);
    const wrong = (all: readonly SourceFile[], by: Workspace) =>
      all.filter((file) => foreseen(service, file, by) === undefined).map(({ uri }) => uri);
    assert.deepEqual(wrong(files, whole), []);
    const twin = pool("zebra", 7);
    const more = workspaceOf(...files, twin);
    assert.deepEqual(wrong([...files, twin], more), ["zebra.yaml"]);
  });
});
