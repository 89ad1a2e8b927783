import * as vscode from "vscode";
import type { ClusterChoices } from "../../nap/create/choices.ts";
import { identityIdProblem } from "../../nap/create/validation.ts";
import { shellCommand } from "../../nap/shellQuote.ts";
import { askPick, type Choice } from "../steps/askPick.ts";
import { askText } from "../steps/askText.ts";
import { back, type Step, type StepPlace } from "../steps/runSteps.ts";
import { accessTo, listed, type CreateWorld } from "./createWorld.ts";

/** An identity by its id; the principal is empty where it is not known. */
interface Picked {
  readonly id: string;
  readonly principalId: string;
}

/** A subnet of one's own wants an identity that may join nodes to it before the cluster exists. */
export function identityStep(world: CreateWorld): Step<ClusterChoices> {
  return {
    isNeeded: ({ subnetId }) => subnetId !== "",
    ask: async (choices, place) => {
      for (;;) {
        const picked = await askIdentity(world, choices, place);
        if (picked === back) return back;
        const answer = await settleRole(world, { choices, picked, place });
        if (answer === "other") continue;
        return { ...choices, identity: { type: "UserAssigned", id: picked.id } };
      }
    },
  };
}

async function askIdentity(
  world: CreateWorld,
  { subscriptionId, identity }: ClusterChoices,
  place: StepPlace,
): Promise<Picked | typeof back> {
  const chosen = identity.type === "UserAssigned" ? identity.id : "";
  const found = () =>
    listed(world, subscriptionId, (access) =>
      world.library.listUserIdentities(access, subscriptionId),
    );
  const byId: Choice<Picked | "id"> = { label: "$(edit) By its resource id...", value: "id" };
  const answer = await askPick<Picked | "id">(
    {
      placeholder: "Which user-assigned identity joins the nodes to the subnet?",
      choices: async () => [
        ...(await found()).map(({ id, name, resourceGroup, location, principalId }) => ({
          label: name,
          description: [resourceGroup, location].join(" · "),
          value: { id, principalId },
        })),
        byId,
      ],
      otherwise: [byId],
      isPreset: (value) => value !== "id" && value.id.toLowerCase() === chosen.toLowerCase(),
    },
    place,
  );
  if (answer !== "id") return answer;
  const id = await askText(
    {
      prompt: "Resource id of a user-assigned identity",
      placeholder:
        "/subscriptions/.../providers/Microsoft.ManagedIdentity/userAssignedIdentities/...",
      value: chosen,
      problem: identityIdProblem,
    },
    place,
  );
  return id === back ? back : { id, principalId: "" };
}

interface RoleQuestion {
  readonly choices: ClusterChoices;
  readonly picked: Picked;
  readonly place: StepPlace;
}

/** Says it when the identity lacks the role; what cannot be seen is left to Azure. */
async function settleRole(
  world: CreateWorld,
  { choices: { subnetId, subscriptionId }, picked, place }: RoleQuestion,
): Promise<"on" | "other"> {
  const { library } = world;
  const access = accessTo(world, subscriptionId);
  const ask = { scope: subnetId, principalId: picked.principalId, actions: library.subnetActions };
  const may = await (picked.principalId === ""
    ? undefined
    : library.mayDo(access, ask).catch(() => undefined));
  if (may !== false) return "on";
  const command = roleCommand(picked, subnetId);
  const answer = await askPick<"copy" | "on" | "other">(
    {
      placeholder: "This identity lacks the role Network Contributor on the subnet",
      choices: [
        { label: "$(clippy) Copy the az command that gives it, and go on", value: "copy" },
        { label: "$(arrow-right) Go on, somebody will give it", value: "on" },
        { label: "$(arrow-left) Choose another identity", value: "other" },
      ],
      isPreset: (value) => value === "copy",
    },
    place,
  );
  if (answer === "copy") await vscode.env.clipboard.writeText(command);
  return answer === back || answer === "other" ? "other" : "on";
}

function roleCommand({ principalId }: Picked, subnetId: string): string {
  const who = [
    "--assignee-object-id",
    principalId,
    "--assignee-principal-type",
    "ServicePrincipal",
  ];
  const words = ["az", "role", "assignment", "create", ...who];
  return shellCommand([...words, "--role", "Network Contributor", "--scope", subnetId]);
}
