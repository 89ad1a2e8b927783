// Draws media/icon.png from media/icon.svg; run it by hand after a change of the drawing.
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { chromiumPath } from "./host/chromium.ts";

const media = join(resolve(import.meta.dirname, ".."), "media");
const sizePx = 128;

const browser = await chromium.launch({
  executablePath: await chromiumPath(),
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage({ viewport: { width: sizePx, height: sizePx } });
const svg = await readFile(join(media, "icon.svg"), "utf8");
await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
await page.screenshot({ path: join(media, "icon.png"), omitBackground: true });
await browser.close();
