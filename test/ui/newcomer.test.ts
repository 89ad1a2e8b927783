import assert from "node:assert/strict";
import { applyQuickFix, typeText, waitForProblems } from "./editing.ts";
import {
  goTo,
  openFile,
  runCommand,
  savedText,
  screenshot,
  startWorkbench,
  type Workbench,
} from "./workbench.ts";

const nodePool = `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: default
spec:
  template:
    spec:
      nodeClassRef:
        group: karpenter.azure.com
        kind: AKSNodeClass
        name: default
      requirements:
        - key: karpenter.sh/capacity-type
          operator: In
          values: [on-demand]
  limits:
    cpu: 100
  disruption:
    consolidateAfter: 0s`;

/** A line written wrongly, and the quick fix that repairs it. */
interface Break {
  readonly title: string;
  readonly line: number;
  readonly text: string;
  /** Where the quick fixes are asked for. */
  readonly column: number;
  readonly fix: string;
  /** What stands there then; else the line as it was. */
  readonly repaired?: string;
}

/** Each begins with what the one before has left; a line keeps its number but for the last. */
const breaks: readonly Break[] = [
  {
    title: "a key indented by one blank too few",
    ...{ line: 10, text: "       kind: AKSNodeClass", column: 8 },
    fix: "Indent more, like the lines it belongs to",
  },
  {
    title: "a tab",
    ...{ line: 17, text: "\tcpu: 100", column: 1 },
    fix: "Indent with spaces",
  },
  {
    title: "a misspelt key",
    ...{ line: 12, text: "      requirments:", column: 9 },
    fix: "Rename to requirements",
  },
  {
    title: "a misspelt key whose absence has a fix of its own",
    ...{ line: 19, text: "    consolidatAfter: 0s", column: 8 },
    fix: "Rename to consolidateAfter",
  },
  {
    title: "a unit that Go does not know",
    ...{ line: 19, text: "    consolidateAfter: 5min", column: 24 },
    ...{ fix: "Write 5m", repaired: "    consolidateAfter: 5m" },
  },
  {
    title: "a key without its colon",
    ...{ line: 16, text: "  limits", column: 3 },
    fix: "Add the colon",
  },
  {
    title: "a colon without its blank",
    ...{ line: 14, text: "          operator:In", column: 11 },
    fix: "Put a space behind the colon",
  },
  {
    title: "a name that YAML reads as false",
    ...{ line: 4, text: "  name: off", column: 9 },
    ...{ fix: "Quote off", repaired: '  name: "off"' },
  },
  {
    title: "an operator in lower case",
    ...{ line: 14, text: "          operator: in", column: 21 },
    fix: "Write In",
  },
  {
    title: "a kind of class in other letters",
    ...{ line: 10, text: "        kind: AksNodeClass", column: 16 },
    fix: "Write AKSNodeClass",
  },
  {
    title: "a version that is no longer served",
    ...{ line: 1, text: "apiVersion: karpenter.sh/v1beta1", column: 14 },
    fix: "Migrate this NodePool to v1",
  },
  {
    title: "text instead of a list",
    ...{ line: 15, text: "          values: on-demand", column: 19 },
    ...{ fix: "Make it a list", repaired: "          values:\n            - on-demand" },
  },
];

/** Takes the proposal with exactly this label, asking for proposals where none come by themselves. */
async function take({ page }: Workbench, label: string): Promise<void> {
  const name = page.locator(".label-name").getByText(label, { exact: true });
  const row = page.locator(".suggest-widget.visible .monaco-list-row").filter({ has: name });
  const isThere = (timeout: number) =>
    row
      .first()
      .waitFor({ timeout })
      .then(
        () => true,
        () => false,
      );
  for (let tries = 0; !(await isThere(1500)); tries += 1) {
    assert.ok(tries < 8, `no proposal ${label}`);
    // Escape without proposals would leave the placeholders of what was taken before.
    if (await page.locator(".suggest-widget.visible").isVisible())
      await page.keyboard.press("Escape");
    await page.keyboard.press("Control+Space");
  }
  await row.first().click();
}

/** Begins a new line at the end of the file, `outdent` levels further left than the editor puts it. */
async function newLine({ page }: Workbench, outdent = 0): Promise<void> {
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  for (let level = 0; level < outdent; level += 1) await page.keyboard.press("Backspace");
}

async function overwriteLine(workbench: Workbench, line: number, text: string): Promise<void> {
  await goTo(workbench, line, 1);
  await workbench.page.keyboard.press("Shift+End");
  await workbench.page.keyboard.insertText(text);
}

describe("somebody new to NodePools in the workbench", () => {
  let workbench: Workbench;
  const lines = nodePool.split("\n");

  before(async () => {
    workbench = await startWorkbench({ "new.yaml": "" }, { width: 1280, height: 900 });
    await openFile(workbench, "new.yaml");
  });

  afterEach(async function () {
    if (this.currentTest?.state === "failed") await screenshot(workbench, "newcomer-failed");
  });

  after(() => workbench.stop());

  it("writes one from nothing, by taking proposals", async () => {
    const { page } = workbench;
    await page.keyboard.press("Control+Space");
    await page.locator(".suggest-widget.visible .monaco-list-row").first().waitFor();
    await screenshot(workbench, "newcomer-empty");
    await typeText(workbench, "api");
    for (const label of ["apiVersion", "karpenter.sh/v1"]) await take(workbench, label);
    await newLine(workbench);
    for (const label of ["kind", "NodePool"]) await take(workbench, label);
    await newLine(workbench);
    for (const label of ["metadata", "default"]) await take(workbench, label);
    await newLine(workbench, 1);
    for (const label of ["spec", "default"]) await take(workbench, label);
    await page.keyboard.press("Tab");
    await take(workbench, "karpenter.sh/capacity-type");
    for (const key of ["Tab", "Tab"]) await page.keyboard.press(key);
    await take(workbench, "on-demand");
    await newLine(workbench, 4);
    for (const label of ["limits", "cpu", "100"]) await take(workbench, label);
    await newLine(workbench, 1);
    await take(workbench, "disruption");
    await screenshot(workbench, "newcomer-typed");
    assert.equal((await savedText(workbench, "new.yaml")).trimEnd(), nodePool);
  });

  for (const { title, line, text, column, fix, repaired } of breaks)
    it(`repairs ${title} by a quick fix`, async () => {
      await overwriteLine(workbench, line, text);
      await applyQuickFix(workbench, fix, { line, column });
      lines[line - 1] = repaired ?? lines[line - 1] ?? "";
      assert.equal((await savedText(workbench, "new.yaml")).trimEnd(), lines.join("\n"));
    });

  it("repairs several mistakes at once, one behind the other, and has no problems left", async () => {
    await overwriteLine(workbench, 12, "      requirments:");
    await overwriteLine(workbench, 14, "          operator: in");
    // What stands below a key that the server does not know is judged once the key is right.
    await waitForProblems(workbench, ([first]) => first?.message.includes("requirments") === true);
    await screenshot(workbench, "newcomer-problems");
    await goTo(workbench, 12, 1);
    await runCommand(workbench, "NAP: Fix All in File");
    await waitForProblems(workbench, ({ length }) => length === 0);
    await screenshot(workbench, "newcomer-repaired");
    assert.equal((await savedText(workbench, "new.yaml")).trimEnd(), lines.join("\n"));
  });
});
