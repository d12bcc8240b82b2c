import { describe, expect, test } from 'vitest'
import { lackingField } from '../../src/inventory/always.ts'
import { HERE, factsOf, fact } from '../support/facts.ts'

describe('the fields that an item must have', () => {
  test.each([
    ['A', {}, 'A'],
    ['A', { A: null }, 'A'],
    ['A', { A: false }, undefined],
    ['A', { A: [] }, undefined],
    ['A.B', {}, undefined],
    ['A.B', { A: {} }, 'A.B'],
    ['A.B', { A: [{ B: 1 }, {}] }, 'A.B'],
    ['A.B', { A: [] }, undefined],
    ['A|B', { B: 'b' }, undefined],
    ['A|B', { A: false, B: [] }, 'A or B'],
    ['A.B|C', { A: [{ B: 1 }, { C: 2 }] }, undefined],
    ['A.B|C', { A: [{ B: 1 }, { D: 2 }] }, 'A.B or C'],
    ['A.B.C', { A: [{ B: [{ C: 1 }, {}] }] }, 'A.B.C'],
  ])('%s of %j', (path, item, lacking) => expect(lackingField(item, [path])).toBe(lacking))
})

describe('what AWS does leave out', () => {
  const read = (
    operation: string,
    response: object,
    kind: Parameters<ReturnType<typeof factsOf>['unread']>[0],
  ) => factsOf(fact(operation, response)).unread(kind, HERE)?.reason

  test('a gateway load balancer has no DNS name', () => {
    const balancer = (more: object) => ({ LoadBalancers: [{ LoadBalancerArn: 'a', ...more }] })
    const operation = 'elbv2:DescribeLoadBalancers'
    expect(read(operation, balancer({ Type: 'gateway' }), 'loadBalancers')).toBeUndefined()
    expect(read(operation, balancer({ Type: 'network' }), 'loadBalancers')).toBe(
      'a has no DNSName, which AWS always gives',
    )
  })

  test('an endpoint for a resource has no service', () => {
    const endpoint = { VpcEndpointId: 'vpce-1', VpcId: 'vpc-1', VpcEndpointType: 'Resource' }
    const answer = { VpcEndpoints: [{ ...endpoint, ResourceConfigurationArn: 'arn:x' }] }
    expect(read('ec2:DescribeVpcEndpoints', answer, 'vpcEndpoints')).toBeUndefined()
  })

  test('a carrier address is no public one', () => {
    const eni = {
      NetworkInterfaceId: 'eni-1',
      VpcId: 'vpc-1',
      SubnetId: 's',
      Status: 'in-use',
      InterfaceType: 'interface',
    }
    const answer = { NetworkInterfaces: [{ ...eni, Association: { CarrierIp: '155.146.1.1' } }] }
    expect(read('ec2:DescribeNetworkInterfaces', answer, 'networkInterfaces')).toBeUndefined()
  })

  test('a dead route may have lost its target, a live one not', () => {
    const table = (State: string) => ({
      RouteTables: [
        {
          RouteTableId: 'rtb-1',
          VpcId: 'vpc-1',
          Associations: [],
          Routes: [{ DestinationCidrBlock: '0.0.0.0/0', State }],
        },
      ],
    })
    expect(read('ec2:DescribeRouteTables', table('blackhole'), 'routeTables')).toBeUndefined()
    expect(read('ec2:DescribeRouteTables', table('active'), 'routeTables')).toBe(
      'rtb-1 has no target for a route, which AWS always gives',
    )
  })
})
