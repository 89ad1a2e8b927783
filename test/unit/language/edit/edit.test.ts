import assert from "node:assert/strict";
import fc from "fast-check";
import { applyEdits } from "../../../../src/language/edit/applyEdits.ts";
import { append, move, remove, renameKey, setValue } from "../../../../src/language/edit/edit.ts";
import type { Edit } from "../../../../src/language/finding.ts";
import type { Manifest } from "../../../../src/language/manifest.ts";
import { toJson } from "../../../../src/language/yaml/node.ts";
import type { Json, Path, YamlNode } from "../../../../src/language/yaml/node.ts";
import { parseYaml } from "../../../../src/language/yaml/parse.ts";
import { layouts, objects, render, scalars } from "../yaml/arbitrary.ts";
import { canonical } from "../yaml/vectors.ts";

function manifestOf(text: string): Manifest | undefined {
  const { root } = parseYaml(text);
  if (root?.kind !== "map") return undefined;
  const rest = { prefix: [], apiVersion: "", kind: "", name: undefined, crd: undefined };
  return { text, root, ...rest, partial: false };
}

type Model = { [key: string]: Model } | Model[] | string | number | bigint | boolean | null;

function isParent(value: Model | undefined): value is Record<string, Model> {
  return typeof value === "object" && value !== null;
}

/** Every path of a value, the root's left out. */
function pathsOf(value: Json, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [];
  const steps = Array.isArray(value)
    ? (value as readonly Json[]).map((item, index) => [index, item] as const)
    : Object.entries(value);
  return steps.flatMap(([step, item]) => [[...path, step], ...pathsOf(item, [...path, step])]);
}

function get(model: Model, path: Path): Model | undefined {
  let value: Model | undefined = model;
  for (const step of path) value = isParent(value) ? value[step] : undefined;
  return value;
}

function put(model: Model, path: Path, value: Model): void {
  let parent: Model = model;
  for (const step of path.slice(0, -1)) {
    if (!isParent(parent)) return;
    parent[step] ??= {};
    parent = parent[step];
  }
  if (isParent(parent)) parent[String(path.at(-1))] = value;
}

function drop(model: Model, path: Path): void {
  const parent = get(model, path.slice(0, -1));
  const last = path.at(-1);
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (isParent(parent)) Reflect.deleteProperty(parent, String(last));
}

/** The text of each scalar, by its path: what an edit elsewhere must leave as it is. */
function scalarTexts(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (node: YamlNode, path: string): void => {
    if (node.kind === "scalar")
      found.set(path, text.slice(node.start, node.end).replaceAll(/\s+/g, " "));
    else if (node.kind === "seq")
      for (const [i, item] of node.items.entries()) visit(item, `${path}/${i}`);
    else for (const { name, value } of node.pairs) visit(value, `${path}/${name}`);
  };
  const { root } = parseYaml(text);
  if (root !== undefined) visit(root, "");
  return found;
}

const cases = fc.record({
  value: objects,
  layout: layouts,
  pick: fc.nat(),
  other: fc.nat(),
  next: fc.oneof(scalars, objects, fc.array(scalars, { maxLength: 3 })),
  name: fc.constantFrom("new", "yes", "a", "x/y", "karpenter.sh/z"),
});

interface Case {
  readonly text: string;
  readonly manifest: Manifest;
  readonly model: Model;
  readonly path: Path;
  readonly otherPath: Path;
  readonly next: Json;
  readonly name: string;
}

let written = 0;
let asked = 0;

/**
 * Asks for edits and compares the text after them with the model after `change`; `ask` gives undefined where a case
 * is no question of its kind. Only cases that are possible count for {@link assertMostlyDone}.
 */
function check(
  ask: (one: Case) => readonly Edit[] | undefined,
  change: (model: Model, one: Case) => void,
  isPossible: (one: Case) => boolean = () => true,
): void {
  written = 0;
  asked = 0;
  const property = fc.property(cases, ({ value, layout, pick, other, next, name }) => {
    const text = render(value, layout);
    const manifest = manifestOf(text);
    const json = manifest && toJson(manifest.root);
    const paths = json === undefined ? [] : pathsOf(json);
    const path = paths[pick % Math.max(paths.length, 1)];
    const otherPath = paths[other % Math.max(paths.length, 1)];
    if (manifest === undefined || path === undefined || otherPath === undefined) return;
    const model = structuredClone(json) as Model;
    const one: Case = { text, manifest, model, path, otherPath, next, name };
    const edits = ask(one);
    if (edits === undefined) return;
    const counts = isPossible(one) ? 1 : 0;
    asked += counts;
    if (edits.length === 0) return;
    written += counts;
    change(model, one);
    const after = applyEdits(text, edits);
    const { root, problems } = parseYaml(after);
    assert.deepEqual(problems, [], `${text}\n=>\n${after}`);
    const got = root === undefined ? "null" : canonical(toJson(root));
    assert.equal(got, canonical(model), `${text}\n=>\n${after}`);
    if (text.includes("\r\n")) assert.doesNotMatch(after, /[^\r]\n/);
  });
  fc.assert(property, { numRuns: 1000 });
}

