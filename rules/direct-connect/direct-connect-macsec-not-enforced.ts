import { type Port, portsIn } from '../../src/network/direct-connect-ports.ts'
import type { RowOf } from '../../src/inventory/inventory.ts'
import { same } from '../../src/network/same.ts'
import { ec2Tags } from '../../src/network/tags.ts'
import { type Failure, defineRule, fail, pass, unknown } from '../../src/rule.ts'

type Connection = RowOf<'directConnectConnections'>

export default defineRule({
  id: 'direct-connect-macsec-not-enforced',
  title: 'MACsec is possible on a Direct Connect line and not enforced',
  topic: 'direct-connect',
  pillar: 'security',
  severity: 'medium',
  needs: ['directConnectConnections', 'directConnectLags'],
  why: `Direct Connect does not encrypt by itself. On a port that can do MACsec, «should_encrypt» sends everything in the
clear whenever no key is agreed on, and nothing shows that but the port's encryption status.`,
  fix: `Associate a MACsec key, see the encryption come up on both sides, then set the mode to must_encrypt.`,
  check: `In the Direct Connect console, open the connection or LAG: its encryption mode, keys, and «Port encryption status».`,
  reference: 'https://docs.aws.amazon.com/directconnect/latest/UserGuide/MACsec.html',

  *judge(inventory, { nonProduction }) {
    for (const port of portsIn(inventory)) {
      const { row, state } = port
      if (state !== undefined && !same(state, 'available')) continue
      // The members of a LAG have its keys and its mode.
      if (row.macSecCapable === false || port.lagId) continue
      const mode = row.encryptionMode
      const keys = row.macSecKeys?.map((key) => key.state)
      const down = linksOf(port).filter((one) => same(one.portEncryptionStatus, 'Encryption Down'))
      const known = linksOf(port).every((one) => one.portEncryptionStatus !== undefined)
      const hasKey = keys?.some((key) => same(key, 'associated'))
      const severity = nonProduction(ec2Tags(row.tags)) ? ('info' as const) : undefined
      if (
        state === undefined ||
        row.macSecCapable === undefined ||
        mode === undefined ||
        !keys ||
        keys.includes(undefined)
      ) {
        yield unknown(row, 'its state, its encryption mode or its MACsec keys are not in the answer')
      } else if (!same(mode, 'no_encrypt') && down.length > 0) {
        yield fail(row, {
          message: same(mode, 'must_encrypt')
            ? `MACsec is down on ${ids(down)}: the mode must_encrypt lets nothing through.`
            : `MACsec is down on ${ids(down)}, and the mode ${mode} sends everything in the clear.`,
          severity: severity ?? 'high',
          ...proof(port, mode, keys),
        })
      } else if (same(mode, 'must_encrypt') && hasKey) {
        if (known) yield pass(row)
        else yield unknown(row, 'whether its encryption is up is not in the answer')
      } else {
        yield fail(row, {
          message: `This ${port.noun} can encrypt with MACsec and ${same(mode, 'no_encrypt') ? 'does not' : hasKey ? 'need not' : 'has no key'}: ${same(mode, 'no_encrypt') || !hasKey ? 'what passes between the router and AWS is in the clear' : 'when the keys stop matching, it goes on in the clear'}.`,
          severity,
          ...proof(port, mode, keys),
        })
      }
    }
  },
})

/** What tells the status of its encryption: a connection itself, or the links of a LAG. */
const linksOf = ({ row }: Port): readonly Pick<Connection, 'connectionId' | 'portEncryptionStatus'>[] =>
  'connections' in row ? (row.connections ?? []) : 'connectionId' in row ? [row] : []

const ids = (links: ReturnType<typeof linksOf>): string => links.map((one) => one.connectionId).join(', ')

function proof(
  port: Port,
  mode: string,
  keys: readonly (string | undefined)[],
): Pick<Failure, 'evidence' | 'remediation'> {
  const { row } = port
  const associate = keys.some((key) => same(key, 'associated'))
    ? ''
    : `aws directconnect associate-mac-sec-key --connection-id ${row.id} --secret-arn SECRET --region ${row.region}, then `
  return {
    evidence: [
      [
        row,
        `has encryption mode ${mode} and ${keys.length === 0 ? 'no MACsec key' : `MACsec keys ${keys.join(', ')}`}`,
        {
          ...port.fields,
          macSecCapable: row.macSecCapable,
          encryptionMode: mode,
          portEncryptionStatus: linksOf(port).map((one) => one.portEncryptionStatus),
          keyStates: keys,
        },
      ],
    ],
    remediation: `${associate}aws directconnect update-${port.cli} --encryption-mode must_encrypt`,
  }
}
