import type { Account } from '../../test/support/account.ts'
import {
  address,
  alias,
  elb,
  latency,
  primary,
  secondary,
  unevaluated,
  weight,
} from '../../test/support/records.ts'

const CLOUDFRONT = 'Z2FDTNDATAQYW2'
const WEBSITES = 'Z3AQBSTGFYJSTF'
const WEBSITE = 's3-website-us-east-1.amazonaws.com.'

/** The name of a record of larkspur-trade.example. */
const named = (name: string): { readonly Name: string } => ({ Name: `${name}.larkspur-trade.example.` })

/** The names of the trade with resellers: each rule on records finds something here, beside what it accepts. */
export function demoRecords(virginia: Account): void {
  const check = '3a9b2c1d-0000-4000-8000-000000000021'
  const gone = '3a9b2c1d-0000-4000-8000-000000000022'
  virginia.refused(
    'unlistedHealthChecks',
    { HealthCheckId: gone },
    { name: 'NoSuchHealthCheck', message: `A health check with id ${gone} does not exist.` },
  )
  virginia.refused(
    'bucketLocations',
    { Bucket: 'fair.larkspur-trade.example' },
    { name: 'NoSuchBucket', message: 'The specified bucket does not exist' },
  )
  virginia
    .healthCheck(check)
    // It was made for a name that then changed.
    .healthCheck('3a9b2c1d-0000-4000-8000-000000000023')
    .hostedZone('larkspur-trade.example', [
      address('203.0.113.41', named('www')),
      // Its standby was deleted with the old data centre.
      alias(elb('shop'), { ...named('prices'), ...primary() }),
      // The first of two, from before anybody knew of the switch.
      unevaluated(alias(elb('shop'), { ...named('catalogue'), ...latency('us-east-1') })),
      alias(elb('shop-eu', 'eu-west-1'), { ...named('catalogue'), ...latency('eu-west-1') }),
      // The second server was added in a hurry.
      address('203.0.113.41', { ...named('labels'), ...weight(1, 'one'), HealthCheckId: check }),
      address('203.0.113.43', { ...named('labels'), ...weight(1, 'two') }),
      alias(elb('shop'), { ...named('images'), ...weight(3, 'shop') }),
      alias(elb('partners'), { ...named('images'), ...weight(1, 'partners') }),
      // The second Region is planned for next year.
      alias(elb('shop'), { ...named('downloads'), ...latency('us-east-1') }),
      // Both were drained for a rehearsal.
      alias(elb('shop'), { ...named('feeds'), ...weight(0, 'blue') }),
      alias(elb('partners'), { ...named('feeds'), ...weight(0, 'green') }),
      // The two targets were swapped when the second was added.
      alias(elb('shop'), { ...named('search'), ...latency('eu-west-1') }),
      alias(elb('shop-eu', 'eu-west-1'), { ...named('search'), ...latency('us-east-1') }),
      alias('e1tradelarkspu.cloudfront.net', { Name: 'larkspur-trade.example.' }, CLOUDFRONT),
      // The name was to move to the distribution, and only the record did.
      alias('e1tradelarkspu.cloudfront.net', named('assets'), CLOUDFRONT),
      // Looked up once, when the balancer was new.
      address('198.51.100.100', named('portal')),
      // Somebody cleaned up health checks.
      address('203.0.113.41', { ...named('samples'), ...weight(1, 'one'), HealthCheckId: gone }),
      address('203.0.113.43', { ...named('samples'), ...weight(1, 'two'), HealthCheckId: check }),
      alias(WEBSITE, named('gallery'), WEBSITES),
      // The bucket went with the fair that it was for: anybody can have it now.
      alias(WEBSITE, named('fair'), WEBSITES),
      // The server was moved, and its address given back.
      address('52.54.17.201', named('ftp')),
      // Copied from the primary, and never changed.
      alias(`dualstack.${elb('shop')}.`, { ...named('terms'), ...primary() }),
      alias(`dualstack.${elb('shop')}.`, { ...named('terms'), ...secondary() }),
      // An hour is long in an outage.
      address('203.0.113.41', { ...named('orders'), ...primary(), HealthCheckId: check, TTL: 3600 }),
      address('203.0.113.43', { ...named('orders'), ...secondary() }),
    ])
    .distribution('E1TRADELARKSPU', { Aliases: { Quantity: 1, Items: ['larkspur-trade.example'] } })
}
