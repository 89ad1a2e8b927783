// npm run pictures: takes the pictures of the README from the demo, in a light theme, and writes them to docs/pictures.
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { startDemoCluster } from "../test/cluster/demo.ts";
import { reasonWithoutGo } from "../test/cluster/goToolchain.ts";
import { askForRoom, freeze, taint } from "../test/dance/danceActs.ts";
import { toggleView } from "../test/dance/disableView.ts";
import { startDemoAzure } from "../test/demo/demoAzure.ts";
import { liveCluster } from "../test/demo/demoClusters.ts";
import { signedIn } from "../test/emulator/signedIn.ts";
import {
  answerDialog,
  collapse,
  contextAction,
  expand,
  openClusterView,
  treeRow,
} from "../test/ui/clusterTree.ts";
import { openQuickFixes, waitForProblems } from "../test/ui/editing.ts";
import {
  copied,
  editorText,
  goTo,
  openFile,
  previewText,
  runCommand,
  startWorkbench,
  type Workbench,
} from "../test/ui/workbench.ts";
import { endAll, onEnd } from "./host/cleanup.ts";
import { buildExtension, temporaryFolder } from "./openWindow.ts";

const root = resolve(import.meta.dirname, "..");
const folder = join(root, "docs/pictures");

/** A page shows a picture about 800 pixels wide: a window much wider could not be read there. */
const viewport = { width: 1200, height: 800 };

/** The title says that the extension is under development, which readers of the README do not have. */
const titleHeight = 28;

const settings = {
  "workbench.colorTheme": "Light Modern",
  "breadcrumbs.enabled": false,
  "editor.wordWrap": "on",
};

/** Each begins with what the one before has left on the screen. */
const pictures: Readonly<Record<string, (workbench: Workbench) => Promise<void>>> = {
  findings: showFindings,
  clusters: showClusters,
  disabling: showDrain,
};

async function showFindings(workbench: Workbench): Promise<void> {
  await dragEdge(workbench, "sidebar", 435);
  for (const row of ["Contoso Development", "Contoso Production", liveCluster, /^NodePools/])
    await expand(workbench, row);
  await treeRow(workbench, /^spot/).waitFor();
  await openFile(workbench, "broken.yaml");
  await waitForProblems(workbench);
  await dragEdge(workbench, "panel", 460);
  await waitForProblems(workbench, ({ length }) => length === 6);
  await goTo(workbench, 11, 30);
  // Going there has scrolled the first line out of sight.
  await workbench.page.keyboard.press("Control+ArrowUp");
  await openQuickFixes(workbench);
}

async function showClusters(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await page.keyboard.press("Escape");
  await runCommand(workbench, "View: Hide Panel");
  await runCommand(workbench, "View: Close All Editors");
  await dragEdge(workbench, "sidebar", 540);
  // Room for all that is open below the other one.
  await collapse(workbench, "Contoso Development");
  await contextAction(workbench, "ledger", "Preflight Report");
  await treeRow(workbench, "Blocking (").hover();
  await page.locator(".action-label[aria-label*='as Markdown']").first().click();
  await editorText(workbench, "Azure");
  await runCommand(workbench, "Markdown: Open Preview");
  await previewText(workbench, /Calico/);
}

async function showDrain(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await runCommand(workbench, "View: Close All Editors", { staysOpen: true });
  await answerDialog(workbench, "Don't Save");
  await contextAction(workbench, liveCluster, "Disable Node Auto-Provisioning");
  for (const other of ["Clusters", "Preflight"]) await toggleView(workbench, other);
  await dragEdge(workbench, "sidebar", 560);
  await freeze(workbench, "Freeze 3 NodePools...");
  await taint(workbench, "100% of the nodes at a time");
  await askForRoom(workbench);
  await treeRow(workbench, /4\. Make Room.*done/).waitFor();
  await treeRow(workbench, "default/migration must not be disrupted").waitFor();
  await runCommand(workbench, "NAP: Copy Way to Manual as Script");
  await copied(workbench, /^#!/);
  await runCommand(workbench, "File: New Untitled Text File");
  await page.locator(".editor-instance .monaco-editor.focused").waitFor();
  await page.keyboard.press("ControlOrMeta+v");
  await page.keyboard.press("ControlOrMeta+Home");
  await editorText(workbench, "kubectl");
}

/** Drags the right edge of the side bar, or the upper one of the panel, to a place in the window. */
async function dragEdge({ page }: Workbench, part: "sidebar" | "panel", to: number): Promise<void> {
  const box = await page.locator(`.part.${part}`).boundingBox();
  if (box === null) throw new Error(`There is no ${part}.`);
  const isSide = part === "sidebar";
  const x = isSide ? box.x + box.width + 1 : box.x + box.width / 2;
  const y = isSide ? box.y + box.height / 2 : box.y - 1;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(isSide ? to : x, isSide ? y : to, { steps: 5 });
  await page.mouse.up();
}

async function takePicture({ page }: Workbench, name: string): Promise<void> {
  // Away from rows and edges, which show that the mouse is over them.
  await page.mouse.move(viewport.width / 2, 5);
  const clip = { x: 0, y: titleHeight, ...viewport, height: viewport.height - titleHeight };
  await page.screenshot({ path: join(folder, `${name}.png`), clip });
  console.log(`docs/pictures/${name}.png`);
}

async function samples(): Promise<Record<string, string>> {
  const names = await readdir(join(root, "samples"));
  const texts = names.map(
    async (name) => [name, await readFile(join(root, "samples", name), "utf8")] as const,
  );
  return Object.fromEntries(await Promise.all(texts));
}

async function openDemo(): Promise<Workbench> {
  const control = await startDemoCluster({ onSpawn: onEnd });
  const demo = await startDemoAzure(control);
  onEnd(() => demo.stop());
  const empty = await temporaryFolder("pictures");
  const account = signedIn(demo.azure, empty);
  const workbench = await startWorkbench(await samples(), viewport, {
    // No cluster of whoever takes the pictures.
    env: { ...account.env, KUBECONFIG: join(empty, "kubeconfig") },
    settings: { ...account.settings, ...settings },
  });
  onEnd(() => workbench.stop());
  workbench.page.setDefaultTimeout(60_000);
  return workbench;
}

const reason = reasonWithoutGo();
if (reason !== undefined) {
  console.error(`The pictures need Go. ${reason}`);
  process.exit(1);
}
try {
  await buildExtension();
  const workbench = await openDemo();
  await openClusterView(workbench);
  await treeRow(workbench, "Contoso Production").waitFor();
  for (const [name, show] of Object.entries(pictures)) {
    await show(workbench);
    await takePicture(workbench, name);
  }
} finally {
  await endAll();
}
