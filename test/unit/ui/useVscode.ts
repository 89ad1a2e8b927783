import { registerHooks } from "node:module";

/**
 * From here on `vscode` is the stand-in beside this file. Imports of one file are resolved together before any of them
 * runs: import the part under test dynamically.
 */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "vscode"
      ? { url: new URL("vscode.ts", import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});
