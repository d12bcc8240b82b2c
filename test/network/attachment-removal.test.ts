import { expect, test } from 'vitest'
import { removeAttachment } from '../../src/network/attachment-removal.ts'

const removal = (
  ResourceType: 'vpc' | 'vpn' | 'connect' | 'peering' | 'direct-connect-gateway',
  ResourceId: string,
): string =>
  removeAttachment({
    account: '1',
    region: 'us-east-1',
    type: 'AWS::EC2::TransitGatewayAttachment',
    id: 'tgw-attach-1',
    ResourceType,
    ResourceId,
  })

test('each kind of attachment is removed in its own way', () => {
  const ofAttachment = '--transit-gateway-attachment-id tgw-attach-1'
  expect(removal('vpc', 'vpc-1')).toBe(`aws ec2 delete-transit-gateway-vpc-attachment ${ofAttachment}`)
  expect(removal('connect', 'tgw-attach-0')).toBe(`aws ec2 delete-transit-gateway-connect ${ofAttachment}`)
  expect(removal('peering', 'tgw-2')).toBe(
    `aws ec2 delete-transit-gateway-peering-attachment ${ofAttachment}`,
  )
  expect(removal('vpn', 'vpn-1')).toBe('aws ec2 delete-vpn-connection --vpn-connection-id vpn-1')
  expect(removal('direct-connect-gateway', 'dx-1')).toBe(
    'aws directconnect delete-direct-connect-gateway-association --association-id ASSOCIATION_OF_dx-1',
  )
})
