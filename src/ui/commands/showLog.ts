import type { CommandContext } from "./context.ts";

export function showLog({ log }: CommandContext): void {
  log.show();
}
