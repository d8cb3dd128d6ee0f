import type { SectionPlace } from "./section-text.ts";

export interface SectionComment extends SectionPlace {
  readonly id: number;
  readonly section: string;
  /** The comment that it answers; null where it begins a talk of its own. */
  readonly answersId: number | null;
  /** The words, the cell or the figure that it is about, as it stood; "" where it is about the section. */
  readonly quote: string;
  readonly body: string;
  /** As the trail names the author. */
  readonly author: string;
  /** ISO time. */
  readonly writtenAt: string;
  readonly resolvedBy: string | null;
  /** Users who are asked to answer. */
  readonly asked: readonly number[];
  readonly version: number;
}
/** A comment with its answers, in the order that they were written. */
export interface SectionCommentThread {
  readonly comment: SectionComment;
  readonly answers: readonly SectionComment[];
}

export const LONGEST_COMMENT = 4000;
export const LONGEST_QUOTE = 300;

/** One Swedish sentence for what cannot be kept; null where it can. */
export function commentFault({ body, quote }: Pick<SectionComment, "body" | "quote">): { readonly field: "comment" | "quote"; readonly message: string } | null {
  if (!body.trim()) return { field: "comment", message: "Kommentaren är tom; skriv den." };
  if (body.length > LONGEST_COMMENT) return { field: "comment", message: `Kommentaren är längre än ${LONGEST_COMMENT} tecken; korta den.` };
  return quote.length > LONGEST_QUOTE ? { field: "quote", message: `Det som kommentaren gäller är längre än ${LONGEST_QUOTE} tecken; ta med det viktigaste.` } : null;
}

/** Comments as they are read: those that are not done with first, each with its answers. */
export function threadsOf(comments: readonly SectionComment[]): SectionCommentThread[] {
  const answers = Map.groupBy(comments.filter(({ answersId }) => answersId !== null), ({ answersId }) => answersId);
  const threads = comments.filter(({ answersId }) => answersId === null).map((comment) => ({ comment, answers: answers.get(comment.id) ?? [] }));
  return [...threads.filter(({ comment }) => comment.resolvedBy === null), ...threads.filter(({ comment }) => comment.resolvedBy !== null)];
}

/** Those among some people whom a text names: "@Anna Ek", not "@Anna Eklund" nor "bo@bo.se". */
export function namedIn(body: string, people: readonly { readonly id: number; readonly name: string }[]): number[] {
  const text = body.toLowerCase();
  const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\d]/u.test(sign);
  return people.filter(({ name }) => name !== "").flatMap(({ id, name }) => {
    const wanted = `@${name.toLowerCase()}`;
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) if (!isLetter(text[at - 1]) && !isLetter(text[at + wanted.length])) return [id];
    return [];
  }).sort((a, b) => a - b);
}

/** What somebody is asked to answer and has not: a later answer of theirs in the same talk ends it, and so does that it is done with. */
export function unanswered(comments: readonly SectionComment[], userId: number, key: string): SectionComment[] {
  return threadsOf(comments).flatMap(({ answers, comment }) => {
    if (comment.resolvedBy !== null) return [];
    const all = [comment, ...answers];
    const asking = all.findLast(({ asked }) => asked.includes(userId));
    return asking && !all.some(({ author, id }) => author === key && id > asking.id) ? [asking] : [];
  });
}
