import { describe, expect, test } from "vitest";
import { hostAddresses } from "./server-hosts.ts";

describe("an address of several hosts", () => {
  test("is one address a host, each with its own port and all else in common", () => {
    expect(hostAddresses("postgres://anna:hemligt%40x@db1:5433,db2,[2001:db8::3]:5434/rodtrad?sslmode=require")).toEqual([
      "postgres://anna:hemligt%40x@db1:5433/rodtrad?sslmode=require", "postgres://anna:hemligt%40x@db2/rodtrad?sslmode=require", "postgres://anna:hemligt%40x@[2001:db8::3]:5434/rodtrad?sslmode=require",
    ]);
  });
  test("without a user, and of one host, is as it was", () => {
    expect(hostAddresses("postgresql://db1,db2/rodtrad")).toEqual(["postgresql://db1/rodtrad", "postgresql://db2/rodtrad"]);
    for (const one of ["postgres://rodtrad@127.0.0.1:5432/rodtrad", "postgres:///rodtrad?host=/run/postgresql"]) expect(hostAddresses(one)).toEqual([one]);
  });
});