function isWithin(path: Path, other: Path): boolean {
  return other.every((step, index) => path[index] === step);
}

/** Whether a key of that name can be added below a path: there is a mapping, or nothing yet, and it lacks the key. */
function hasRoom(model: Model, path: Path, name: string): boolean {
  const parent = get(model, path);
  if (parent === null) return true;
  return isParent(parent) && !Array.isArray(parent) && parent[name] === undefined;
}

/**
 * Most of what is possible is done. The cases are random, so every share asked for lies far below the usual one:
 * chance must never decide.
 */
function assertMostlyDone(share: number): void {
  assert.ok(written >= asked * share, `${written} of ${asked}`);
}

describe("an edit", () => {
  it("sets a value and nothing else", () => {
    check(
      ({ manifest, path, next }) => setValue(manifest, path, next),
      (model, { path, next }) => {
        put(model, path, next as Model);
      },
    );
    assertMostlyDone(0.95);
  });

  it("adds a key with the parents that lack", () => {
    check(
      ({ manifest, path, name, next, model }) =>
        get(model, [...path, name]) === undefined && !Array.isArray(get(model, path))
          ? setValue(manifest, [...path, name, "deep"], next)
          : undefined,
      (model, { path, name, next }) => {
        if (get(model, path) === null) put(model, path, {});
        put(model, [...path, name, "deep"], next as Model);
      },
      ({ model, path, name }) => hasRoom(model, path, name),
    );
    assertMostlyDone(0.9);
  });

  it("adds a key behind a sibling", () => {
    check(
      ({ manifest, path, name, next, model }) => {
        const parent = get(model, path.slice(0, -1));
        if (Array.isArray(parent) || get(model, [...path.slice(0, -1), name]) !== undefined)
          return undefined;
        return setValue(manifest, [...path.slice(0, -1), name], next, {
          after: String(path.at(-1)),
        });
      },
      (model, { path, name, next }) => {
        put(model, [...path.slice(0, -1), name], next as Model);
      },
    );
    assertMostlyDone(0.9);
  });

  it("removes a key or an item with its lines", () => {
    check(
      ({ manifest, path }) => remove(manifest, path),
      (model, { path }) => {
        drop(model, path);
      },
    );
    assertMostlyDone(0.7);
  });

  it("renames a key", () => {
    check(
      ({ manifest, path, name }) => renameKey(manifest, path, name),
      (model, { path, name }) => {
        const value = get(model, path);
        drop(model, path);
        if (value !== undefined) put(model, [...path.slice(0, -1), name], value);
      },
      ({ model, path, name }) => hasRoom(model, path.slice(0, -1), name),
    );
    assertMostlyDone(0.9);
  });

  it("appends to a list", () => {
    check(
      ({ manifest, path, next, model }) =>
        Array.isArray(get(model, path)) ? append(manifest, path, next) : undefined,
      (model, { path, next }) => {
        const list = get(model, path);
        if (Array.isArray(list)) list.push(next as Model);
      },
    );
    assert.ok(written > 50, `${written} of ${asked}`);
  });

  it("moves a key with its value", () => {
    check(
      ({ manifest, path, otherPath, name }) => move(manifest, path, [...otherPath, name]),
      (model, { path, otherPath, name }) => {
        const value = get(model, path);
        if (get(model, otherPath) === null) put(model, otherPath, {});
        if (value !== undefined) put(model, [...otherPath, name], value);
        drop(model, path);
      },
      ({ model, path, otherPath, name }) =>
        hasRoom(model, otherPath, name) && !isWithin(otherPath, path),
    );
    assertMostlyDone(0.4);
  });

  it("leaves the text of all other scalars as it was", () => {
    check(
      ({ manifest, path, next, text }) => {
        const edits = setValue(manifest, path, next);
        const before = scalarTexts(text);
        const after = scalarTexts(applyEdits(text, edits));
        const own = `/${path.join("/")}`;
        for (const [at, scalar] of before)
          if (edits.length > 0 && at !== own && !at.startsWith(`${own}/`))
            assert.equal(after.get(at), scalar, at);
        return [];
      },
      () => undefined,
    );
  });
});

/** The text after an edit, written as lines. */
function edited(lines: readonly string[], edit: (manifest: Manifest) => readonly Edit[]): string {
  const text = lines.join("\n");
  const manifest = manifestOf(text);
  assert.ok(manifest !== undefined);
  return applyEdits(text, edit(manifest));
}

