/** Addresses are API: a vanished one is a destroyed resource. */
import { describe, expect, it } from "vitest";
import { MOVES } from "../../constructs/core/moved";
import {
  goldenDifference,
  goldenLines,
  goldenMessages,
  readGolden,
  type GoldenStack,
} from "../../scripts/lib/golden-addresses";
import { amazonManagedExample, minimalExample, showcase } from "../support/fixtures";
import { synthEstate } from "../support/synth";
import { addresses } from "../support/template";

const GOLDEN = ["estate.yaml estate aws_kms_key.old", "estate.yaml estate aws_s3_bucket.kept"];

function current(): readonly string[] {
  const estates = {
    "estate.yaml": synthEstate(showcase()),
    "examples/amazon-managed.yaml": synthEstate(amazonManagedExample()),
    "examples/minimal.yaml": synthEstate(minimalExample()),
  };
  const stacks = Object.entries(estates).flatMap(([file, { estate, bootstrap }]): GoldenStack[] => [
    { estate: file, stack: "estate", addresses: addresses(estate) },
    ...(bootstrap === undefined ? [] : [{ estate: file, stack: "bootstrap", addresses: addresses(bootstrap) }]),
  ]);
  return goldenLines(stacks);
}

describe("the golden list", () => {
  it("is what the sample estates synthesise to", () => {
    expect(goldenMessages(goldenDifference(readGolden(), current(), MOVES))).toEqual([]);
  });

  it("knows every move: the new address is listed, the old one is not", () => {
    const listed = new Set(readGolden().map((line) => line.slice(line.indexOf(" ") + 1)));
    const moves = Object.entries(MOVES).flatMap(([stack, list]) => list.map((move) => ({ stack, ...move })));
    expect(moves.filter(({ stack, from }) => listed.has(`${stack} ${from}`))).toEqual([]);
    expect(moves.filter(({ stack, to }) => !listed.has(`${stack} ${to}`))).toEqual([]);
  });
});

describe("goldenDifference", () => {
  it("refuses a vanished address and says what to do", () => {
    const messages = goldenMessages(goldenDifference(GOLDEN, GOLDEN.slice(1), {}));
    expect(messages).toEqual([
      "estate.yaml estate aws_kms_key.old has vanished: Terraform would destroy it. If it was renamed, add { from, to } " +
        "to MOVES in constructs/core/moved.ts and run `npm run addresses`; if it is meant to go, run " +
        "`npm run addresses -- --removed`.",
    ]);
  });

  it("takes a rename with a move, and asks for the list to be written anew", () => {
    const renamed = ["estate.yaml estate aws_kms_key.new", "estate.yaml estate aws_s3_bucket.kept"];
    const moves = { estate: [{ from: "aws_kms_key.old", to: "aws_kms_key.new" }] };
    expect(goldenDifference(GOLDEN, renamed, moves)).toEqual({
      vanished: [],
      outdated: ["estate.yaml estate aws_kms_key.new", "estate.yaml estate aws_kms_key.old"],
    });
    expect(goldenDifference(GOLDEN, renamed, { bootstrap: moves.estate }).vanished).toEqual([
      "estate.yaml estate aws_kms_key.old",
    ]);
  });

  it("does not take a move to an address that is not there", () => {
    const moves = { estate: [{ from: "aws_kms_key.old", to: "aws_kms_key.elsewhere" }] };
    expect(goldenDifference(GOLDEN, GOLDEN.slice(1), moves).vanished).toEqual(["estate.yaml estate aws_kms_key.old"]);
  });

  it("asks for a new address to be listed", () => {
    const added = "estate.yaml estate aws_sns_topic.page";
    expect(goldenMessages(goldenDifference(GOLDEN, [...GOLDEN, added], {}))).toEqual([
      "estate.yaml estate aws_sns_topic.page differs from the golden list: run `npm run addresses` and review the diff.",
    ]);
  });
});
