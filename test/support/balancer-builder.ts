import { EdgeBuilder } from './edge-builder.ts'
import type { Item } from './facts-builder.ts'

/** What load balancers show to their clients, and what stands guard before them. */
export class BalancerBuilder extends EdgeBuilder {
  /** The certificate that the listener of a Classic Load Balancer shows. */
  classicCertificate(balancer: string, DomainName: string, fields: Item<'certificates'> = {}): this {
    const CertificateArn = this.classicCertificateArn(balancer)
    this.add('certificateDetails', { CertificateArn, DomainName }, { CertificateArn })
    return this.add('certificates', {
      CertificateArn,
      DomainName,
      SubjectAlternativeNameSummaries: [DomainName],
      HasAdditionalSubjectAlternativeNames: false,
      Status: 'ISSUED',
      Type: 'AMAZON_ISSUED',
      InUse: true,
      RenewalEligibility: 'ELIGIBLE',
      NotAfter: '2099-01-01T00:00:00.000Z',
      ...fields,
    })
  }

  /** A regional web ACL before these application load balancers. */
  webAcl(Name: string, balancers: readonly string[]): this {
    const ARN = `arn:aws:wafv2:${this.region}:${this.id}:regional/webacl/${Name}/a1b2c3d4-0000-4000-8000-000000000001`
    const asked = { ResourceType: 'APPLICATION_LOAD_BALANCER', WebACLArn: ARN }
    for (const balancer of balancers)
      this.add('webAclBalancers', { LoadBalancerArn: this.balancerArn(balancer) }, asked)
    return this.add('webAcls', { Name, Id: 'a1b2c3d4-0000-4000-8000-000000000001', ARN })
  }
}
