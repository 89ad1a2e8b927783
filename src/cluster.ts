export * from "./azure/index.ts";
export * from "./kube/index.ts";
export * from "./nap/disable/index.ts";
export { verifyNap } from "./nap/enable/verification.ts";
export { preflight, worstOf } from "./nap/preflight/preflight.ts";
export { preflightReport } from "./nap/preflight/preflightReport.ts";
export { summaryOf } from "./nap/preflight/summary.ts";
