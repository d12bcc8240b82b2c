import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { openSession } from '../../src/aws/session.ts'
import { collect } from '../../src/aws/collect.ts'
import { plain } from '../../src/snapshot/plain.ts'
import type { Fact } from '../../src/snapshot/fact.ts'
import { ownFolder } from '../support/files.ts'
import { load, ndjson, save } from '../support/snapshot-files.ts'
import { ACCOUNT, serve } from '../replay/support.ts'

const folder = ownFolder()
const SECRET = 'hush-hush'

/** An answer with a secret in every place in which AWS or a person is known to put one. */
const answer = () => ({
  VpnConnections: [
    {
      VpnConnectionId: 'vpn-1',
      CustomerGatewayConfiguration: `<vpn><pre_shared_key>${SECRET}</pre_shared_key></vpn>`,
      Options: {
        TunnelOptions: [
          { OutsideIpAddress: '203.0.113.1', PreSharedKey: SECRET },
          [{ PreSharedKey: SECRET }],
        ],
      },
    },
  ],
  virtualInterfaces: [{ authKey: SECRET, bgpPeers: [{ authKey: SECRET }], customerRouterConfig: SECRET }],
  LaunchTemplateVersions: [{ LaunchTemplateData: { UserData: SECRET } }],
  Origins: { Items: [{ CustomHeaders: { Items: [{ HeaderName: 'x-origin', HeaderValue: SECRET }] } }] },
  DefaultActions: [{ AuthenticateOidcConfig: { ClientId: 'web', ClientSecret: SECRET } }],
  Credentials: { AccessKeyId: 'AKID', SecretAccessKey: SECRET, SessionToken: SECRET },
})

const fact = (): Fact => ({
  account: ACCOUNT,
  region: 'us-east-1',
  operation: 'ec2:DescribeVpnConnections',
  response: answer(),
})

const kept = (facts: readonly Fact[]): string => {
  const text = JSON.stringify(facts)
  expect(text).toContain('vpn-1')
  return text
}

describe('a secret enters by no road', () => {
  test('not by an answer of AWS', async () => {
    const replay = await serve([fact()])
    const session = await openSession({
      endpointUrl: replay.url,
      regions: ['us-east-1'],
      credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'x' },
    })
    const facts: Fact[] = []
    await collect({ session, kinds: ['vpnConnections'], onFact: (one) => void facts.push(one) })
    expect(kept(facts)).not.toContain(SECRET)
    await save(folder.at('live.ndjson'), facts)
    expect(await readFile(folder.at('live.ndjson'), 'utf8')).not.toContain(SECRET)
  })

  test('not by a snapshot that somebody else wrote', async () => {
    const path = await folder.write(
      'other.ndjson',
      ndjson({ ...fact(), params: { deep: { UserData: SECRET } } }),
    )
    expect(kept((await load(path)).facts)).not.toContain(SECRET)
  })

  test('not by a JSON document', async () => {
    const regions = {
      'us-east-1': {
        DescribeVpnConnections: answer(),
        'ec2:DescribeVpcs': [{ request: answer(), response: answer() }],
      },
    }
    const path = await folder.write('document.json', { accounts: [{ accountId: ACCOUNT, regions }] })
    expect(kept((await load(path)).facts)).not.toContain(SECRET)
  })

  test('not by outputs of the AWS CLI', async () => {
    await folder.write('cli/us-east-1/describe-vpn-connections.json', answer())
    expect(kept((await load(folder.at('cli'))).facts)).not.toContain(SECRET)
  })
})

describe('what a snapshot keeps of an answer', () => {
  test('nulls become absence, dates become texts, bytes become base64, the rest stays', () => {
    const given = {
      $metadata: { requestId: '1' },
      none: null,
      missing: undefined,
      list: [null, 1, undefined, { none: null }],
      when: new Date('2026-01-02T03:04:05.678Z'),
      never: new Date(Number.NaN),
      bytes: new Uint8Array([104, 105]),
      zero: 0,
      no: false,
      empty: '',
    }
    expect(plain(given)).toStrictEqual({
      list: [1, {}],
      when: '2026-01-02T03:04:05.678Z',
      bytes: 'aGk=',
      zero: 0,
      no: false,
      empty: '',
    })
  })
})

describe('hostile files', () => {
  const deep = (open: string, close: string) => open.repeat(100_000) + close.repeat(100_000)

  test.each([
    ['lists', deep('[', ']')],
    ['objects', deep('{"a":', '}').replace(':}', ':1}')],
  ])('100,000 %s in each other crash nothing, wherever they stand', async (name, nested) => {
    const line = JSON.stringify({ ...fact(), response: {} })
    const lines = [
      line.replace('"response":{}', `"response":{"Vpcs":[{"VpcId":"vpc-1","Tags":${nested}}]}`),
      line.replace('"response":{}', `"response":{},"params":{"x":${nested}}`),
      line.replace('"response":{}', `"error":{"name":${nested},"message":${nested}}`),
    ]
    const path = await folder.write(`deep-${name}.ndjson`, ndjson(...lines))
    expect(JSON.stringify((await load(path)).facts).length).toBeLessThan(10_000)

    const document = `{"createdAt":${nested},"accounts":[{"accountId":"${ACCOUNT}","regions":{"us-east-1":{"DescribeVpcs":{"Vpcs":${nested}}}}}]}`
    expect((await load(await folder.write(`deep-${name}.json`, document))).facts).toHaveLength(1)

    await folder.write(
      `deep-${name}/us-east-1/describe-vpcs.json`,
      `{"Vpcs":[{"VpcId":"vpc-1","x":${nested}}]}`,
    )
    expect((await load(folder.at(`deep-${name}`))).facts).toHaveLength(1)
  })

  test('__proto__ is a key like any other', async () => {
    const line = `{"account":"${ACCOUNT}","region":"us-east-1","operation":"ec2:DescribeVpcs","__proto__":{"polluted":1},"response":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}`
    await load(await folder.write('proto.ndjson', ndjson(line)))
    const document = `{"accounts":[{"accountId":"${ACCOUNT}","regions":{"__proto__":{"__proto__":{"polluted":1}},"us-east-1":{"__proto__":{"polluted":1}}}}]}`
    await load(await folder.write('proto.json', document))
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
