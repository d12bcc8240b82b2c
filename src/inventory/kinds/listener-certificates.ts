import type { DescribeListenerCertificatesOutput } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { marker } from '../paging.ts'
import { listeners } from './listeners.ts'

/** Every certificate of a listener that ends TLS, the default one and those for further names (SNI). */
export const listenerCertificates = defineKind({
  operation: 'elbv2:DescribeListenerCertificates',
  paging: marker(100),
  per: {
    param: 'ListenerArn',
    from: [
      from(listeners, ({ Protocol, ListenerArn }) =>
        Protocol === 'HTTPS' || Protocol === 'TLS' ? ListenerArn : undefined,
      ),
    ],
  },
  always: ['CertificateArn'],
  items: (page: Plain<DescribeListenerCertificatesOutput>, asked) =>
    page.Certificates?.map((certificate) => ({
      ...certificate,
      ListenerArn: String(asked['ListenerArn']),
    })),
  identify: (item) => ({ type: 'AWS::ElasticLoadBalancingV2::Listener', id: item.ListenerArn }),
})
