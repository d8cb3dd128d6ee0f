// Bundles the server, the command line, the workers and the browser code into dist/.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const esbuild = require("esbuild");

const root = path.resolve(__dirname, "..");
const src = (file) => path.join(root, "src", file);
const dist = path.join(root, "dist");

async function main() {
  fs.rmSync(dist, { recursive: true, force: true });
  await esbuild.build({
    entryPoints: {
      main: src("main.ts"),
      cli: src("cli.ts"),
      "embedded-host": src("platform/db/embedded-host.ts"),
      "typst-host": src("documents/typst-host.ts"),
      "enclosure-host": src("documents/enclosure-host.ts"),
      "check-host": src("checking/check-host.ts"),
    },
    outdir: dist,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node24",
    packages: "external",
    jsx: "automatic",
    jsxImportSource: "hono/jsx",
    sourcemap: true,
    logLevel: "warning",
  });
  for (const file of ["documents/document.typ", "documents/document-file.css"]) fs.copyFileSync(src(file), path.join(dist, path.basename(file)));
  await esbuild.build({
    entryPoints: { app: src("platform/ui/app.css") },
    outdir: path.join(dist, "static"),
    bundle: true,
    minify: true,
    loader: { ".woff2": "copy" },
    assetNames: "[name]-[hash]",
    logLevel: "warning",
  });
  const islands = fs.globSync("src/**/*.island.ts", { cwd: root });
  await esbuild.build({
    entryPoints: Object.fromEntries(islands.map((file) => [path.basename(file, ".island.ts"), path.join(root, file)])),
    outdir: path.join(dist, "static"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    logLevel: "warning",
  });
  fs.writeFileSync(path.join(dist, ".built"), "");
}

main().catch(() => process.exit(1));
