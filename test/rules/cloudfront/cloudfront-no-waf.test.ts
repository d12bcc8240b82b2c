import rule from '../../../rules/cloudfront/cloudfront-no-waf.ts'
import { type Account, account } from '../../support/account.ts'
import { bucketOrigin, webOrigin } from '../../support/distribution-builder.ts'
import type { Item } from '../../support/facts-builder.ts'
import { testRule } from '../../support/test-rule.ts'

const ACL = 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/tenants/1'
const CLASSIC = '473e64fd-f30b-4765-81a0-62ad96dd167a'
const open = (fields: Item<'distributions'> = {}): Account =>
  account().distribution('E1', { WebACLId: '', ...fields })
const tenants = { ConnectionMode: 'tenant-only', Aliases: { Quantity: 0 } } as const
const tenant = (given: Account, fields: Item<'distributionTenants'> = {}): Account =>
  given.add('distributionTenants', {
    Id: 'dt_1',
    DistributionId: 'E1',
    Name: 'larkspur',
    Arn: 'arn:aws:cloudfront::111111111111:distribution-tenant/dt_1',
    Domains: [{ Domain: 'shop.example.com', Status: 'active' }],
    Enabled: true,
    Status: 'Deployed',
    ...fields,
  })

const NONE = 'It has no web ACL: every request, an attack or not, goes on to its origins.'

testRule(rule, {
  accepts: {
    'a web ACL of AWS WAF': account().distribution('E1'),
    'a tenant with the web ACL of its distribution': tenant(account().distribution('E1', tenants)),
    'a tenant with one of its own': tenant(open(tenants), {
      Customizations: { WebAcl: { Action: 'override', Arn: ACL } },
    }),
    'a distribution that does not say how it connects, but has names': account().distribution('E1', {
      ConnectionMode: undefined,
    }),
  },
  ignores: {
    'a disabled distribution': open({ Enabled: false }),
    'a staging distribution, which serves by header or by chance only': open({ Staging: true }),
    'a distribution for tenants that has none': open(tenants),
    'a disabled tenant': tenant(open(tenants), { Enabled: false }),
  },
  flags: {
    'a distribution without a web ACL': {
      given: open(),
      finds: [`E1: ${NONE}`, '  E1 has no web ACL (WebACLId)'],
    },
    'a web ACL of WAF Classic': {
      given: open({ WebACLId: CLASSIC }),
      finds: [
        `E1: Its web ACL ${CLASSIC} is one of WAF Classic, which AWS ended in September 2025: count on nothing to be filtered.`,
        `  E1 has the web ACL ${CLASSIC}, which is none of AWS WAF's`,
      ],
    },
    'a site of files only, mildly': {
      given: account().site('E1', { origins: [bucketOrigin('site')] }, { WebACLId: '' }),
      finds: [`E1: ${NONE} [low]`, '  E1 has no web ACL (WebACLId)'],
    },
    'a site of files with an API': {
      given: account().site(
        'E1',
        { origins: [bucketOrigin('site'), webOrigin('api.example.com')] },
        { WebACLId: '' },
      ),
      finds: [`E1: ${NONE}`, '  E1 has no web ACL (WebACLId)'],
    },
    'clients that must have certificates, as information only': {
      given: open({ ViewerMtlsConfig: { Mode: 'required' } }),
      finds: [`E1: ${NONE} [info]`, '  E1 has no web ACL (WebACLId)'],
    },
    'a tenant of a distribution without a web ACL': {
      given: tenant(open(tenants)),
      finds: [`dt_1: ${NONE}`, '  dt_1 has no web ACL (WebACLId of E1)'],
    },
    'a tenant that does without': {
      given: tenant(account().distribution('E1', tenants), {
        Customizations: { WebAcl: { Action: 'disable' } },
      }),
      finds: [`dt_1: ${NONE}`, '  dt_1 has no web ACL (Customizations.WebAcl.disable)'],
    },
  },
  unknown: {
    'a distribution for tenants that were not read': {
      given: open(tenants).unread('distributionTenants'),
      says: ['E1: its web ACL is that of each tenant, and the tenants were not read'],
    },
    'a tenant with an action of next year': {
      given: tenant(open(tenants), { Customizations: { WebAcl: { Action: 'merge' as 'disable' } } }),
      says: ['dt_1: which web ACL it has (Enabled, Customizations.WebAcl) is not in the answer'],
    },
    'a distribution that may be for tenants only': {
      given: open({ ...tenants, ConnectionMode: undefined }),
      says: ['E1: whether it serves tenants only (ConnectionMode) is not in the answer'],
    },
    'an answer without the web ACL': {
      given: account().distribution('E1', { WebACLId: undefined }),
      says: ['E1: its web ACL (WebACLId) is not in the answer'],
    },
  },
})
