import { prepareHost } from "./host.ts";
import { prepareTestcluster } from "./testcluster.ts";
import { reasonWithoutGo } from "../test/cluster/goToolchain.ts";
import { prepareAzureCli } from "./host/azureCli.ts";

/** One row of `npm test`: a program to run, and how its tests are counted. */
export interface Suite {
  readonly name: string;
  /** The program is one of node_modules/.bin, or `node`. */
  readonly command: readonly [string, ...string[]];
  /** `exit`: the run itself is one test. `mocha`: mocha's JSON is read from the file NAP_TEST_REPORT. */
  readonly count: "exit" | "mocha";
  /** Its tests follow one another, so that one which fails is repeated with all of them, once. */
  readonly isOneStory?: boolean;
  /** Sets up what the suite needs; throws CannotRunError where this machine cannot have it. */
  readonly prepare?: () => Promise<void>;
}

const mocha = ["mocha", "--reporter", "./scripts/specAndJson.ts"] as const;

/** All suites, in the order in which they run: the cheap ones first. */
export const suites: readonly Suite[] = [
  { name: "format", command: ["prettier", "--check", "."], count: "exit" },
  { name: "lint", command: ["eslint", "."], count: "exit" },
  { name: "types", command: ["tsc"], count: "exit" },
  { name: "dead code", command: ["knip"], count: "exit" },
  { name: "rules page", command: ["node", "scripts/rules.ts", "--check"], count: "exit" },
  { name: "build", command: ["node", "esbuild.mjs", "--production", "--tests"], count: "exit" },
  {
    name: "benchmarks",
    command: ["node", "--expose-gc", "test/bench/bench.ts", "--smoke", "--without-window"],
    count: "exit",
  },
  // Fails below the coverage that .c8rc.json asks for, too.
  { name: "grammar", command: ["node", "scripts/grammar.ts"], count: "exit", prepare: prepareHost },
  {
    name: "package",
    command: ["mocha", "--config", "test/package/.mocharc.json"],
    count: "mocha",
  },
  { name: "unit", command: ["c8", ...mocha, "--reporter-option", "style=dot"], count: "mocha" },
  {
    name: "emulator",
    command: ["mocha", "--config", "test/emulator/mocharc.json", "--reporter", mocha[2]],
    count: "mocha",
    prepare: prepareAzureCli,
  },
  {
    name: "fuzz",
    command: ["mocha", "--config", "test/fuzz/mocharc.json", "--reporter", mocha[2]],
    count: "mocha",
  },
  { name: "e2e", command: ["node", "scripts/e2e.ts"], count: "mocha", prepare: prepareHost },
  {
    name: "ui",
    command: ["mocha", "--config", "test/ui/.mocharc.json"],
    count: "mocha",
    prepare: prepareWorkbench,
  },
  onCluster("control plane", "test/cluster/*.test.ts"),
  onCluster("karpenter", "test/cluster/karpenter/*.test.ts"),
  onCluster("differential", "test/differential/*.test.ts"),
  onClusterAndWindow("demo"),
  onClusterAndWindow("dance"),
];

/** Some of its tests use the real az and a real control plane; without Go those tell it themselves. */
async function prepareWorkbench(): Promise<void> {
  await prepareHost();
  await prepareAzureCli();
  if (reasonWithoutGo() === undefined) await prepareTestcluster();
}

/** Tests on the real control plane or on the code of Karpenter, which are built from Go modules. */
function onCluster(name: string, spec: string): Suite {
  const config = ["--config", "test/cluster/mocharc.json", "--reporter", mocha[2]];
  return { name, command: ["mocha", ...config, spec], count: "mocha", prepare: prepareTestcluster };
}

/** Tests with a real workbench before the real control plane. */
function onClusterAndWindow(name: string): Suite {
  const config = ["--config", `test/${name}/mocharc.json`, "--reporter", mocha[2]];
  const prepare = async (): Promise<void> => {
    await prepareTestcluster();
    await prepareHost();
  };
  return { name, command: ["mocha", ...config], count: "mocha", isOneStory: true, prepare };
}
