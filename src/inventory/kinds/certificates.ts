import type { ListCertificatesRequest, ListCertificatesResponse } from '@aws-sdk/client-acm'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'
import { nextToken } from '../paging.ts'

/**
 * ACM leaves out all but RSA keys of 1,024 and 2,048 bits unless the others are asked for:
 * https://docs.aws.amazon.com/acm/latest/APIReference/API_ListCertificates.html
 */
const EVERY_KEY: Pick<ListCertificatesRequest, 'Includes'> = {
  Includes: {
    keyTypes: [
      'RSA_1024',
      'RSA_2048',
      'RSA_3072',
      'RSA_4096',
      'EC_prime256v1',
      'EC_secp384r1',
      'EC_secp521r1',
    ],
  },
}

/** What `certificates` and `edgeCertificates` have in common: the same list, of another region. */
export const listOfCertificates = {
  operation: 'acm:ListCertificates' as const,
  params: { ...EVERY_KEY },
  paging: nextToken(1000, 'MaxItems'),
  items: (page: Plain<ListCertificatesResponse>) => page.CertificateSummaryList,
  identify: (item: {
    readonly CertificateArn?: string | undefined
    readonly DomainName?: string | undefined
  }) =>
    item.CertificateArn
      ? {
          type: 'AWS::CertificateManager::Certificate',
          id: item.CertificateArn,
          arn: item.CertificateArn,
          name: item.DomainName,
        }
      : undefined,
}

/** The certificates that load balancers of a region can use. */
export const certificates = defineKind(listOfCertificates)
