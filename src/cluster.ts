export * from "./azure/index.ts";
export * from "./kube/index.ts";
