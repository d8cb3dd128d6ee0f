import { pageHref } from "../organisation/scope.ts";
import type { Db } from "../platform/db/database.ts";
import { userKey } from "../people/user.ts";
import { threadsOf, unanswered, type SectionComment } from "./section-comment.ts";
import { loadComments, loadTalksAsking } from "./section-comment-store.ts";
import type { SectionPlace } from "./section-text.ts";
import { findDocumentAt } from "./template-reads.ts";
import { partOf } from "./template.ts";

export { loadComments as listComments, loadWriters as listWriters } from "./section-comment-store.ts";

/** How many talks of each section are not done with. */
export async function countOpenComments(db: Db, place: SectionPlace): Promise<ReadonlyMap<string, number>> {
  const open = threadsOf(await loadComments(db, place)).filter(({ comment }) => comment.resolvedBy === null);
  return new Map([...Map.groupBy(open, ({ comment }) => comment.section)].map(([section, some]) => [section, some.length]));
}

/** Where a section's comments are seen, from the address of its document. */
export const commentsHref = (home: string, section: string): string => {
  const part = partOf(section);
  return `${home}/avsnitt/${part.section}${part.unitId === null ? "" : `/enhet/${part.unitId}`}/kommentarer`;
};

export interface AskedComment {
  readonly comment: SectionComment;
  readonly href: string;
  /** "Sammanfattning i Årsredovisning 2026". */
  readonly where: string;
}
/** What a user is asked to answer and has not, the oldest first, no more than so many. */
export async function listAskedComments(db: Db, userId: number | null, most: number): Promise<AskedComment[]> {
  if (userId === null) return [];
  const talks = await loadTalksAsking(db, userId);
  const asked: AskedComment[] = [];
  for (const comment of unanswered(talks, userId, userKey(userId)).slice(0, most)) {
    const placed = await findDocumentAt(db, comment);
    if (!placed) continue;
    const { committee, planned } = placed;
    const heading = planned.template.sections.find(({ key }) => key === partOf(comment.section).section)?.heading ?? comment.section;
    asked.push({ comment, href: `${commentsHref(pageHref({ committee, year: comment.year }, "dokument", `/${planned.key}`), comment.section)}#kommentar-${comment.answersId ?? comment.id}`, where: `${heading} i ${planned.title}` });
  }
  return asked;
}
