// npm start: sets the clone up and starts the web with its embedded database and the example municipality.
"use strict";
const { spawn } = require("node:child_process");
const path = require("node:path");
const { setUp, root } = require("./setup.js");

const node = setUp("production");
const child = spawn(node, [path.join(root, "dist", "main.js"), ...process.argv.slice(2)], { stdio: "inherit", cwd: root });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code === null ? (signal === "SIGTERM" || signal === "SIGINT" ? 0 : 1) : code));
