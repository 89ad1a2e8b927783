// Preloaded into the VS Code server: its standard input is a pipe from the process that started it and
// ends with that process, even by SIGKILL. Extension hosts inherit the preload and are left alone.
if (process.argv[1]?.endsWith("server-main.js")) {
  process.stdin.on("end", () => process.kill(0, "SIGKILL"));
  process.stdin.resume();
}
