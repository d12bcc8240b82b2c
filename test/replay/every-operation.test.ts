import { describe, expect, test } from 'vitest'
import { listingOf } from '../../src/replay/listing.ts'
import {
  type Fields,
  isRecord,
  members,
  type Operation,
  required,
  type Schema,
} from '../../src/replay/schema.ts'
import { servicesSignedAs } from '../../src/replay/services.ts'
import { at, fact, kept, per, serve } from './support.ts'

const PACKAGES: Readonly<Record<string, () => Promise<object>>> = {
  acm: () => import('@aws-sdk/client-acm'),
  cloudwatch: () => import('@aws-sdk/client-cloudwatch'),
  ec2: () => import('@aws-sdk/client-ec2'),
  elasticbeanstalk: () => import('@aws-sdk/client-elastic-beanstalk'),
  iam: () => import('@aws-sdk/client-iam'),
  route53domains: () => import('@aws-sdk/client-route-53-domains'),
  wafv2: () => import('@aws-sdk/client-wafv2'),
  elbv2: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  elb: () => import('@aws-sdk/client-elastic-load-balancing'),
  autoscaling: () => import('@aws-sdk/client-auto-scaling'),
  route53: () => import('@aws-sdk/client-route-53'),
  cloudfront: () => import('@aws-sdk/client-cloudfront'),
  directconnect: () => import('@aws-sdk/client-direct-connect'),
  globalaccelerator: () => import('@aws-sdk/client-global-accelerator'),
  'network-firewall': () => import('@aws-sdk/client-network-firewall'),
}

/** Clients and commands by name, out of packages that are only known at run time. */
type Exports = Readonly<Record<string, new (input: unknown) => { send(command: unknown): Promise<unknown> }>>

const DEPTH = 5
const isCompound = (schema: Schema): boolean =>
  schema.isStructSchema() || schema.isListSchema() || schema.isMapSchema()

/** A value with every member that the schema has, down to where structures contain themselves. */
function sample(schema: Schema, name: string, depth = 0): unknown {
  if (schema.isStructSchema()) {
    const fields = [...members(schema)].filter(([, member]) => depth < DEPTH || !isCompound(member))
    const chosen = schema.isUnionSchema() ? fields.slice(0, 1) : fields
    return Object.fromEntries(chosen.map(([key, member]) => [key, sample(member, key, depth + 1)]))
  }
  if (schema.isListSchema()) return depth < DEPTH ? [sample(schema.getValueSchema(), name, depth + 1)] : []
  if (schema.isMapSchema()) return { 'a key': sample(schema.getValueSchema(), name, depth + 1) }
  if (schema.isTimestampSchema()) return '2026-01-02T03:04:05.000Z'
  if (schema.isBlobSchema()) return 'aGVsbG8='
  if (schema.isBooleanSchema()) return false
  return schema.isStringSchema() ? `<${name}> & more` : 1
}

/** As little as the operation must be asked with. */
function asked(schema: Schema): unknown {
  if (schema.isListSchema()) return [asked(schema.getValueSchema())]
  if (schema.isStructSchema()) {
    const needed = required(schema)
    const names = needed.length > 0 ? needed : [...members(schema).keys()].slice(0, 1)
    return Object.fromEntries(names.map((name) => [name, asked(schema.getMemberSchema(name))]))
  }
  if (schema.isTimestampSchema()) return new Date('2026-01-02T03:04:05Z')
  if (schema.isBooleanSchema()) return true
  return schema.isStringSchema() ? 'x1' : 7
}

const inputOf = ({ input }: Operation): Record<string, unknown> =>
  Object.fromEntries(required(input).map((name) => [name, asked(input.getMemberSchema(name))]))

/** A whole answer: the last page, without tokens. */
function answerOf(operation: Operation): Fields {
  const { inside, tokens, put } = listingOf(operation)
  const output = sample(operation.output, operation.name)
  const response = isRecord(output) ? output : {}
  const holder = { ...(inside === undefined ? response : Object(response[inside])) }
  for (const { out } of tokens) delete holder[out]
  return put(response, holder)
}

describe.each(Object.entries(PACKAGES))('%s', (prefix, load) => {
  test('answers every reading operation as its own SDK client reads it', async () => {
    const exported = { ...(await load()) } as Exports // see the type's own comment
    const service = (await servicesSignedAs(undefined)).find((each) => each.prefix === prefix)
    const operations = [...(service?.operations.values() ?? [])].filter(({ name }) =>
      /^(Describe|Get|List|Search)/.test(name),
    )
    const cases = operations.map((operation) => ({
      name: operation.name,
      input: inputOf(operation),
      response: answerOf(operation),
    }))
    expect(cases.length).toBeGreaterThan(5)

    const replay = await serve(
      cases.map(({ name, input, response }) =>
        fact(`${prefix}:${name}`, response, per(kept(structuredClone(input)))),
      ),
    )
    const Client = Object.entries(exported).find(([name]) => /^[A-Z]\w*Client$/.test(name))?.[1]
    const client = Client && new Client(at(replay))
    for (const { name, input, response } of cases) {
      const Command = exported[`${name}Command`]
      const answer = await client?.send(Command && new Command(input)).catch(String)
      expect({ name, answer: kept(answer) }).toEqual({ name, answer: kept(structuredClone(response)) })
    }
  })
})
