/**
 * AWS Security Finding Format, as BatchImportFindings takes it (100 at a time). It is printed, never sent: sending is a
 * write. https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-syntax.html
 */
import type { Finding, Report, ResourceRef } from '../audit/report.ts'
import type { NotEvaluated } from '../audit/run.ts'
import type { Severity } from '../rule.ts'
import { jsonList } from './json.ts'
import { evidenceLines, short } from './plain-text.ts'

const LABEL: Readonly<Record<Severity, string>> = {
  critical: 'CRITICAL',
  high: 'HIGH',
  medium: 'MEDIUM',
  low: 'LOW',
  info: 'INFORMATIONAL',
}

const COMPLIANCE: Readonly<Record<Finding['status'], string>> = {
  fail: 'FAILED',
  suppressed: 'FAILED',
  pass: 'PASSED',
  unknown: 'WARNING',
}

export const asff = (report: Report): Iterable<string> =>
  jsonList(
    (function* () {
      for (const one of report.findings) yield findingOf(one, report)
      for (const one of report.notEvaluated) yield gapOf(one, report)
    })(),
  )

function findingOf(finding: Finding, report: Report): object {
  const text = [finding.message, ...evidenceLines(finding)].filter(Boolean).join(' | ')
  return {
    ...frame(finding.fingerprint, finding.ruleId, finding.account, finding.region, report),
    Title: short(finding.title, 256),
    Description: short(text || finding.title, 1024),
    ...rated(LABEL[finding.severity], finding.pillar),
    Compliance: { Status: COMPLIANCE[finding.status] },
    Resources: [resourceOf(finding.resource, finding.region)],
    ...(finding.remediation
      ? { Remediation: { Recommendation: { Text: short(finding.remediation, 512), Url: finding.reference } } }
      : {}),
    Workflow: {
      Status: finding.status === 'suppressed' ? 'SUPPRESSED' : finding.status === 'pass' ? 'RESOLVED' : 'NEW',
    },
    ...(finding.suppression
      ? {
          Note: {
            Text: short(finding.suppression.reason, 512),
            UpdatedBy: short(finding.suppression.owner ?? 'awsnet', 512),
            UpdatedAt: report.finishedAt,
          },
        }
      : {}),
    SourceUrl: finding.reference,
    RecordState: 'ACTIVE',
  }
}

function gapOf({ ruleId, account, region, operation, reason }: NotEvaluated, report: Report): object {
  const id = [ruleId, account, region, operation || 'rule'].join('/')
  return {
    ...frame(short(id, 512), ruleId, account, region, report),
    Title: short(`${ruleId} was not evaluated`, 256),
    Description: short(`${operation ? `${operation}: ` : ''}${reason}`, 1024),
    ...rated('INFORMATIONAL', 'operations'),
    Compliance: { Status: 'NOT_AVAILABLE' },
    Resources: [
      {
        Type: 'AwsAccount',
        Id: `AWS::::Account:${short(account, 40)}`,
        Partition: partitionOf(region),
        Region: home(region),
      },
    ],
    Workflow: { Status: 'NEW' },
    RecordState: 'ACTIVE',
  }
}

/** Global services are told where Security Hub keeps them. */
const home = (region: string): string =>
  region === 'global' || region === 'none' ? 'us-east-1' : short(region, 40)

function frame(id: string, ruleId: string, account: string, region: string, report: Report): object {
  const partition = partitionOf(region)
  const accountId = short(account, 40)
  return {
    SchemaVersion: '2018-10-08',
    Id: id,
    ProductArn: `arn:${partition}:securityhub:${home(region)}:${accountId}:product/${accountId}/default`,
    ProductName: report.tool.name,
    CompanyName: report.tool.name,
    GeneratorId: `awsnet/${ruleId}`,
    AwsAccountId: accountId,
    Region: home(region),
    CreatedAt: report.finishedAt,
    UpdatedAt: report.finishedAt,
  }
}

function rated(label: string, pillar: string): object {
  const types = [
    pillar === 'security'
      ? 'Software and Configuration Checks/AWS Security Best Practices/Network Reachability'
      : 'Software and Configuration Checks/AWS Security Best Practices',
  ]
  return {
    Severity: { Label: label },
    Types: types,
    FindingProviderFields: { Severity: { Label: label }, Types: types },
  }
}

/** ASFF's names of types that Security Hub groups by; all others are `Other`, with our type in the details. */
const TYPES: Readonly<Record<string, string>> = {
  'AWS::CertificateManager::Certificate': 'AwsCertificateManagerCertificate',
  'AWS::CloudFront::Distribution': 'AwsCloudFrontDistribution',
  'AWS::EC2::EIP': 'AwsEc2Eip',
  'AWS::EC2::Instance': 'AwsEc2Instance',
  'AWS::EC2::NetworkAcl': 'AwsEc2NetworkAcl',
  'AWS::EC2::NetworkInterface': 'AwsEc2NetworkInterface',
  'AWS::EC2::RouteTable': 'AwsEc2RouteTable',
  'AWS::EC2::SecurityGroup': 'AwsEc2SecurityGroup',
  'AWS::EC2::Subnet': 'AwsEc2Subnet',
  'AWS::EC2::TransitGateway': 'AwsEc2TransitGateway',
  'AWS::EC2::VPC': 'AwsEc2Vpc',
  'AWS::EC2::VPCPeeringConnection': 'AwsEc2VpcPeeringConnection',
  'AWS::EC2::VPNConnection': 'AwsEc2VpnConnection',
  'AWS::ElasticLoadBalancing::LoadBalancer': 'AwsElbLoadBalancer',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'AwsElbv2LoadBalancer',
  'AWS::NetworkFirewall::Firewall': 'AwsNetworkFirewallFirewall',
  'AWS::Route53::HostedZone': 'AwsRoute53HostedZone',
}

function resourceOf({ type, id, arn, name }: ResourceRef, region: string): object {
  const known = TYPES[type]
  return {
    Type: known ?? 'Other',
    Id: short(arn ?? id, 512),
    Partition: partitionOf(region),
    Region: home(region),
    Details: {
      Other: { ResourceType: type, ResourceId: short(id, 512), ...(name ? { Name: short(name, 512) } : {}) },
    },
  }
}

const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'
