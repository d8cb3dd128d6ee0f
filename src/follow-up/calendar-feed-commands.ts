import { command } from "../platform/command.ts";
import { newToken, tokenHash } from "../platform/auth/token.ts";
import { removeFeed, saveFeed } from "./calendar-feed-store.ts";

/** Makes a secret address for one's own calendar, or takes it away; answers the secret, once. */
export const makeFeed = command("own-account", async (context, { remove, userId }: { readonly userId: number; readonly remove: boolean }): Promise<string | null> => {
  context.permit("own");
  if (remove) {
    if (await removeFeed(context.db, userId)) context.record({ action: "calendar-feed.removed", subject: `user:${userId}` });
    return null;
  }
  const token = newToken();
  await saveFeed(context.db, userId, tokenHash(token));
  context.record({ action: "calendar-feed.made", subject: `user:${userId}` });
  return token;
});
