import type { Account } from '../../test/support/account.ts'
import { bucketOrigin, originGroup, vpcOrigin, webOrigin } from '../../test/support/distribution-builder.ts'

const NO_SUCH_BUCKET = { name: 'NoSuchBucket', message: 'The specified bucket does not exist' }

const own = (name: string) => ({ Aliases: { Quantity: 1, Items: [`${name}.larkspur.example`] } })

/** What else stands before larkspur.example at the edge. */
export function demoDistributions(virginia: Account): void {
  virginia.managedPolicies()
  oldSites(virginia)
  origins(virginia)
  buckets(virginia)
  paths(virginia)
  balancers(virginia)
  certificates(virginia)
  logs(virginia)
}

/** The demo is read at any time: what is to last must last for long, and what ends has ended. */
function certificates(virginia: Account): void {
  virginia
    .edgeCertificate('1', '*.larkspur.example', 26_000)
    .edgeCertificate('2', 'media.larkspur.example', 26_000)
    .edgeCertificate('3', 'cards.larkspur.example', 26_000)
    // Bought for a trade fair, imported by somebody who left.
    .edgeCertificate('4', 'fair.larkspur.example', -30, {
      Status: 'EXPIRED',
      Type: 'IMPORTED',
      RenewalEligibility: 'INELIGIBLE',
    })
    .site(
      'EFAIRLARKSPURXX',
      { origins: [webOrigin('fair.hosting.example')] },
      {
        ...own('fair'),
        ViewerCertificate: {
          ACMCertificateArn: `arn:aws:acm:us-east-1:${virginia.id}:certificate/4`,
          SSLSupportMethod: 'sni-only',
          MinimumProtocolVersion: 'TLSv1.2_2021',
        },
      },
    )
}

/** All but the prizes and the archive, whose bucket was deleted when its retention ended. */
function logs(virginia: Account): void {
  for (const id of LOGGED) virginia.logSource(id, id).logDelivery(id)
  virginia
    .logsInto('EARCHIVELARKSPU', 'larkspur-edge-logs-2019')
    .refused('bucketLocations', { Bucket: 'larkspur-edge-logs-2019' }, NO_SUCH_BUCKET)
}

const LOGGED = [
  'E1SHOPLARKSPUR',
  'E2MEDIALARKSPU',
  'E3CARDSLARKSPU',
  'E4JOBSLARKSPURX',
  'E6STOCKLARKSPUR',
  'E7FORUMLARKSPUR',
  'E8PRESSLARKSPUR',
  'E9DOCSLARKSPURX',
  'EACADEMYLARKSPU',
  'ESCHOOLLARKSPUR',
  'ERECIPESLARKSPU',
  'EGUIDESLARKSPUR',
  'EBLOGLARKSPURXX',
  'EFAIRLARKSPURXX',
  'EPARTNERSLARKSP',
  'ESEARCHLARKSPUR',
  'EVOUCHERSLARKSP',
]

function oldSites(virginia: Account): void {
  virginia
    // From 2016, when a name needed no certificate. It was only ever linked to with http.
    .site(
      'E4JOBSLARKSPURX',
      { origins: [webOrigin('jobs.hosting.example')] },
      {
        ...own('jobs'),
        ViewerCertificate: {
          CloudFrontDefaultCertificate: true,
          SSLSupportMethod: 'vip',
          MinimumProtocolVersion: 'TLSv1',
        },
      },
    ) // Set up for a campaign of a week, five years ago.
    .site(
      'E5PRIZESLARKSPU',
      { origins: [webOrigin('prizes.hosting.example')] },
      { ...own('prizes'), WebACLId: '' },
    )
}

/** What the edge asks, and how. */
function origins(virginia: Account): void {
  virginia
    // The list of what a server of 2014 could do.
    .site(
      'E6STOCKLARKSPUR',
      {
        origins: [
          webOrigin('stock.hosting.example', {
            OriginSslProtocols: { Quantity: 3, Items: ['TLSv1', 'TLSv1.1', 'TLSv1.2'] },
          }),
        ],
      },
      own('stock'),
    ) // The certificate of the office's server ran out, and http worked.
    .site(
      'E7FORUMLARKSPUR',
      { origins: [webOrigin('forum.hosting.example', { OriginProtocolPolicy: 'http-only' })] },
      own('forum'),
    )
}

