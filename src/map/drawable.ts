const LONGEST = 40

// What XML cannot hold, and what turns text around or hides it.
const UNSAFE =
  // oxlint-disable-next-line no-control-regex -- finding control characters is what it is for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\u{e0000}-\u{e007f}]/gu

/** A name as a drawing may hold it: on one line, not endless, nothing in it that acts. */
export function drawable(text: string, longest = LONGEST): string {
  const clean = text.slice(0, 4 * longest).replace(UNSAFE, '\ufffd')
  return clean.length > longest ? `${clean.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…` : clean
}

/** Text inside XML, in elements and in attributes. */
export const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
