import { describe, expect, test } from "vitest";
import { askedBy } from "./answers.ts";

const catalog = {
  known: new Set(["goal", "activity", "matter", "matter_step", "forecast"]),
  relations: new Set(["goal", "activity", "matter", "matter_step", "forecast", "session", "latest_change"]),
  functions: new Set(["confided", "reads_committee", "incidents_told"]),
  policies: new Map([
    ["goal", "(committee_id in (select current_setting('rodtrad.reads'::text, true)))"],
    ["activity", "(goal_id in (select id from goal))"],
    ["matter", "(committee_id in (select unnest(confided('matter.handle'::text))))"],
    ["forecast", "((SELECT current_setting('rodtrad.reads'::text, true)) = 'all'::text)"],
    ["matter_step", "(matter_id in (select matter.id from matter))"],
  ]),
};
const told = (text: string): string => {
  const asked = askedBy(text, catalog);
  return asked ? `${asked.tables.join(" ")}${asked.personal ? ", one's own" : ""}` : "never";
};

describe("what is remembered of an answer", () => {
  test("holds until a table that it asks changes, or one that says which of its rows are shown", () => {
    expect(told('select * from "forecast" where "committee_id" = $1')).toBe("forecast");
    expect(told('select * from "activity"')).toBe("activity goal");
    expect(told('with own as (select id from goal) select * from own join "forecast" on true')).toBe("forecast goal");
  });
  test("is nobody else's where more is shown than the readers of a committee see", () => {
    expect(told('select * from "matter"')).toBe("matter, one's own");
    expect(told('select * from "matter_step"')).toBe("matter matter_step, one's own");
  });
  test("is not, where what it asks may change without anybody knowing, or from one moment to the next", () => {
    for (const text of ['select * from "session"', 'select * from "goal" join "session" on true', "select * from incidents_told(1)", "select now(), id from goal", 'select * from "goal" for update', "select current_setting('rodtrad.reads')", "select 1"]) expect([text, told(text)]).toEqual([text, "never"]);
  });
  test("is not, of what changes something", () => {
    for (const text of ['update "goal" set "text" = $1', "begin", 'with gone as (delete from "goal" returning id) select * from gone', "insert into goal select * from goal"]) expect([text, told(text)]).toEqual([text, "never"]);
  });
});
