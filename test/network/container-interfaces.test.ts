import { expect, test } from 'vitest'
import { isContainerInterface } from '../../src/network/container-interfaces.ts'

type NetworkInterface = Parameters<typeof isContainerInterface>[0]

const tagged = (Key: string): object => ({ TagSet: [{ Key, Value: 'shop' }] })

test.each([
  ['of the VPC CNI', { Description: 'aws-K8S-i-0a1b2c3d4e5f60718' }, true],
  ['of Cilium', { Description: 'Cilium-CNI (i-0a1b2c3d4e5f60718)' }, true],
  ['of an ECS task', { Description: 'arn:aws:ecs:us-east-1:111111111111:attachment/1' }, true],
  ['tagged with its node', tagged('node.k8s.amazonaws.com/instance_id'), true],
  ['tagged with its cluster', tagged('cluster.k8s.amazonaws.com/name'), true],
  ['of another', { Description: 'for the k8s team', ...tagged('team') }, false],
  ['without either', {}, false],
])('an interface %s', (_, eni, expected) =>
  // Only what the function looks at.
  expect(isContainerInterface(eni as NetworkInterface)).toBe(expected),
)
