// Runs a program of the project's own tools: sets the clone up for development first. `node bin/tool.js bench/run.ts NAME`.
"use strict";
const { spawn } = require("node:child_process");
const path = require("node:path");
const { setUp, root } = require("./setup.js");

const node = setUp("development");
const [file, ...args] = process.argv.slice(2);
const child = spawn(node, ["--import", "tsx", path.join(root, file), ...args], { stdio: "inherit", cwd: root });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code === null ? 1 : code));
