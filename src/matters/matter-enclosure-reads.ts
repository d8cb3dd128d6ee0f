export { loadMatterEnclosures as listMatterEnclosures, loadMatterFile as findMatterFile } from "./matter-enclosure-store.ts";
