/** Version ranges, as far as `engines.node` and Terraform's minimum need them; no dependency may be used here. */

/**
 * Major, minor and patch of a version; a pre-release or build suffix is dropped.
 * @param {string} text for example `v20.19.0` or `1.11`
 * @returns {[number, number, number]}
 */
export function parseVersion(text) {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(text.trim());
  if (!match) throw new Error(`not a version: ${JSON.stringify(text)}`);
  return [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)];
}

/**
 * Whether a version is not older than another one.
 * @param {string} version
 * @param {string} minimum
 * @returns {boolean}
 */
export function isAtLeast(version, minimum) {
  const have = parseVersion(version);
  const need = parseVersion(minimum);
  const position = [0, 1, 2].find((index) => have[index] !== need[index]);
  return position === undefined || have[position] > need[position];
}

/**
 * Whether a version is in a range made of `^x.y.z` and `>=x.y.z`, joined by `||`.
 * @param {string} version
 * @param {string} range
 * @returns {boolean}
 */
export function satisfies(version, range) {
  return range.split("||").some((part) => {
    const [, operator, minimum] = /^(\^|>=)(.+)$/.exec(part.trim()) ?? [];
    if (!operator) throw new Error(`not a supported version range: ${JSON.stringify(range)}`);
    const sameMajor = parseVersion(version)[0] === parseVersion(minimum)[0];
    return isAtLeast(version, minimum) && (operator === ">=" || sameMajor);
  });
}
