// npm start: builds the extension and opens a VS Code with it on copies of the sample manifests.
import { endAll } from "./host/cleanup.ts";
import { buildExtension, copySamples, openWindow } from "./openWindow.ts";

await buildExtension();
try {
  await openWindow(await copySamples());
} finally {
  await endAll();
}
