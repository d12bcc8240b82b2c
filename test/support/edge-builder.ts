import { BALANCER_DEFAULTS, CLASSIC_DEFAULTS } from './balancer-defaults.ts'
import type { Item } from './facts-builder.ts'
import { VpcBuilder } from './vpc-builder.ts'

type Attributes = Readonly<Record<string, string>>

const list = (attributes: Attributes): { Key: string; Value: string }[] =>
  Object.entries(attributes).map(([Key, Value]) => ({ Key, Value }))

/** What stands before the VPC: load balancers, names, distributions. */
export class EdgeBuilder extends VpcBuilder {
  readonly #types = new Map<string, string>()

  #elb(kind: string, name: string): string {
    return `arn:aws:elasticloadbalancing:${this.region}:${this.id}:${kind}/${name}`
  }

  balancerArn(name: string): string {
    return this.#elb('loadbalancer', `${this.#types.get(name) ?? 'app'}/${name}/50dc6c495c0c9188`)
  }

  groupArn(name: string): string {
    return this.#elb('targetgroup', `${name}/73e2d6bc24d8a067`)
  }

  listenerArn(balancer: string, port: number): string {
    return this.#elb('listener', `${this.#types.get(balancer) ?? 'app'}/${balancer}/50dc6c495c0c9188/${port}`)
  }

  /** An internet-facing application load balancer in subnets `public-a` and `public-b`, or others. */
  loadBalancer(
    name: string,
    {
      type = 'application',
      zones = ['a', 'b'],
      attributes = {},
      nodes = false,
    }: {
      readonly type?: 'application' | 'network' | 'gateway'
      readonly zones?: readonly string[]
      readonly attributes?: Attributes
      readonly nodes?: boolean
    } = {},
    fields: Item<'loadBalancers'> = {},
  ): this {
    this.#types.set(name, { application: 'app', network: 'net', gateway: 'gwy' }[type])
    const LoadBalancerArn = this.balancerArn(name)
    const host =
      type === 'application'
        ? `${fields.Scheme === 'internal' ? 'internal-' : ''}${name}-123456789.${this.region}.elb`
        : `${name}-0123456789abcdef.elb.${this.region}`
    this.add('loadBalancers', {
      LoadBalancerArn,
      LoadBalancerName: name,
      DNSName: `${host}.amazonaws.com`,
      CanonicalHostedZoneId: 'Z35SXDOTRQ7X7K',
      CreatedTime: '2025-01-01T00:00:00.000Z',
      Type: type,
      Scheme: 'internet-facing',
      State: { Code: 'active' },
      IpAddressType: 'ipv4',
      VpcId: this.vpcId(),
      SecurityGroups: type === 'application' ? [this.idOf('sg', name)] : [],
      AvailabilityZones: zones.map((zone) => ({
        ZoneName: this.zone(zone).AvailabilityZone,
        SubnetId: this.idOf('subnet', `public-${zone}`),
        LoadBalancerAddresses: [],
      })),
      ...fields,
    })
    for (const attribute of list({ ...BALANCER_DEFAULTS[type], ...attributes })) {
      this.add('loadBalancerAttributes', attribute, { LoadBalancerArn })
    }
    if (nodes) for (const [index, zone] of zones.entries()) this.#node(name, zone, index, fields)
    return this
  }

  /** The interface of a balancer in a zone, in the subnet `public-<zone>`. */
  #node(
    name: string,
    zone: string,
    index: number,
    { Scheme = 'internet-facing', SecurityGroups = [] }: Item<'loadBalancers'>,
  ): void {
    const Groups = SecurityGroups.map((GroupId) => ({ GroupId }))
    const described = {
      Description: `ELB ${this.balancerArn(name).split(':loadbalancer/')[1]}`,
      RequesterManaged: true,
      Groups,
    }
    const publicIp = Scheme === 'internet-facing' ? { publicIp: this.publicAddress() } : {}
    this.eni(`${name}-${index}`, { subnet: `public-${zone}`, ...publicIp }, described)
  }

  /** A listener of a balancer; its default rule does what its default actions do. */
  listener(
    balancer: string,
    Port: number,
    Protocol: 'HTTP' | 'HTTPS' | 'TCP' | 'TLS' | 'UDP',
    fields: Item<'listeners'> = {},
    rules: readonly Item<'listenerRules'>[] = [],
  ): this {
    const ListenerArn = this.listenerArn(balancer, Port)
    const LoadBalancerArn = this.balancerArn(balancer)
    const secure = Protocol === 'HTTPS' || Protocol === 'TLS'
    const DefaultActions = fields.DefaultActions ?? [
      { Type: 'forward', TargetGroupArn: this.groupArn('web'), Order: 1 },
    ]
    const listener: Item<'listeners'> = {
      ListenerArn,
      LoadBalancerArn,
      Port,
      Protocol,
      ...(secure ? { SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09', Certificates: [] } : {}),
      ...fields,
      DefaultActions,
    }
    this.add('listeners', listener, { LoadBalancerArn })
    if (Protocol === 'TCP')
      this.add('listenerAttributes', { Key: 'tcp.idle_timeout.seconds', Value: '350' }, { ListenerArn })
    const all = [
      ...rules,
      {
        RuleArn: `${ListenerArn}/default`,
        Priority: 'default',
        IsDefault: true,
        Conditions: [],
        Actions: DefaultActions,
      },
    ]
    for (const rule of all) this.add('listenerRules', rule, { ListenerArn })
    return this
  }

  /** An internet-facing Classic Load Balancer for HTTPS in zones `a` and `b`, with these instances. */
  classicLoadBalancer(
    name: string,
    {
      zones = ['a', 'b'],
      instances = [],
      ...fields
    }: Item<'classicLoadBalancers'> & {
      readonly zones?: readonly string[]
      readonly instances?: readonly string[]
    } = {},
  ): this {
    this.add('classicLoadBalancerAttributes', CLASSIC_DEFAULTS, { LoadBalancerName: name })
    this.classicPolicy(name, 'ELBSecurityPolicy-TLS-1-2-2017-01', ['TLSv1.2'])
    if (instances.length > 0)
      this.instanceHealth(name, Object.fromEntries(instances.map((instance) => [instance, 'InService'])))
    return this.add('classicLoadBalancers', {
      LoadBalancerName: name,
      DNSName: `${name}-987654321.${this.region}.elb.amazonaws.com`,
      CanonicalHostedZoneNameID: 'Z35SXDOTRQ7X7K',
      Scheme: 'internet-facing',
      CreatedTime: '2019-01-01T00:00:00.000Z',
      VPCId: this.vpcId(),
      AvailabilityZones: zones.map((zone) => this.zone(zone).AvailabilityZone),
      Subnets: zones.map((zone) => this.idOf('subnet', `public-${zone}`)),
      SecurityGroups: [this.idOf('sg', name)],
      Instances: instances.map((instance) => ({ InstanceId: this.idOf('i', instance) })),
      ListenerDescriptions: [
        {
          Listener: {
            Protocol: 'HTTPS',
            LoadBalancerPort: 443,
            InstanceProtocol: 'HTTP',
            InstancePort: 8080,
            SSLCertificateId: this.classicCertificateArn(name),
          },
          PolicyNames: ['ELBSecurityPolicy-TLS-1-2-2017-01'],
        },
      ],
      HealthCheck: {
        Target: 'HTTP:8080/health',
        Interval: 30,
        Timeout: 5,
        UnhealthyThreshold: 2,
        HealthyThreshold: 10,
      },
      ...fields,
    })
  }

  classicCertificateArn(balancer: string): string {
    return `arn:aws:acm:${this.region}:${this.id}:certificate/${balancer}`
  }

  /** The states of a Classic Load Balancer's instances, each with its description: `OutOfService: Instance is …`. */
  instanceHealth(LoadBalancerName: string, states: Readonly<Record<string, string>>): this {
    const InstanceStates = Object.entries(states).map(([instance, text]) => {
      const [State = '', Description = 'N/A'] = text.split(': ')
      return { InstanceId: this.idOf('i', instance), State, ReasonCode: 'N/A', Description }
    })
    return this.add('classicInstanceHealth', { InstanceStates }, { LoadBalancerName })
  }

  /** A TLS policy of a Classic Load Balancer that allows these versions of `SSLv3`, `TLSv1`, `TLSv1.1` and `TLSv1.2`. */
  classicPolicy(LoadBalancerName: string, PolicyName: string, versions: readonly string[]): this {
    const all = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2']
    return this.add(
      'classicLoadBalancerPolicies',
      {
        PolicyName,
        PolicyTypeName: 'SSLNegotiationPolicyType',
        PolicyAttributeDescriptions: all.map((version) => ({
          AttributeName: `Protocol-${version}`,
          AttributeValue: String(versions.includes(version)),
        })),
      },
      { LoadBalancerName },
    )
  }

  /** What is different from the defaults of a Classic Load Balancer. */
  classicAttributes(LoadBalancerName: string, attributes: Item<'classicLoadBalancerAttributes'>): this {
    return this.add('classicLoadBalancerAttributes', attributes, { LoadBalancerName })
  }

  /** The policies that the listeners of a story name. */
  sslPolicy(Name: string, SslProtocols: readonly string[]): this {
    return this.add('sslPolicies', { Name, SslProtocols: [...SslProtocols], Ciphers: [] })
  }

  /** A group of healthy instance targets, by the names of the instances; `!` in front makes one unhealthy. */
  targetGroup(
    name: string,
    {
      balancers = [],
      targets = [],
      attributes = {},
      port = 80,
    }: {
      readonly balancers?: readonly string[]
      readonly targets?: readonly string[]
      readonly attributes?: Attributes
      readonly port?: number
    } = {},
    fields: Item<'targetGroups'> = {},
  ): this {
    const TargetGroupArn = this.groupArn(name)
    const { Protocol = 'HTTP', TargetType = 'instance' } = fields
    const speaksHttp = Protocol === 'HTTP' || Protocol === 'HTTPS'
    this.add('targetGroups', {
      TargetGroupArn,
      TargetGroupName: name,
      Protocol,
      Port: port,
      VpcId: this.vpcId(),
      TargetType,
      HealthCheckEnabled: TargetType !== 'lambda',
      HealthCheckProtocol: speaksHttp ? Protocol : 'TCP',
      HealthCheckPort: 'traffic-port',
      ...(speaksHttp ? { HealthCheckPath: '/', Matcher: { HttpCode: '200' } } : {}),
      LoadBalancerArns: balancers.map((balancer) => this.balancerArn(balancer)),
      ...fields,
    })
    const defaults: Attributes = {
      'deregistration_delay.timeout_seconds': '300',
      'stickiness.enabled': 'false',
      'load_balancing.cross_zone.enabled': 'use_load_balancer_configuration',
    }
    for (const attribute of list({ ...defaults, ...attributes })) {
      this.add('targetGroupAttributes', attribute, { TargetGroupArn })
    }
    for (const target of targets) {
      const state = target.startsWith('!') ? 'unhealthy' : 'healthy'
      this.target(name, target.replace('!', ''), { state, port })
    }
    return this
  }

  /** A target of a group: an instance by its name, or an address, in a zone by its letter or in `all`. */
  target(
    group: string,
    target: string,
    {
      state = 'healthy',
      reason,
      zone,
      port = 80,
    }: {
      readonly state?: string
      readonly reason?: string
      readonly zone?: string
      readonly port?: number
    } = {},
    fields: Item<'targetHealth'> = {},
  ): this {
    const Id = /^\d+\.\d+|:/.test(target) ? target : this.idOf('i', target)
    const AvailabilityZone = zone === 'all' ? zone : zone && this.zone(zone).AvailabilityZone
    return this.add(
      'targetHealth',
      {
        Target: { Id, Port: port, ...(AvailabilityZone ? { AvailabilityZone } : {}) },
        TargetHealth: {
          State: state as 'healthy', // values of next year, too
          ...(reason ? { Reason: reason as 'Target.Timeout' } : {}),
        },
        ...fields,
      },
      { TargetGroupArn: this.groupArn(group) },
    )
  }

  /** A group of instances that Auto Scaling keeps and registers in target groups, by the names of these. */
  scalingGroup(
    name: string,
    groups: readonly string[] = [],
    fields: Item<'autoScalingGroups'> = {},
    tags: Readonly<Record<string, string>> = {},
  ): this {
    const arns = groups.map((group) => this.groupArn(group))
    return this.add('autoScalingGroups', {
      AutoScalingGroupName: name,
      AutoScalingGroupARN: `arn:aws:autoscaling:${this.region}:${this.id}:autoScalingGroup:1:autoScalingGroupName/${name}`,
      MinSize: 2,
      MaxSize: 6,
      DesiredCapacity: 2,
      HealthCheckType: 'ELB',
      HealthCheckGracePeriod: 300,
      TargetGroupARNs: arns,
      LoadBalancerNames: [],
      TrafficSources: arns.map((Identifier) => ({ Identifier, Type: 'elbv2' })),
      SuspendedProcesses: [],
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      ...fields,
    })
  }

  /** A public hosted zone (`example.com`) with its records; names are relative to nothing: give them in full. */
  hostedZone(
    name: string,
    records: readonly Item<'resourceRecordSets'>[] = [],
    fields: Item<'hostedZones'> = {},
  ): this {
    const HostedZoneId = `Z${name.replace(/\W/g, '').toUpperCase()}`
    this.add('hostedZones', {
      Id: `/hostedzone/${HostedZoneId}`,
      Name: `${name}.`,
      CallerReference: name,
      Config: { PrivateZone: false },
      ResourceRecordSetCount: records.length,
      ...fields,
    })
    for (const record of records) this.add('resourceRecordSets', record, { HostedZoneId })
    return this
  }

  /** A health check for HTTPS, and what Route 53's checkers last saw. */
  healthCheck(
    Id: string,
    fields: Item<'healthChecks'> = {},
    seen: readonly string[] = ['Success: HTTP Status Code 200, OK'],
  ): this {
    const HealthCheckObservations = seen.map((Status, index) => ({
      IPAddress: `192.0.2.${index + 1}`,
      StatusReport: { Status, CheckedTime: '2026-11-22T07:59:30.000Z' },
    }))
    this.add('healthCheckStatuses', { HealthCheckObservations }, { HealthCheckId: Id })
    return this.add('healthChecks', {
      Id,
      CallerReference: Id,
      HealthCheckVersion: 1,
      HealthCheckConfig: {
        Type: 'HTTPS',
        FullyQualifiedDomainName: 'www.example.com',
        Port: 443,
        Disabled: false,
        Inverted: false,
      },
      ...fields,
    })
  }
}
