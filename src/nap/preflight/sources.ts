import type { Source } from "./check.ts";

const learn = "https://learn.microsoft.com/azure/aks";

/** A page of the AKS documentation in its state of 2026-08-21. */
export function docs(page: string): Source {
  return { url: `${learn}/${page}`, date: "2026-08-21" };
}

/** The notes of an AKS release. */
export function release(date: string): Source {
  return { url: `https://github.com/Azure/AKS/releases/tag/${date}`, date };
}

/** A thread of a project's tracker and the day of what it says. */
export function thread(repository: string, number: number, date: string): Source {
  return { url: `https://github.com/${repository}/issues/${number}`, date };
}

export const limitations = docs("node-auto-provisioning#limitations-and-unsupported-features");
export const networking = docs(
  "node-auto-provisioning-networking#supported-networking-configurations-for-nap",
);
