import { xmlText } from "../platform/xml.ts";

/** A file of a package to the e-archive: where it stands in it, and what it is. */
export interface ArchiveFile {
  /** Under the package's folder, parted by /. */
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}
/** A file that is told of: its size in bytes, and its fingerprint (SHA-256, hex). */
export interface ToldArchiveFile extends Pick<ArchiveFile, "path" | "mediaType"> {
  readonly size: number;
  readonly hash: string;
}
/** Something that was done with a document, as the archive is told of it. */
export interface ArchiveEvent {
  readonly kind: string;
  /** ISO time. */
  readonly at: string;
  readonly words: string;
  /** The paths of the files that it was done with. */
  readonly paths: readonly string[];
}
/** What a package is of. */
export interface ArchiveAbout {
  /** The package's folder, and its name in the archive: unique where it comes from. */
  readonly id: string;
  readonly title: string;
  readonly municipality: string;
  readonly committee: string;
  readonly year: number;
  /** ISO time. */
  readonly madeAt: string;
  /** The program's version. */
  readonly version: string;
}
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const REPRESENTATION = "representations/original";

/** What the package is, in fifteen words of Dublin Core. */
export const dublinCoreOf = ({ committee, id, madeAt, municipality, title, year }: ArchiveAbout): string => `${HEAD}<simpledc xmlns="http://purl.org/dc/elements/1.1/">
  <title>${xmlText(title)}</title>
  <creator>${xmlText(committee)}</creator>
  <publisher>${xmlText(municipality)}</publisher>
  <date>${year}</date>
  <description>${xmlText(`Beslutade dokument och diarium för ${committee} ${year}, uttagna ${madeAt.slice(0, 10)}.`)}</description>
  <identifier>${xmlText(id)}</identifier>
  <language>sv</language>
  <type>Collection</type>
</simpledc>
`;

/** Each file with its fingerprint and format, and what was done with it (PREMIS 3). */
export function premisOf(about: ArchiveAbout, files: readonly ToldArchiveFile[], events: readonly ArchiveEvent[]): string {
  const objects = files.map(({ hash, mediaType, path, size }) => `  <object xsi:type="file">
    <objectIdentifier><objectIdentifierType>filepath</objectIdentifierType><objectIdentifierValue>${xmlText(path)}</objectIdentifierValue></objectIdentifier>
    <objectCharacteristics>
      <fixity><messageDigestAlgorithm>SHA-256</messageDigestAlgorithm><messageDigest>${hash}</messageDigest></fixity>
      <size>${size}</size>
      <format><formatDesignation><formatName>${xmlText(mediaType)}</formatName></formatDesignation></format>
    </objectCharacteristics>
  </object>`);
  const done = events.map(({ at, kind, paths, words }, index) => `  <event>
    <eventIdentifier><eventIdentifierType>local</eventIdentifierType><eventIdentifierValue>event-${index + 1}</eventIdentifierValue></eventIdentifier>
    <eventType>${xmlText(kind)}</eventType>
    <eventDateTime>${at}</eventDateTime>
    <eventDetailInformation><eventDetail>${xmlText(words)}</eventDetail></eventDetailInformation>
    <linkingAgentIdentifier><linkingAgentIdentifierType>local</linkingAgentIdentifierType><linkingAgentIdentifierValue>rodtrad</linkingAgentIdentifierValue></linkingAgentIdentifier>
${paths.map((path) => `    <linkingObjectIdentifier><linkingObjectIdentifierType>filepath</linkingObjectIdentifierType><linkingObjectIdentifierValue>${xmlText(path)}</linkingObjectIdentifierValue></linkingObjectIdentifier>`).join("\n")}
  </event>`);
  return `${HEAD}<premis xmlns="http://www.loc.gov/premis/v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.loc.gov/premis/v3 http://www.loc.gov/standards/premis/premis.xsd" version="3.0">
${objects.join("\n")}
${done.join("\n")}
  <agent>
    <agentIdentifier><agentIdentifierType>local</agentIdentifierType><agentIdentifierValue>rodtrad</agentIdentifierValue></agentIdentifier>
    <agentName>Rödtråd</agentName>
    <agentType>software</agentType>
    <agentVersion>${xmlText(about.version)}</agentVersion>
  </agent>
</premis>
`;
}