/** Files. The first bucket was there before access controls were, and open ever since. */
function buckets(virginia: Account): void {
  virginia
    .originAccessControl()
    .site(
      'E8PRESSLARKSPUR',
      { origins: [bucketOrigin('larkspur-press', { OriginAccessControlId: '' })] },
      own('press'),
    )
    // Somebody thought that visitors would be told apart by their cookies; a bucket does not look at them.
    .site(
      'EARCHIVELARKSPU',
      {
        origins: [bucketOrigin('larkspur-archive')],
        default: {
          CachePolicyId: undefined,
          ForwardedValues: {
            QueryString: false,
            Cookies: { Forward: 'all' },
            Headers: { Quantity: 0 },
            QueryStringCacheKeys: { Quantity: 0 },
          },
          MinTTL: 0,
          DefaultTTL: 86_400,
          MaxTTL: 31_536_000,
        },
      },
      own('archive'),
    )
    // The blog moved to a service in 2023, and its bucket was emptied and deleted. The distribution was forgotten.
    .site('EBLOGLARKSPURXX', { origins: [bucketOrigin('larkspur-blog')] }, own('blog'))
    .refused('bucketLocations', { Bucket: 'larkspur-blog' }, NO_SUCH_BUCKET)
    .site('E9DOCSLARKSPURX', { origins: [bucketOrigin('larkspur-docs')] }, own('docs'))
}

/** What is asked for, and what becomes of it. */
function paths(virginia: Account): void {
  const signed = { TrustedKeyGroups: { Enabled: true, Quantity: 1, Items: ['k-larkspur'] } }
  const files = { origins: [bucketOrigin('larkspur-academy')] }
  virginia
    // The paid courses came later, and were added at the end.
    .site(
      'EACADEMYLARKSPU',
      { ...files, paths: { '/videos/*': {}, '/videos/paid/*': signed } },
      own('academy'),
    )
    .site(
      'ESCHOOLLARKSPUR',
      { ...files, paths: { '/videos/paid/*': signed, '/videos/*': {} } },
      own('school'),
    ) // Made after an outage in spring. The behavior was to follow after the holidays.
    .site(
      'ERECIPESLARKSPU',
      {
        origins: [bucketOrigin('larkspur-recipes'), bucketOrigin('larkspur-recipes-west')],
        groups: [originGroup('recipes', ['larkspur-recipes', 'larkspur-recipes-west'])],
      },
      own('recipes'),
    )
    .site(
      'EGUIDESLARKSPUR',
      {
        origins: [bucketOrigin('larkspur-guides'), bucketOrigin('larkspur-guides-west')],
        groups: [originGroup('guides', ['larkspur-guides', 'larkspur-guides-west'])],
        default: { TargetOriginId: 'guides' },
      },
      own('guides'),
    )
}

/** Applications. The partners' API got its edge later than its security group. */
function balancers(virginia: Account): void {
  virginia
    .site('EPARTNERSLARKSP', { origins: [webOrigin('partners.larkspur.example')] }, own('partners-edge'))
    .vpcOrigin('vo_services', virginia.balancerArn('services'))
    .site(
      'ESEARCHLARKSPUR',
      { origins: [vpcOrigin('vo_services', 'search.services.larkspur.example')] },
      own('search'),
    )
    .listenerCertificate('partners', 443, ['*.larkspur.example'])
    .listenerCertificate('services', 443, ['*.services.larkspur.example'])
    .listenerCertificate('shop', 443, ['*.larkspur.example'])
    // Copied from the console: the balancer's own name, which is in no certificate. And somebody measured that longer
    // connections are faster.
    .site(
      'EVOUCHERSLARKSP',
      {
        origins: [webOrigin('shop-123456789.us-east-1.elb.amazonaws.com', { OriginKeepaliveTimeout: 60 })],
      },
      own('vouchers'),
    )
}
