import assert from "node:assert/strict";
import { applyEdits } from "../../src/language/edit/applyEdits.ts";
import type { ApiClient } from "../cluster/apiClient.ts";
import { describeWithGo } from "../cluster/goToolchain.ts";
import { withControlPlane } from "../cluster/withControlPlane.ts";
import { serviceFor, workspaceOf } from "../unit/language/service.ts";
import { printAgreement } from "./agreement.ts";
import { atOnce } from "./atOnce.ts";
import { badExamples, fixtures, goodExamples, mutants, samples, snippets } from "./corpus.ts";
import type { Text } from "./corpus.ts";
import { alikeIn, brokenPromise, sendClean, serverErrors } from "./sent.ts";
import type { Fixed, Sending } from "./sent.ts";

const count = Number(process.env.NAP_FIXED_MUTANTS ?? 1500);
const seed = Number(process.env.NAP_SEED ?? 1);

describeWithGo("what we call right or fixed", () => {
  let client: ApiClient;
  withControlPlane("api", (started) => {
    ({ client } = started);
  });

  const judge = async (what: string, texts: readonly Text[]): Promise<readonly Sending[]> => {
    const served = texts.filter(isServed);
    const results = await atOnce(served, (text) => sendClean(text, serviceFor(text), client));
    report(what, results);
    return results;
  };

  it("is accepted: every whole-object snippet", async () => {
    assert.deepEqual(withErrors(snippets), []);
    await judge("snippets", snippets);
  });

  it("is accepted: the good example of every rule, with all that stands beside it", async () => {
    assert.deepEqual(withErrors(goodExamples), []);
    const results = await judge("good examples", goodExamples);
    assert.deepEqual(
      results.flatMap(({ unsent }) => unsent),
      [],
    );
  });

  it("is accepted: what samples and fixtures have without an error", async () => {
    await judge("samples and fixtures", [...samples, ...fixtures]);
  });

  it("is accepted: every example, sample and fixture after each of its fixes and after all", async () => {
    const texts = [...badExamples, ...samples, ...fixtures];
    await judge("fixed examples, samples and fixtures", texts.flatMap(fixedTexts));
  });

  it(`is accepted: ${count} mutants after each of their fixes and after all`, async function () {
    this.timeout(0);
    await judge("fixed mutants", mutants(count, seed).flatMap(fixedTexts));
  });

  it("ends the server's objection: every preferred fix of an error that the server shares", async function () {
    this.timeout(0);
    const texts = [...badExamples, ...mutants(count, seed)].filter(isServed);
    const fixes = texts.flatMap(preferredlyFixed);
    const found = await atOnce(fixes, (fix) => brokenPromise(fix, serviceFor(fix), client));
    const broken = found.filter((one) => one !== undefined);
    printAgreement(
      "objections ended by their preferred fix",
      fixes.length - broken.length,
      fixes.length,
    );
    assert.deepEqual(broken.slice(0, 20), []);
  });
});

function isServed({ schema = "current" }: Text): boolean {
  return schema === "current";
}

type PreferredFix = Text & Fixed;

/** A text after each preferred fix of a finding that the server shares, for texts of one document. */
function preferredlyFixed(text: Text): readonly PreferredFix[] {
  const service = serviceFor(text);
  const file = service.read("text.yaml", text.text);
  if (file.documents.length !== 1) return [];
  const errors = serverErrors(service.validate(file, workspaceOf(file)));
  return errors.flatMap((finding) =>
    finding.fixes
      .filter(({ preferred }) => preferred)
      .map(({ title, edits }) => ({
        ...text,
        finding,
        alike: alikeIn(errors, finding),
        name: `${text.name}; ${finding.rule}: ${title}`,
        text: applyEdits(text.text, edits),
      })),
  );
}

function report(what: string, results: readonly Sending[]): void {
  const sent = results.reduce((sum, one) => sum + one.sent, 0);
  const refused = results.flatMap((one) => one.refused);
  printAgreement(`${what} without an error of ours, accepted`, sent - refused.length, sent);
  assert.ok(sent > 0);
  assert.deepEqual(refused.slice(0, 20), []);
}

/** The names of texts of which we say that the server would refuse them. */
function withErrors(texts: readonly Text[]): readonly string[] {
  return texts.flatMap((text) => {
    const service = serviceFor(text);
    const errors = serverErrors(service.validate(service.read("text.yaml", text.text)));
    return errors.map(({ rule }) => `${text.name}: ${rule}`);
  });
}

/** A text after each single quick fix of its findings, and after all the preferred ones. */
function fixedTexts(text: Text): readonly Text[] {
  const service = serviceFor(text);
  const file = service.read("text.yaml", text.text);
  const workspace = workspaceOf(file);
  const single = service.validate(file, workspace).flatMap(({ rule, fixes }) =>
    fixes.map(({ title, edits }) => ({
      ...text,
      name: `${text.name}; ${rule}: ${title}`,
      text: applyEdits(text.text, edits),
    })),
  );
  const all = service.fixAll("text.yaml", text.text, { workspace });
  return [
    ...single,
    ...(all === text.text ? [] : [{ ...text, name: `${text.name}; all`, text: all }]),
  ];
}
