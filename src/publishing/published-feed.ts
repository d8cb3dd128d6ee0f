import { storedTime } from "../platform/clock.ts";
import { xmlText } from "../platform/xml.ts";
import { editionName } from "../documents/document-step.ts";
import type { PublishedTable } from "../documents/document-step-reads.ts";
import { editionHref, publishedHref, type PublishedDocument } from "./published-document.ts";

export interface PublishedDocumentPublisher {
  /** The municipality. */
  readonly name: string;
  /** Where the site is reached: "https://kommun.se". */
  readonly origin: string;
  /** Where one writes about it; null where nobody has said. */
  readonly email: string | null;
}

export const titleOf = ({ edition, title }: Pick<PublishedDocument, "edition" | "title">): string => (edition === 1 ? title : `${title}, ${editionName(edition)}`);
const utc = (stored: string): string => storedTime(stored).toISOString();

/** What is published, as a feed (RFC 4287), the latest first. Its `updated` is that of the latest, so that the same is the same. */
export function atomFeed(documents: readonly PublishedDocument[], { name, origin }: PublishedDocumentPublisher): string {
  const entries = documents.map((document) => {
    const href = `${origin}${editionHref(document)}`;
    return `  <entry>
    <id>${xmlText(href)}</id>
    <title>${xmlText(`${titleOf(document)}, ${document.committee}`)}</title>
    <link rel="alternate" type="text/html" href="${xmlText(href)}"/>
    <updated>${utc(document.publishedAt)}</updated>
    <author><name>${xmlText(document.committee)}</name></author>
    <summary>${xmlText(`Beslutat ${document.decidedOn}.`)}</summary>
  </entry>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv">
  <id>${xmlText(origin)}/publicerat</id>
  <title>${xmlText(`Beslutade dokument, ${name}`)}</title>
  <link rel="self" href="${xmlText(origin)}/publicerat/flode.atom"/>
  <link rel="alternate" type="text/html" href="${xmlText(origin)}/publicerat"/>
  <updated>${documents[0] ? utc(documents[0].publishedAt) : "1970-01-01T00:00:00.000Z"}</updated>
${entries.join("\n")}
</feed>
`;
}

/** The same as a JSON Feed (version 1.1). */
export const jsonFeed = (documents: readonly PublishedDocument[], { name, origin }: PublishedDocumentPublisher) => ({
  version: "https://jsonfeed.org/version/1.1", title: `Beslutade dokument, ${name}`, language: "sv", home_page_url: `${origin}/publicerat`, feed_url: `${origin}/publicerat/flode.json`,
  items: documents.map((document) => ({ id: `${origin}${editionHref(document)}`, url: `${origin}${editionHref(document)}`, title: `${titleOf(document)}, ${document.committee}`, content_text: `Beslutat ${document.decidedOn}.`, date_published: utc(document.publishedAt), authors: [{ name: document.committee }] })),
});

const EU = "http://publications.europa.eu/resource/authority";
const CC0 = "http://creativecommons.org/publicdomain/zero/1.0/";
const swedish = (text: string) => ({ "@language": "sv", "@value": text });

/** A document and its tables, as they are described. */
export interface DescribedDocument {
  readonly document: PublishedDocument;
  readonly tables: readonly PublishedTable[];
}

/**
 * The published tables described for Sveriges dataportal: DCAT-AP-SE 3, as JSON-LD. A data set is a table of a document, with a
 * distribution for each form that it is had in. The catalogue's own address is `/publicerat/dcat.jsonld`.
 */
export function dataCatalogue(described: readonly DescribedDocument[], { email, name, origin }: PublishedDocumentPublisher): object {
  const publisher = { "@id": `${origin}/publicerat#utgivare`, "@type": "foaf:Agent", "foaf:name": swedish(name), "dcterms:type": { "@id": "http://purl.org/adms/publishertype/LocalAuthority" } };
  const contact = email === null ? {} : { "dcat:contactPoint": { "@id": `${origin}/publicerat#kontakt`, "@type": "vcard:Organization", "vcard:fn": name, "vcard:hasEmail": { "@id": `mailto:${email}` } } };
  const dataset = ({ document }: DescribedDocument, { caption, key }: PublishedTable) => {
    const href = `${origin}${publishedHref(document, `/tabell/${key}`)}`;
    const distribution = (kind: "csv" | "json", media: string) => ({
      "@id": `${href}.${kind}#distribution`, "@type": "dcat:Distribution", "dcterms:title": swedish(kind.toUpperCase()), "dcat:accessURL": { "@id": `${href}.${kind}` }, "dcat:downloadURL": { "@id": `${href}.${kind}` },
      "dcat:mediaType": { "@id": `http://www.iana.org/assignments/media-types/${media}` }, "dcterms:format": { "@id": `${EU}/file-type/${kind.toUpperCase()}` }, "dcterms:license": { "@id": CC0 },
    });
    return {
      "@id": href, "@type": "dcat:Dataset", "dcterms:title": swedish(caption), "dcterms:description": swedish(`${caption}, ur ${titleOf(document)} för ${document.committee}, beslutad ${document.decidedOn}.`),
      "dcterms:publisher": { "@id": publisher["@id"] }, ...contact, "dcterms:accessRights": { "@id": `${EU}/access-right/PUBLIC` }, "dcterms:language": { "@id": `${EU}/language/SWE` }, "dcat:theme": { "@id": `${EU}/data-theme/GOVE` },
      "dcterms:temporal": { "@type": "dcterms:PeriodOfTime", "dcat:startDate": { "@type": "xsd:date", "@value": `${document.year}-01-01` }, "dcat:endDate": { "@type": "xsd:date", "@value": `${document.year}-12-31` } },
      "dcterms:issued": { "@type": "xsd:dateTime", "@value": utc(document.publishedAt) }, "dcat:landingPage": { "@id": `${origin}${publishedHref(document)}` }, "dcat:distribution": [distribution("csv", "text/csv"), distribution("json", "application/json")],
    };
  };
  const datasets = described.flatMap((one) => one.tables.map((table) => dataset(one, table)));
  return {
    "@context": { dcat: "http://www.w3.org/ns/dcat#", dcterms: "http://purl.org/dc/terms/", foaf: "http://xmlns.com/foaf/0.1/", vcard: "http://www.w3.org/2006/vcard/ns#", xsd: "http://www.w3.org/2001/XMLSchema#" },
    "@graph": [
      {
        "@id": `${origin}/publicerat`, "@type": "dcat:Catalog", "dcterms:title": swedish(`Beslutade dokument, ${name}`), "dcterms:description": swedish(`Tabeller ur ${name}s beslutade planer och rapporter.`), "dcterms:publisher": { "@id": publisher["@id"] },
        "dcterms:language": { "@id": `${EU}/language/SWE` }, "dcterms:license": { "@id": CC0 }, "foaf:homepage": { "@id": `${origin}/publicerat` }, "dcat:dataset": datasets.map((one) => ({ "@id": one["@id"] })),
      },
      publisher, ...datasets,
    ],
  };
}
