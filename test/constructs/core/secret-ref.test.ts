import { describe, expect, it } from "vitest";
import { SecretRef } from "../../../constructs/core/secret-ref";

const SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:grafana-AbCdEf";
const PARAMETER = "arn:aws:ssm:eu-west-1:111122223333:parameter/grafana";

describe("SecretRef", () => {
  it.each([
    [SecretRef.secret(SECRET), SECRET, "secretsmanager:GetSecretValue"],
    [SecretRef.parameter(PARAMETER), PARAMETER, "ssm:GetParameters"],
  ])("%s knows its place and how it is read", (ref, arn, action) => {
    expect(ref.arn).toBe(arn);
    expect(ref.readAction).toBe(action);
    expect(String(ref)).toBe(`secret at ${arn}`);
  });

  it("takes no literal: the only ways in are places", () => {
    expect(
      Object.getOwnPropertyNames(SecretRef).filter((name) => !["length", "name", "prototype"].includes(name)),
    ).toEqual(["secret", "parameter"]);
  });
});
