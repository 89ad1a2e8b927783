import type { Check } from "./check.ts";
import { addressChecks } from "./checks/addressChecks.ts";
import { clusterAutoscaler } from "./checks/autoscalerCheck.ts";
import { clusterChecks } from "./checks/clusterChecks.ts";
import { insideChecks } from "./checks/insideChecks.ts";
import { liftedChecks } from "./checks/liftedChecks.ts";
import { networkChecks } from "./checks/networkChecks.ts";
import { pastChecks } from "./checks/pastChecks.ts";
import { poolChecks } from "./checks/poolChecks.ts";
import { stateChecks } from "./checks/stateChecks.ts";
import { surroundingsChecks } from "./checks/surroundingsChecks.ts";
import { systemPool } from "./checks/systemPoolCheck.ts";

/** Every condition that stands, or once stood, in the way of node auto-provisioning; the state of the moment first. */
export const checks: readonly Check[] = [
  ...stateChecks,
  clusterAutoscaler,
  systemPool,
  ...clusterChecks,
  ...addressChecks,
  ...networkChecks,
  ...poolChecks,
  ...surroundingsChecks,
  ...insideChecks,
  ...liftedChecks,
  ...pastChecks,
];
