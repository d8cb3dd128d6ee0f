/** A signed-in browser. */
export interface Session {
  readonly id: number;
  readonly userId: number;
  readonly method: SessionMethod;
  /** The browser as it names itself, short. */
  readonly browser: string | null;
  /** ISO times. */
  readonly createdAt: string;
  readonly usedAt: string;
  readonly expiresAt: string;
}
export const METHOD_WORDS = { password: "lösenord", passkey: "passnyckel", oidc: "kommunens inloggning", link: "engångslänk", example: "exempelläget" } as const;
export type SessionMethod = keyof typeof METHOD_WORDS;

/** A day's work at most, and two hours without a sign of life. */
export const SESSION_HOURS = 12;
export const SESSION_IDLE_HOURS = 2;
export const INVITATION_HOURS = 7 * 24;
export const RECOVERY_HOURS = 1;
export const FIRST_ADMINISTRATOR_HOURS = 24;
export const API_KEY_DAYS = 365;

/** How many failures are let pass before one has to wait, for an account and for the address that they come from. */
const FREE_FAILURES = { account: 5, address: 100 } as const;
const FIRST_WAIT_SECONDS = 15;
const LONGEST_WAIT_SECONDS = 15 * 60;
/** After this long without a failure all is forgotten. */
export const FORGOTTEN_AFTER_SECONDS = 60 * 60;

/** Seconds left to wait after so many failures, the last of them so many seconds ago; doubles for each. */
export function secondsToWait(kind: keyof typeof FREE_FAILURES, failures: number, secondsSinceLast: number): number {
  const over = failures - FREE_FAILURES[kind];
  if (over < 0 || secondsSinceLast >= FORGOTTEN_AFTER_SECONDS) return 0;
  return Math.max(0, Math.ceil(Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** over) - secondsSinceLast));
}

export const PASSWORD_LENGTH = 12;
const LONGEST_PASSWORD = 200;
const EASY = /(.)\1{5}|123456|abcdef|qwerty|asdfgh|password|lösenord|losenord|sommar20|vinter20|kommun20/i;

/** One sentence for a password that is too easy to guess; null for one that will do. Length is what counts (NIST SP 800-63B). */
export function passwordFault(password: string, about: readonly string[]): string | null {
  if ([...password].length < PASSWORD_LENGTH) return `Lösenordet ska ha minst ${PASSWORD_LENGTH} tecken; en mening på några ord går bra.`;
  if ([...password].length > LONGEST_PASSWORD) return `Lösenordet är längre än ${LONGEST_PASSWORD} tecken; korta det.`;
  if (new Set(password.toLowerCase()).size < 6 || EASY.test(password)) return "Lösenordet är för lätt att gissa; välj några ord som inte hör ihop.";
  const own = about.flatMap((text) => text.toLowerCase().split(/[@.\s]+/)).filter((word) => word.length >= 4);
  if (own.some((word) => password.toLowerCase().includes(word))) return "Lösenordet innehåller ditt namn eller din adress; välj något annat.";
  return null;
}

/** "Firefox, Windows": what the browser says of itself, no more than tells one's own apart. */
export function browserName(userAgent: string | undefined): string | null {
  if (!userAgent) return null;
  const browser = /Edg\//.test(userAgent) ? "Edge" : /Firefox\//.test(userAgent) ? "Firefox" : /Chrom(e|ium)\//.test(userAgent) ? "Chrome" : /Safari\//.test(userAgent) ? "Safari" : "Webbläsare";
  const system = /Windows/.test(userAgent) ? "Windows" : /iPhone|iPad/.test(userAgent) ? "iOS" : /Android/.test(userAgent) ? "Android" : /Mac OS/.test(userAgent) ? "macOS" : /Linux/.test(userAgent) ? "Linux" : null;
  return system ? `${browser}, ${system}` : browser;
}
