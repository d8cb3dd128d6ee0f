import http from "node:http";
import { LOOKED_AT, YEAR } from "./municipality/municipality.ts";
import type { Made } from "./places.ts";

/** The pages that are measured, by their names: those of the committee that is looked at. */
export const pagesOf = ({ checkId, goalId, indicatorId }: Made): readonly (readonly [name: string, address: string])[] => {
  const home = `/${LOOKED_AT.slug}/${YEAR}`;
  return [
    ["Överblick", `${home}/oversikt`], ["Mål", `${home}/mal`], ["Ett mål", `${home}/mal/${goalId}`], ["Mått", `${home}/matt`], ["Ett mått", `${home}/matt/${indicatorId}`], ["Inmatning", `${home}/matt/inmatning?manad=10`],
    ["Uppföljning", `${home}/uppfoljning`], ["Intern kontroll", `${home}/intern-kontroll`], ["Ett kontrollmoment", `${home}/intern-kontroll/kontroller/${checkId}`], ["Ekonomi", `${home}/ekonomi`], ["Ärenden", `${home}/arenden`], ["Dokument", `${home}/dokument`],
  ];
};

const agent = new http.Agent({ keepAlive: true });
let asked = 0;
/** Asks for a page as a browser does, one of many behind a proxy that the program trusts: no single one may ask for all of it. ms, and bytes as they came. */
export const ask = (origin: string, address: string, cookie: string): Promise<{ ms: number; bytes: number }> =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const someone = `10.0.${asked % 8}.${(asked++ >> 3) % 250}`;
    http.get(origin + address, { agent, headers: { cookie, "accept-encoding": "gzip, deflate, br", "x-forwarded-for": someone } }, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => (bytes += chunk.length));
      answer.on("end", () => (answer.statusCode === 200 ? resolve({ ms: performance.now() - started, bytes }) : reject(new Error(`${address}: ${answer.statusCode}`))));
    }).on("error", reject);
  });
