/** Bad input 71: from where a web app's measurements are taken. Each is told with place, value and what to write. */
import { describe, expect, it } from "vitest";
import { BASE, load, problemsOf } from "./support";

const estate = (app: string) => `${BASE}synthetics:\n  webApps:\n    shop: ${app}\n`;

const CASES: readonly (readonly [app: string, problem: readonly [path: string, message: string, fix: string]])[] = [
  [
    "{ team: payments, origins: [] }",
    ["synthetics.webApps.shop.origins", "must allow at least one origin", "write at least 1 entry"],
  ],
  [
    '{ team: payments, origins: ["*"] }',
    [
      "synthetics.webApps.shop.origins[0]",
      "must name a site: with * any page on the internet could send data",
      "write, for example, https://shop.example.com",
    ],
  ],
  [
    "{ team: payments, origins: [shop.example.com] }",
    ["synthetics.webApps.shop.origins[0]", "must start with a scheme", "write https://shop.example.com"],
  ],
  [
    "{ team: payments, origins: ['http://shop.example.com'] }",
    [
      "synthetics.webApps.shop.origins[0]",
      "must use https; http is for localhost only",
      "write https://shop.example.com",
    ],
  ],
  [
    "{ team: payments, origins: ['https://shop.example.com/cart'] }",
    [
      "synthetics.webApps.shop.origins[0]",
      "must be scheme, host and port only, in lower case, without path or slash at the end",
      "write https://shop.example.com",
    ],
  ],
  [
    "{ team: payments, origins: ['https://shop.example.com'], geolocatoin: {} }",
    ["synthetics.webApps.shop.geolocatoin", 'unrecognized key "geolocatoin"', 'did you mean "geolocation"?'],
  ],
  [
    "{ team: payment, origins: ['https://shop.example.com'] }",
    [
      "synthetics.webApps.shop.team",
      '"payment" is not declared',
      'known teams: payments, platform; did you mean "payments"?',
    ],
  ],
];

describe("bad input 71: origins and settings of web apps", () => {
  it.each(CASES)("refuses %s", (app, expected) => {
    const found = problemsOf(estate(app)).map(({ path, message, fix }) => [path, message, fix]);
    expect(found).toEqual([expected]);
  });

  it("takes sites, sub-domains, ports and localhost", () => {
    const origins = [
      "https://shop.example.com",
      "https://*.example.com",
      "https://a.example:8443",
      "http://localhost:3000",
    ];
    const { synthetics } = load(estate(`{ team: payments, origins: ${JSON.stringify(origins)} }`));
    expect(synthetics.webApps["shop"]).toEqual({ team: "payments", environment: "production", origins });
  });
});
