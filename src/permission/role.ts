/** What a person is to a part of the organisation, as the field names it. */
export const ROLES = {
  reader: { name: "läsare", meaning: "läser allt i sin del av organisationen" },
  reporter: { name: "rapportör", meaning: "för in värden och bedömer, till exempel en enhetschef" },
  editor: { name: "redaktör", meaning: "skriver planer, mål och texter" },
  approver: { name: "godkännare", meaning: "bedömer och godkänner, till exempel en förvaltningschef" },
  controller: { name: "controller", meaning: "svarar för plan, mått och rapport" },
  "finance-officer": { name: "ekonom", meaning: "svarar för ramar, budget, utfall och prognos" },
  "committee-secretary": { name: "nämndsekreterare", meaning: "svarar för ärenden, beslut och återrapportering" },
  "quality-investigator": { name: "utredare", meaning: "utreder avvikelser och rapporter enligt lex Sarah" },
  "elected-member": { name: "ledamot", meaning: "läser det som rör nämnden" },
  "executive-office": { name: "stadsledning", meaning: "ser alla nämnder som rollen gäller" },
  auditor: { name: "revisor", meaning: "läser allt utom det som rör enskilda, och vem som gjorde vad när" },
  administrator: { name: "administratör", meaning: "svarar för användare, roller och organisation" },
} as const;
export type Role = keyof typeof ROLES;

export const ROLE_NAMES = Object.keys(ROLES) as Role[];
export const isRole = (text: string): text is Role => Object.hasOwn(ROLES, text);
