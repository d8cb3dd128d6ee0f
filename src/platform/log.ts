import pino from "pino";

export type Log = pino.Logger;

/** Structured logs, one JSON object a line, on standard error: results alone go to standard output. */
export const createLog = (level: string): Log =>
  pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }));
