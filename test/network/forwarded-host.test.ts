import { describe, expect, test } from 'vitest'
import { Facts } from '../../src/inventory/inventory.ts'
import type { Behavior } from '../../src/network/distributions.ts'
import { forwardsHost } from '../../src/network/forwarded-host.ts'
import { account } from '../support/account.ts'

const builder = account()
  .cachePolicy('plain')
  .cachePolicy('by-header', 60, { headers: 'whitelist' })
  .originRequestPolicy('none', 'none')
  .originRequestPolicy('all', 'allViewer')
  .originRequestPolicy('all-and-more', 'allViewerAndWhitelistCloudFront', ['CloudFront-Viewer-Country'])
  .originRequestPolicy('host', 'whitelist', ['host'])
  .originRequestPolicy('accept', 'whitelist', ['Accept'])
  .originRequestPolicy('all-but-host', 'allExcept', ['Host'])
  .originRequestPolicy('all-but-accept', 'allExcept', ['Accept'])
  .originRequestPolicy('next-year', 'someViewer' as 'none')
const inventory = new Facts(builder.snapshot()).at({ account: builder.id, region: 'global' })
const legacy = (...Items: string[]): Behavior =>
  ({
    ForwardedValues: {
      QueryString: false,
      Cookies: { Forward: 'none' },
      Headers: Items.length > 0 ? { Quantity: Items.length, Items } : { Quantity: 0 },
    },
  }) as unknown as Behavior // a behavior with what is looked at
const policies = (OriginRequestPolicyId: string | undefined, CachePolicyId = 'plain'): Behavior =>
  ({ CachePolicyId, OriginRequestPolicyId }) as Behavior

describe('forwardsHost', () => {
  test.each<[Behavior, boolean | undefined]>([
    [policies(undefined), false],
    [policies('none'), false],
    [policies('all'), true],
    [policies('all-and-more'), true],
    [policies('host'), true],
    [policies('accept'), false],
    [policies('all-but-host'), false],
    [policies('all-but-accept'), true],
    [policies('next-year'), undefined],
    [policies('unread'), undefined],
    [policies('none', 'unread'), undefined],
    [policies('none', 'by-header'), undefined],
    [policies('all', 'unread'), true],
    [legacy('*'), true],
    [legacy('HOST'), true],
    [legacy('Accept'), false],
    [legacy(), false],
  ])('%j: %s', (behavior, expected) => expect(forwardsHost(behavior, inventory)).toBe(expected))
})
