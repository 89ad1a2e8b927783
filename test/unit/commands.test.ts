import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

interface Contributions {
  readonly commands: readonly { readonly command: string }[];
  readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
  readonly submenus: readonly { readonly id: string }[];
  readonly keybindings: readonly { readonly command: string; readonly when: string }[];
}

const root = resolve(import.meta.dirname, "../..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  contributes: Contributions;
};
const { commands, menus, submenus, keybindings } = manifest.contributes;
const ids = commands.map(({ command }) => command);

/** Run on the node that they are about, which tells them what to do. */
const ofNodesAlone = ["nap.applyRemedy", "nap.copyText", "nap.settleAccount", "nap.showAllTenants"];
/** Run by a click or Enter, and by nothing else. */
const ofClicksAlone = ["nap.settleAccount", "nap.showAllTenants"];

/** About files or the extension as a whole: the palette is their place. */
const ofPalette = [
  "nap.checkWorkspace",
  "nap.fixAllInFile",
  "nap.insertSnippet",
  "nap.openRules",
  "nap.showLog",
];

/** Those of a cluster that concern how our own view shows it. */
const ofOurView = [
  "nap.addFavourite",
  "nap.refreshCluster",
  "nap.removeFavourite",
  "nap.stopAdmin",
  "nap.useAdmin",
];

function commandsIn(items: readonly MenuItem[]): readonly string[] {
  return items.flatMap(({ command }) => command ?? []);
}

describe("the commands of package.json", () => {
  it("are those that the extension registers", () => {
    const texts = ["index.ts", "clusterCommandIds.ts"].map((name) =>
      readFileSync(join(root, "src/ui/commands", name), "utf8"),
    );
    const registered = [...texts.join("").matchAll(/^ {2}"(nap\.\w+)"[:,]/gm)].map(([, id]) => id);
    assert.deepEqual(registered.toSorted(), ids.toSorted());
  });

  it("are all in the palette, but for those of single nodes", () => {
    const hidden = (menus.commandPalette ?? []).filter(({ when }) => when === "false");
    assert.deepEqual(commandsIn(hidden).toSorted(), ofNodesAlone);
  });

  it("are all in a menu of what they are about", () => {
    const shown = Object.entries(menus)
      .filter(([place]) => place !== "commandPalette")
      .flatMap(([, items]) => commandsIn(items));
    const missing = ids.filter((id) => !shown.includes(id));
    assert.deepEqual(missing.toSorted(), [...ofClicksAlone, ...ofPalette].toSorted());
  });

  it("are named in menus and keys by the ids that they have", () => {
    const named = [...Object.values(menus).flatMap(commandsIn), ...commandsIn(keybindings)];
    assert.deepEqual(
      named.filter((id) => id.startsWith("nap.") && !ids.includes(id)),
      [],
    );
    const opened = Object.values(menus).flatMap((items) =>
      items.flatMap(({ submenu }) => submenu ?? []),
    );
    assert.deepEqual(
      opened,
      submenus.map(({ id }) => id),
    );
  });

  it("take keys in our own views alone", () => {
    assert.ok(keybindings.length > 0);
    for (const { when } of keybindings) assert.match(when, /^focusedView == nap\.\w+\b/);
  });

  it("are the same on a cluster of the Cloud Explorer as on one of ours", () => {
    const ofClusters = (menus["view/item/context"] ?? []).filter(
      ({ when = "" }) => when.startsWith("view == nap.clusters") && /\^\(?cluster/.test(when),
    );
    const expected = commandsIn(ofClusters).filter((id) => !ofOurView.includes(id));
    assert.deepEqual(commandsIn(menus["nap.cloudExplorer"] ?? []).toSorted(), expected.toSorted());
    const [submenu] = (menus["view/item/context"] ?? []).filter((item) => "submenu" in item);
    assert.equal(submenu?.when, "view == kubernetes.cloudExplorer && viewItem =~ /aks\\.cluster/i");
  });
});
