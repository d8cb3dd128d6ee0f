// Runs in a worker thread: compiling takes a second of pure computation that the server should not stand still for.
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parentPort } from "node:worker_threads";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { insertPdfs, type InsertedPdf } from "./pdf-join-adapter.ts";
import { finishPdf } from "./pdf-objects-adapter.ts";

const require = createRequire(import.meta.url);
const folder = path.dirname(fileURLToPath(import.meta.url));
const FONTS = ["@expo-google-fonts/source-sans-3", "@expo-google-fonts/source-serif-4"].map((name) => path.dirname(require.resolve(`${name}/package.json`)));
const WEIGHTS = ["400Regular", "400Regular_Italic", "600SemiBold", "700Bold"];
const KEPT_COMPILATIONS = 10;

const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: FONTS.flatMap((fonts) => WEIGHTS.map((weight) => path.join(fonts, weight))) }] });

interface Task {
  readonly id: number;
  readonly data: string;
  readonly logo: Uint8Array | null;
  readonly inserted: readonly InsertedPdf[];
  readonly headings: number;
}
parentPort!.on("message", async ({ id, data, headings, inserted, logo }: Task) => {
  try {
    compiler.mapShadow(path.join(folder, "data.json"), Buffer.from(data));
    if (logo) compiler.mapShadow(path.join(folder, "logo.png"), Buffer.from(logo));
    const compiled = compiler.compile({ mainFilePath: path.join(folder, "document.typ") });
    if (!compiled.result) throw new Error(JSON.stringify(compiler.fetchDiagnostics(compiled.takeDiagnostics()!)));
    const pdf = compiler.pdf(compiled.result, { pdfStandard: "ua-1" });
    compiler.evictCache(KEPT_COMPILATIONS);
    parentPort!.postMessage({ id, pdf: await insertPdfs(finishPdf(pdf), inserted, headings) });
  } catch (error) {
    parentPort!.postMessage({ id, error: error instanceof Error ? error.message : JSON.stringify(error) });
  }
});
parentPort!.postMessage({ ready: true });
