import * as vscode from "vscode";
import type { ClusterChoices } from "../../nap/create/choices.ts";
import type { SystemPoolSize } from "../../nap/create/systemPoolSizes.ts";
import { poolCountProblem, sshKeyProblem } from "../../nap/create/validation.ts";
import { askMany, askPick, type Choice } from "../steps/askPick.ts";
import { askText } from "../steps/askText.ts";
import { back, type Step, type StepPlace } from "../steps/runSteps.ts";
import { pickStep } from "./clusterSteps.ts";
import { listed, type CreateWorld } from "./createWorld.ts";

type CreateStep = Step<ClusterChoices>;

/** The nodes: system pool, zones, default NodePools, SSH key. */
export function poolSteps(world: CreateWorld): readonly CreateStep[] {
  const sizes = sizesOf(world);
  return [
    sizeStep(sizes),
    countStep(),
    zonesStep(sizes),
    {
      ...pickStep("defaultNodePools", {
        placeholder: "Shall AKS make NodePools?",
        choices: [
          { label: "Auto", description: "AKS makes default and system-surge", value: "Auto" },
          { label: "None", description: "you apply NodePools of your own", value: "None" },
        ],
      }),
      isNeeded: ({ kind }) => kind === "base",
    },
    sshStep(world),
  ];
}

type Sizes = (choices: ClusterChoices) => Promise<readonly SystemPoolSize[]>;

/** The sizes of a region, asked once. */
function sizesOf(world: CreateWorld): Sizes {
  const known = new Map<string, Promise<readonly SystemPoolSize[]>>();
  return (choices) => {
    const { subscriptionId, location } = choices;
    const key = `${subscriptionId}/${location}`;
    const found =
      known.get(key) ??
      listed(world, subscriptionId, (access) =>
        world.library.listVmSizes(access, { subscriptionId, location }),
      ).then(world.library.systemPoolSizes);
    known.set(key, found);
    found.catch(() => known.delete(key));
    return found;
  };
}

function sizeStep(sizes: Sizes): CreateStep {
  return {
    ask: async (choices, place) => {
      const { vmSize } = choices.systemPool;
      const offered = async () => {
        const found = await sizes(choices);
        return [
          ...(found.some(({ name }) => name === vmSize) ? [] : [{ label: vmSize, value: vmSize }]),
          ...found.map(({ name, vCpus, memoryGiB, zones }) => ({
            label: name,
            description: `${vCpus} vCPUs · ${memoryGiB} GiB${zones.length === 0 ? "" : ` · zones ${zones.join(", ")}`}`,
            value: name,
          })),
        ];
      };
      const answer = await askPick(
        {
          placeholder: "Size of the system pool's nodes; pods get nodes of their own",
          choices: offered,
          otherwise: [{ label: vmSize, value: vmSize }],
          isPreset: (name) => name === vmSize,
        },
        place,
      );
      if (answer === back) return back;
      return { ...choices, systemPool: { ...choices.systemPool, vmSize: answer } };
    },
  };
}

function countStep(): CreateStep {
  return {
    ask: async (choices, place) => {
      const answer = await askText(
        {
          prompt: "Number of the system pool's nodes; 3 for production",
          value: `${choices.systemPool.count}`,
          problem: (text) => poolCountProblem(text === "" ? Number.NaN : Number(text)),
        },
        place,
      );
      if (answer === back) return back;
      return { ...choices, systemPool: { ...choices.systemPool, count: Number(answer) } };
    },
  };
}

/** All three where it is not known which zones a size has. */
function zoneChoices(known: readonly string[] = ["1", "2", "3"]): readonly Choice<string>[] {
  return known.map((zone) => ({ label: `Zone ${zone}`, value: zone }));
}

function zonesStep(sizes: Sizes): CreateStep {
  return {
    ask: async (choices, place) => {
      const { systemPool } = choices;
      const zones = async () => {
        const found = await sizes(choices);
        return zoneChoices(found.find(({ name }) => name === systemPool.vmSize)?.zones);
      };
      const answer = await askMany(
        {
          placeholder: "Zones of the system pool; none: the service chooses",
          choices: zones,
          otherwise: zoneChoices(undefined),
          isPreset: (zone) => systemPool.zones.includes(zone),
        },
        place,
      );
      return answer === back ? back : { ...choices, systemPool: { ...systemPool, zones: answer } };
    },
  };
}

function sshStep(world: CreateWorld): CreateStep {
  return {
    ask: async (choices, place) => {
      const answer = await askPick<"none" | "new" | "paste" | "file">(
        {
          placeholder: "SSH key for the nodes?",
          choices: [
            { label: "None", description: "nodes are reached with kubectl debug", value: "none" },
            { label: "Make a new key pair...", description: "two files for you", value: "new" },
            { label: "Paste a public key...", value: "paste" },
            { label: "Public key from a file...", description: "*.pub", value: "file" },
          ],
          isPreset: (value) => value === (choices.sshPublicKey === "" ? "none" : "paste"),
        },
        place,
      );
      if (answer === back) return back;
      if (answer === "none") return { ...choices, sshPublicKey: "" };
      if (answer === "new") {
        const made = await makeKey(world, choices.name, place);
        return made === back ? back : { ...choices, sshPublicKey: made };
      }
      const value = answer === "file" ? await readKey() : choices.sshPublicKey;
      const problem = (text: string) => sshKeyProblem(text);
      const key = await askText({ prompt: "SSH public key, one line", value, problem }, place);
      return key === back ? back : { ...choices, sshPublicKey: key };
    },
  };
}

/** Asks where, and writes the key pair at once: the public half is needed for what follows. */
async function makeKey({ library }: CreateWorld, cluster: string, place: StepPlace) {
  let problem: string | undefined;
  let value = library.sshKeyPath(cluster);
  for (;;) {
    const prompt = problem ?? "File for the private key; the public one gets .pub";
    const path = await askText(
      { prompt, value, problem: (text) => (text === "" ? "A file needs a name." : undefined) },
      place,
    );
    if (path === back) return back;
    try {
      return await library.createSshKey(path);
    } catch (error) {
      [problem, value] = [error instanceof Error ? error.message : String(error), path];
    }
  }
}

async function readKey(): Promise<string> {
  const [file] = (await vscode.window.showOpenDialog({ title: "SSH public key" })) ?? [];
  if (file === undefined) return "";
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file)).trim();
}