describe("moving lines", () => {
  it("takes comments, quotes and inner layout along", () => {
    const text = [
      "spec:",
      "  disruption:",
      "    # a month",
      "    # or so",
      "    expireAfter: '720h' # days do not count",
      "    budgets:",
      "    - nodes: '1' # one",
      '      schedule: "@daily"',
      "  template:",
      "    spec: # the node",
      "      requirements: []",
      "",
    ];
    const once = edited(text, (manifest) =>
      move(
        manifest,
        ["spec", "disruption", "expireAfter"],
        ["spec", "template", "spec", "expireAfter"],
      ),
    );
    assert.equal(
      once,
      [
        "spec:",
        "  disruption:",
        "    budgets:",
        "    - nodes: '1' # one",
        '      schedule: "@daily"',
        "  template:",
        "    spec: # the node",
        "      requirements: []",
        "      # a month",
        "      # or so",
        "      expireAfter: '720h' # days do not count",
        "",
      ].join("\n"),
    );
    const twice = edited(once.split("\n"), (manifest) =>
      move(manifest, ["spec", "disruption", "budgets"], ["budgets"]),
    );
    assert.match(twice, /^budgets:\n- nodes: '1' # one\n {2}schedule: "@daily"\n/m);
  });
});

describe("an edit through an anchor", () => {
  const text = ["a: &x {b: 1}", "c: *x", "d:", "  <<: *x", "  e: 2", ""];
  const cases: Record<string, (manifest: Manifest) => readonly Edit[]> = {
    "sets nothing behind an alias": (manifest) => setValue(manifest, ["c", "b"], 2),
    "sets nothing that came by a merge key": (manifest) => setValue(manifest, ["d", "b"], 2),
    "removes no anchor that is in use": (manifest) => remove(manifest, ["a"]),
    "replaces no anchor that is in use": (manifest) => setValue(manifest, ["a"], 1),
    "removes nothing beside a merge key": (manifest) => remove(manifest, ["d", "e"]),
  };
  for (const [title, edit] of Object.entries(cases))
    it(title, () => {
      assert.equal(edited(text, edit), text.join("\n"));
    });

  it("adds a key beside a merge key", () => {
    const after = edited(text, (manifest) => setValue(manifest, ["d", "f"], "yes"));
    assert.equal(after, [...text.slice(0, -1), '  f: "yes"', ""].join("\n"));
  });
});

describe("moving a scalar", () => {
  const moved = (lines: readonly string[], from: Path, to: Path): string =>
    edited(lines, (manifest) => move(manifest, from, to));

  const texts = [
    "y",
    "on",
    "0x1F",
    "1_000",
    "~",
    "'y'",
    '"a\\tb"',
    "!!str 1",
    "2001-01-01",
    "1.50",
  ];
  for (const written of texts)
    it(`keeps the text ${written} in lines, in braces and between them`, () => {
      const block = ["a:", `  x: ${written}`, "  k: 1", "b:", "  j: 2", ""];
      assert.equal(
        moved(block, ["a", "x"], ["b", "x"]),
        ["a:", "  k: 1", "b:", "  j: 2", `  x: ${written}`, ""].join("\n"),
      );
      assert.equal(
        moved([`a: {x: ${written}, k: 1}`, "b:", "  j: 2", ""], ["a", "x"], ["b", "x"]),
        ["a: {k: 1}", "b:", "  j: 2", `  x: ${written}`, ""].join("\n"),
      );
      assert.equal(
        moved(["a:", `  x: ${written}`, "  k: 1", "b: {j: 2}", ""], ["a", "x"], ["b", "x"]),
        ["a:", "  k: 1", `b: {j: 2, x: ${written}}`, ""].join("\n"),
      );
      assert.equal(
        moved([`a: {x: ${written}, k: 1}`, "b: {}", ""], ["a", "x"], ["b", "c", "x"]),
        ["a: {k: 1}", "b:", "  c:", `    x: ${written}`, ""].join("\n"),
      );
    });
});

describe("appending to a list in brackets", () => {
  const cases: [string, string][] = [
    ["[*x]", '[*x, "y"]'],
    ["[ 1, *x ]", '[ 1, *x, "y" ]'],
    ["[*x , ]", '[*x, "y" , ]'],
    ["[1,\n  *x]", '[1,\n  *x, "y"]'],
  ];
  for (const [before, after] of cases)
    it(`adds behind the alias of ${JSON.stringify(before)}`, () => {
      const text = (list: string) => `a: &x 1\nl: ${list}\n`;
      assert.equal(
        edited(text(before).split("\n"), (manifest) => append(manifest, ["l"], "y")),
        text(after),
      );
    });
});
