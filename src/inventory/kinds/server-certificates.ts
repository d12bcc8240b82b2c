import type { ListServerCertificatesResponse } from '@aws-sdk/client-iam'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind } from '../kind.ts'

/** Certificates that were uploaded to IAM, as older load balancers and distributions use them. */
export const serverCertificates = defineKind({
  operation: 'iam:ListServerCertificates',
  global: true,
  paging: { next: { Marker: 'Marker' }, more: 'IsTruncated', size: ['MaxItems', 1000] },
  items: (page: Plain<ListServerCertificatesResponse>) => page.ServerCertificateMetadataList,
  identify: (item) =>
    item.Arn
      ? {
          type: 'AWS::IAM::ServerCertificate',
          id: item.ServerCertificateId ?? item.Arn,
          arn: item.Arn,
          name: item.ServerCertificateName,
        }
      : undefined,
})
