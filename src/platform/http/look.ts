import type { Context } from "hono";

/** Whether a request only looks: nothing is changed by it. */
export const isLook = (c: Context): boolean => c.req.method === "GET" || c.req.method === "HEAD";
