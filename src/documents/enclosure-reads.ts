export { loadEnclosures as listEnclosures, loadFile as findEnclosureFile, type StoredEnclosure } from "./enclosure-store.ts";
