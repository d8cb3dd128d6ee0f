import { expect, test } from "vitest";
import { lookFault } from "./document-look.ts";

test.each([
  ["#0b4f71", "source-sans", null, undefined], ["#ffcc00", "source-sans", null, "accent"], ["#777777", "source-sans", null, "accent"], ["blå", "source-sans", null, "accent"], [null, "comic", null, "typeface"], [null, "source-serif", "webb@ekby.se", undefined], [null, "source-serif", "webb", "email"],
])("a colour that is too faint, a typeface that is not there and an address that is none are told: %s, %s, %s", (accent, typeface, email, field) => expect(lookFault({ accent, typeface, email })?.field).toBe(field));
test("a faint colour is told with its contrast", () => expect(lookFault({ accent: "#ffcc00", typeface: "source-sans", email: null })?.message).toMatch(/kontrasten 1,51 mot vitt; minst 4,5 krävs/));
