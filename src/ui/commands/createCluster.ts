import * as vscode from "vscode";
import type { Json } from "../../nap/json.ts";
import type { ClusterChoices } from "../../nap/create/choices.ts";
import { describeChoices } from "../../nap/create/describeChoices.ts";
import { choicesProblems } from "../../nap/create/validation.ts";
import { copyAzCommand } from "../azure/lookAtAz.ts";
import { clusterSteps } from "../create/clusterSteps.ts";
import type { CreateWorld } from "../create/createWorld.ts";
import { placeSteps } from "../create/placeSteps.ts";
import { poolSteps } from "../create/poolSteps.ts";
import { askPick } from "../steps/askPick.ts";
import { back, runSteps, type Step } from "../steps/runSteps.ts";
import type { ClusterContext } from "./context.ts";

const rememberedKey = "newClusters.choices";

type End = "create" | "arm" | "bicep" | "az";

interface Answers {
  readonly choices: ClusterChoices;
  readonly end: End;
}

/** Asks what a new cluster shall be, question by question, and creates it or writes it down. */
export async function createCluster(context: ClusterContext): Promise<void> {
  const { directory, memory, newClusters } = context;
  await directory.settledClusters();
  if (directory.visibleSubscriptions().length === 0)
    throw new Error("no subscription is known. Sign in first.");
  const world: CreateWorld = { directory, library: await directory.library() };
  const steps = [...placeSteps(world), ...clusterSteps(world), ...poolSteps(world)];
  const start = world.library.rememberedChoices(memory.get<Json>(rememberedKey));
  const { choices, end } = await runSteps<Answers>(
    "Create a cluster",
    [...steps.map(inner), endStep],
    { choices: start, end: "create" },
  );
  await memory.update(rememberedKey, world.library.choicesToRemember(choices));
  if (end === "create") {
    if (await confirmed(world, choices)) await newClusters.create(choices);
  } else await writeDown(world, choices, end);
}

/** A question about the cluster among the answers that also say what shall become of it. */
function inner({ isNeeded, ask }: Step<ClusterChoices>): Step<Answers> {
  return {
    ...(isNeeded === undefined ? {} : { isNeeded: ({ choices }) => isNeeded(choices) }),
    ask: async (answers, place) => {
      const choices = await ask(answers.choices, place);
      return choices === back ? back : { ...answers, choices };
    },
  };
}

const endStep: Step<Answers> = {
  ask: async ({ choices }, place) => {
    const problems = Object.entries(choicesProblems(choices)).map(
      ([name, one]) => `${name}: ${one}`,
    );
    const end = await askPick<End>(
      {
        placeholder: [describeChoices(choices), ...problems].join(" · "),
        choices: [
          ...(problems.length === 0
            ? [{ label: "$(cloud-upload) Create it now...", value: "create" as const }]
            : []),
          {
            label: "$(json) Save as ARM template",
            description: "nap.json",
            value: "arm",
          },
          { label: "$(file-code) Save as Bicep file", description: "nap.bicep", value: "bicep" },
          { label: "$(terminal) Copy az command", value: "az" },
        ],
        isPreset: (value) => value === "create",
      },
      place,
    );
    return end === back ? back : { choices, end };
  },
};

async function confirmed({ library }: CreateWorld, choices: ClusterChoices): Promise<boolean> {
  const create = "Create";
  const group = choices.isNewResourceGroup
    ? `The resource group ${choices.resourceGroup} is created, too. `
    : "";
  const answer = await vscode.window.showInformationMessage(
    `Create the cluster ${choices.name}?`,
    {
      modal: true,
      detail: `${describeChoices(choices)}\n\n${group}The nodes cost money from then on.\n\nThe same with the Azure CLI:\n${library.createCommands(choices)}`,
    },
    create,
  );
  return answer === create;
}

async function writeDown(
  { library }: CreateWorld,
  choices: ClusterChoices,
  end: Exclude<End, "create">,
): Promise<void> {
  if (end === "az") {
    await copyAzCommand(library, library.createCommands(choices));
    vscode.window.setStatusBarMessage("NAP: az command copied", 4000);
    return;
  }
  const text =
    end === "arm" ? library.createTemplateText(choices) : library.createBicepText(choices);
  const name = end === "arm" ? "nap.json" : "nap.bicep";
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const file = await vscode.window.showSaveDialog({
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, name) }),
    title: end === "arm" ? "Save the ARM template" : "Save the Bicep file",
  });
  if (file === undefined) return;
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(file);
}
