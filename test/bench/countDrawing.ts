/**
 * A script that begins to count in the page what is drawn in the view "Disable NAP": `napShown` resolves once it shows the
 * words, `napStop` answers how many tasks of more than 50 ms there were, the longest, and in how many rows something was put or taken out.
 */
export function countDrawing(words: RegExp | undefined): string {
  return `(() => {
  const seen = { longTasks: 0, longestMs: 0 };
  const rows = new Set();
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      seen.longTasks += 1;
      seen.longestMs = Math.max(seen.longestMs, duration);
    }
  });
  tasks.observe({ type: "longtask" });
  const panes = [...document.querySelectorAll(".pane")];
  const pane = panes.find((one) => one.innerText.startsWith("Disable NAP"));
  const words = ${String(words)};
  const texts = () =>
    [...pane.querySelectorAll(".message, .monaco-list-row")].map((one) => one.textContent);
  let shown;
  window.napShown = new Promise((resolve) => (shown = resolve));
  const drawn = new MutationObserver((records) => {
    for (const { target, addedNodes } of records)
      for (const one of [target, ...addedNodes]) {
        const row = (one.closest ? one : one.parentElement)?.closest(".monaco-list-row");
        if (row) rows.add(row);
      }
    if (words === undefined || texts().some((text) => words.test(text))) shown();
  });
  drawn.observe(pane, { childList: true, subtree: true, characterData: true });
  window.napStop = () => {
    tasks.disconnect();
    drawn.disconnect();
    return { ...seen, rows: rows.size };
  };
})()`;
}
