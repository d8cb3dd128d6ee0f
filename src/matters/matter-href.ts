import { pageHref, type Scope } from "../organisation/scope.ts";

/** The address of a committee's matters, and where each part of them is. */
export const matterHref = (scope: Scope, rest = ""): string => pageHref(scope, "arenden", rest);
