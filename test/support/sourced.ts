import MarkdownIt from 'markdown-it'

interface Statement {
  readonly text: string
  readonly links: readonly string[]
}

const UNITS =
  'milliseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|[GMk]bps|[GT]B|[GMK]iB|bytes?|USD|percent|packets?'
const COUNTED =
  'VPCs?|VPNs?|subnets?|routes?|rules?|tables?|entries|prefixes|addresses|connections?|flows|attachments?|gateways?|endpoints?|' +
  'groups?|targets?|zones?|records?|instances?|partitions?|queries|checks?|checkers?|tunnels?|locations?|links?|' +
  'certificates?|listeners?|interfaces?|sessions?|vCPUs?|Regions|accounts?|names?|values?|peers?|associations?|capacity units'
const WORDS =
  'one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety|hundred'

/** Digits with a unit, or with what AWS counts (a word may stand between); numbers in words where the unit is a measure. */
const NUMBERS = new RegExp(
  [
    String.raw`(?<![\w./:-])\d[\d,.]*(?: (?:million|thousand))?[ -](?:[a-z]+ )?(?:${UNITS}|${COUNTED})\b`,
    String.raw`\b(?:${WORDS})[ -](?:${UNITS.replace('packets?', 'Gbps')})\b`,
    String.raw`\d ?%`,
    String.raw`\$\d`,
  ].join('|'),
  'gi',
)
const OF_AWS = /^https:\/\/(docs\.)?aws\.amazon\.com\//

/** The paragraphs, list items and table rows of a page, code blocks left out, each with its links. */
export function statements(markdown: string): readonly Statement[] {
  const found: Statement[] = []
  let row: Statement[] | undefined
  for (const { type, content, children } of new MarkdownIt().parse(markdown, {})) {
    if (type === 'tr_open') row = []
    if (type === 'tr_close' && row) {
      found.push({ text: row.map(({ text }) => text).join(' | '), links: row.flatMap(({ links }) => links) })
      row = undefined
    }
    if (type !== 'inline') continue
    const links = (children ?? []).map((token) => token.attrGet('href')).filter((link) => link !== null)
    const said = (children ?? []).map((token) => (token.type === 'softbreak' ? ' ' : token.content)).join('')
    const statement = { text: said || content, links }
    if (row) row.push(statement)
    else found.push(statement)
  }
  return found
}

/** The statements that hold a number such as only AWS can give, and no page of AWS's that gives it. */
export const unsourced = (markdown: string): readonly string[] =>
  statements(markdown)
    .filter(({ links }) => !links.some((link) => OF_AWS.test(link)))
    .filter(({ text }) => text.replaceAll('Route 53', 'Route').match(NUMBERS) !== null)
    .map(({ text }) => text)
