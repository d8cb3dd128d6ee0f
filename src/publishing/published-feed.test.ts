import { parseFragment } from "parse5";
import { describe, expect, test } from "vitest";
import type { PublishedDocument } from "./published-document.ts";
import { atomFeed, dataCatalogue, jsonFeed } from "./published-feed.ts";

const document = (edition: number, title = "Årsredovisning 2025"): PublishedDocument => ({ committeeId: 1, committee: "Kultur & fritid", committeeSlug: "kultur-fritid", year: 2025, kind: "annual-report", edition, title, hash: "0".repeat(64), decidedOn: "2026-02-15", publishedAt: "2026-02-16 08:30:00+00", withheld: [] });
const publisher = { name: "Ekby kommun", origin: "https://ekby.example", email: "data@ekby.example" };

describe("a feed of what is published", () => {
  test("has an entry for each edition, by its permanent address, and nothing in it is markup", () => {
    const feed = atomFeed([document(2), document(1, "<b>Årsredovisning</b>")], publisher);
    const ids = [...feed.matchAll(/<id>([^<]+)<\/id>/g)].map(([, id]) => id);
    expect(ids).toEqual(["https://ekby.example/publicerat", "https://ekby.example/publicerat/kultur-fritid/2025/annual-report/upplaga-2", "https://ekby.example/publicerat/kultur-fritid/2025/annual-report/upplaga-1"]);
    expect(feed).toContain("<updated>2026-02-16T08:30:00.000Z</updated>");
    expect(feed).not.toContain("<b>");
    expect(parseFragment(feed).childNodes.length).toBeGreaterThan(0);
  });
  test("is the same told as JSON", () => expect(jsonFeed([document(2)], publisher).items[0]).toMatchObject({ title: "Årsredovisning 2025, reviderad, Kultur & fritid", date_published: "2026-02-16T08:30:00.000Z" }));
});

test("each table is a data set of the catalogue, with what DCAT-AP-SE demands: title, description, publisher, and an address and a licence of each form", () => {
  const { "@graph": graph } = dataCatalogue([{ document: document(1), tables: [{ key: "antal-besok", section: "measures", caption: "Antal besök" }] }], publisher) as { "@graph": Record<string, unknown>[] };
  const [catalogue, agent, dataset] = graph;
  expect(catalogue).toMatchObject({ "@type": "dcat:Catalog", "dcterms:publisher": { "@id": agent!["@id"] }, "dcat:dataset": [{ "@id": "https://ekby.example/publicerat/kultur-fritid/2025/annual-report/tabell/antal-besok" }] });
  expect(dataset).toMatchObject({ "@type": "dcat:Dataset", "dcterms:title": { "@language": "sv", "@value": "Antal besök" }, "dcat:contactPoint": { "vcard:hasEmail": { "@id": "mailto:data@ekby.example" } } });
  for (const form of dataset!["dcat:distribution"] as Record<string, unknown>[]) expect(Object.keys(form)).toEqual(expect.arrayContaining(["dcat:accessURL", "dcterms:license", "dcterms:format"]));
});
