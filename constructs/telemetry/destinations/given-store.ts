/** A store that stands already: its address, and the secret with which an account's shippers write to it. */
import type { GivenStoreConfig } from "../../../config/sections/destinations";
import type { Statement } from "../../core/iam";
import type { Signal } from "../../core/intake";
import { variableName } from "./names";
import type { RouteContext } from "./route";
import { readSecret } from "./secret-statements";

export interface GivenAccess {
  readonly host: string;
  /** As text, as Fluent Bit wants it. */
  readonly port: string;
  readonly isSecure: boolean;
  readonly user: string | undefined;
  /** Name of the variable that holds the password; undefined where the store asks for none. */
  readonly password: string | undefined;
  readonly secrets: Readonly<Record<string, string>>;
  readonly startStatements: readonly Statement[];
}

/** How an account's shippers reach the store. A store without a secret for the account is written to without a password. */
export function givenAccess(
  destination: string,
  signal: Signal,
  { url, user, secrets }: GivenStoreConfig,
  { account, region }: RouteContext,
): GivenAccess {
  const { hostname, port, protocol } = new URL(url);
  const arn = secrets[account.key];
  const password = arn === undefined ? undefined : variableName(signal, destination, "password");
  return {
    host: hostname,
    port: port === "" ? (protocol === "https:" ? "443" : "80") : port,
    isSecure: protocol === "https:",
    user,
    password,
    secrets: password === undefined || arn === undefined ? {} : { [password]: arn },
    startStatements:
      arn === undefined ? [] : readSecret({ id: `${signal}-${destination}-password`, arn }, account, region),
  };
}