const reference = (file: ToldArchiveFile, made: string): string => `MIMETYPE="${xmlText(file.mediaType)}" SIZE="${file.size}" CREATED="${made}" CHECKSUM="${file.hash}" CHECKSUMTYPE="SHA-256"`;
const link = (path: string): string => `LOCTYPE="URL" xlink:type="simple" xlink:href="${xmlText(path.split("/").map(encodeURIComponent).join("/"))}"`;
/**
 * The package's list of what it holds (METS, by the E-ARK specification CSIP 2 and its SIP): descriptive and preservation
 * metadata, the documentation, and one representation.
 */
export function metsOf(about: ArchiveAbout, files: readonly ToldArchiveFile[]): string {
  const { committee, id, madeAt, municipality, title, version } = about;
  const under = (folder: string): ToldArchiveFile[] => files.filter(({ path }) => path.startsWith(`${folder}/`));
  const [descriptive, preservation] = [under("metadata/descriptive"), under("metadata/preservation")];
  const groups = [["Documentation", "documentation", under("documentation")], [`Representations/original`, "representations", under(REPRESENTATION)]] as const;
  const fileOf = (file: ToldArchiveFile, group: string, index: number): string => `      <file ID="${group}-${index + 1}" ${reference(file, madeAt)}><FLocat ${link(file.path)}/></file>`;
  return `${HEAD}<mets xmlns="http://www.loc.gov/METS/" xmlns:csip="https://DILCIS.eu/XML/METS/CSIPExtensionMETS" xmlns:sip="https://DILCIS.eu/XML/METS/SIPExtensionMETS" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.loc.gov/METS/ http://www.loc.gov/standards/mets/mets.xsd https://DILCIS.eu/XML/METS/CSIPExtensionMETS https://earkcsip.dilcis.eu/schema/DILCISExtensionMETS.xsd https://DILCIS.eu/XML/METS/SIPExtensionMETS https://earksip.dilcis.eu/schema/DILCISExtensionSIPMETS.xsd" OBJID="${xmlText(id)}" LABEL="${xmlText(title)}" TYPE="Mixed" csip:CONTENTINFORMATIONTYPE="MIXED" PROFILE="https://earksip.dilcis.eu/profile/E-ARK-SIP.xml">
  <metsHdr CREATEDATE="${madeAt}" RECORDSTATUS="NEW" csip:OAISPACKAGETYPE="SIP">
    <agent ROLE="CREATOR" TYPE="OTHER" OTHERTYPE="SOFTWARE"><name>Rödtråd</name><note csip:NOTETYPE="SOFTWARE VERSION">${xmlText(version)}</note></agent>
    <agent ROLE="ARCHIVIST" TYPE="ORGANIZATION"><name>${xmlText(`${municipality}, ${committee}`)}</name></agent>
  </metsHdr>
${descriptive.map((file, index) => `  <dmdSec ID="dmd-${index + 1}" CREATED="${madeAt}" STATUS="CURRENT"><mdRef ${link(file.path)} MDTYPE="DC" ${reference(file, madeAt)}/></dmdSec>`).join("\n")}
  <amdSec ID="amd">
${preservation.map((file, index) => `    <digiprovMD ID="digiprov-${index + 1}" STATUS="CURRENT"><mdRef ${link(file.path)} MDTYPE="PREMIS" ${reference(file, madeAt)}/></digiprovMD>`).join("\n")}
  </amdSec>
  <fileSec ID="files">
${groups.filter(([, , own]) => own.length).map(([use, group, own]) => `    <fileGrp ID="${group}" USE="${use}">\n${own.map((file, index) => fileOf(file, group, index)).join("\n")}\n    </fileGrp>`).join("\n")}
  </fileSec>
  <structMap ID="structure" TYPE="PHYSICAL" LABEL="CSIP">
    <div ID="package" LABEL="${xmlText(id)}">
      <div ID="div-metadata" LABEL="Metadata" DMDID="${descriptive.map((_, index) => `dmd-${index + 1}`).join(" ")}" ADMID="${preservation.map((_, index) => `digiprov-${index + 1}`).join(" ")}"/>
${groups.filter(([, , own]) => own.length).map(([use, group]) => `      <div ID="div-${group}" LABEL="${use}"><fptr FILEID="${group}"/></div>`).join("\n")}
    </div>
  </structMap>
</mets>
`;
}
export const dataPath = (...parts: readonly string[]): string => [REPRESENTATION, "data", ...parts].join("/");
