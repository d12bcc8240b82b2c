/**
 * A DNS name in the form in which names are compared: lower-case, without the dot at the end, and with Route 53's octal
 * escapes (`\052` is the asterisk) decoded. A dot or a backslash inside a label stays escaped, or it would look like
 * the end of the label.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html
 */
export function plainName(name: string | undefined): string {
  const lower = (name ?? '').toLowerCase()
  const decoded = lower.includes('\\') ? lower.replace(/\\([0-3][0-7]{2})/g, decode).toLowerCase() : lower
  return decoded.endsWith('.') ? decoded.slice(0, -1) : decoded
}

function decode(escape: string, octal: string): string {
  const character = String.fromCodePoint(Number.parseInt(octal, 8))
  return character === '.' || character === '\\' ? escape : character
}
