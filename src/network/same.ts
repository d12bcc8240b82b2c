/**
 * Compares an enum's value. Several EC2 enums come back in another case than the SDK's type says (`Available` of VPC
 * endpoints, `natGateway` beside `nat_gateway`), so states are never compared letter by letter.
 */
export const same = (value: string | undefined, ...wanted: readonly string[]): boolean =>
  typeof value === 'string' && wanted.some((one) => one.toLowerCase() === value.toLowerCase())
