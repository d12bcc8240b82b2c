import { createHash } from 'node:crypto'
import type { Item } from './facts-builder.ts'
import { ResolverBuilder } from './resolver-builder.ts'

type RecordItem = Item<'resourceRecordSets'>

/** Certificates of ACM, and the records that prove their names. */
export class CertificateBuilder extends ResolverBuilder {
  certificateArn(name: string): string {
    return `arn:aws:acm:${this.region}:${this.id}:certificate/${name}`
  }

  /** The CNAME by which ACM finds a name validated. */
  validationRecord(domain: string): { Name: string; Type: 'CNAME'; Value: string } {
    const hash = createHash('sha1').update(domain.replace('*.', '')).digest('hex')
    return {
      Name: `_${hash.slice(0, 16)}.${domain.replace('*.', '')}.`,
      Type: 'CNAME',
      Value: `_${hash.slice(16, 32)}.mhbtsbpdnt.acm-validations.aws.`,
    }
  }

  /** That CNAME as a record of a zone. */
  validationCname(domain: string): RecordItem {
    const { Name, Type, Value } = this.validationRecord(domain)
    return { Name, Type, TTL: 300, ResourceRecords: [{ Value }] }
  }

  /** An issued certificate of Amazon's for these names, in use by a load balancer, validated by DNS. */
  certificate(
    name: string,
    domains: readonly string[],
    summary: Item<'certificates'> = {},
    detail: Item<'certificateDetails'> = {},
    kind: 'certificates' | 'edgeCertificates' = 'certificates',
  ): this {
    const CertificateArn =
      kind === 'certificates'
        ? this.certificateArn(name)
        : `arn:aws:acm:us-east-1:${this.id}:certificate/${name}`
    const [DomainName] = domains
    const common = {
      CertificateArn,
      DomainName,
      Status: 'ISSUED',
      Type: 'AMAZON_ISSUED',
      RenewalEligibility: 'ELIGIBLE',
      NotBefore: '2026-09-01T00:00:00.000Z',
      NotAfter: '2027-03-18T00:00:00.000Z',
    } as const
    const item = {
      ...common,
      SubjectAlternativeNameSummaries: [...domains],
      HasAdditionalSubjectAlternativeNames: false,
      KeyAlgorithm: 'RSA_2048',
      InUse: true,
      Exported: false,
      ...summary,
    } as const
    const details = {
      ...common,
      SubjectAlternativeNames: [...domains],
      InUseBy: [
        `arn:aws:elasticloadbalancing:${this.region}:${this.id}:loadbalancer/app/web/50dc6c495c0c9188`,
      ],
      DomainValidationOptions: domains.map((one) => ({
        DomainName: one,
        ValidationMethod: 'DNS' as const,
        ValidationStatus: 'SUCCESS' as const,
        ResourceRecord: this.validationRecord(one),
      })),
      ...detail,
    }
    return this.add(kind, item).add(
      kind === 'certificates' ? 'certificateDetails' : 'edgeCertificateDetails',
      details,
      { CertificateArn },
    )
  }
}
