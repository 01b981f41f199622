// Required before a command: writes the most memory that its process took, as the last line of stderr.
const { isMainThread } = require("node:worker_threads");

if (isMainThread)
  process.on("exit", () => process.stderr.write(`\npeak ${process.resourceUsage().maxRSS / 1024}\n`));
