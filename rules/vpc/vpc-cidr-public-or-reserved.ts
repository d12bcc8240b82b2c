import type { Inventory, RowOf } from '../../src/inventory/inventory.ts'
import { type Prefix, contains, overlaps, parsePrefix } from '../../src/network/prefix.ts'
import { isPrivate } from '../../src/network/private-ranges.ts'
import { same } from '../../src/network/same.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

/** Where container bridges are by default: in AWS Cloud9, SageMaker AI, and on every Docker host. */
const BRIDGES = parsePrefix('172.17.0.0/16')

export default defineRule({
  id: 'vpc-cidr-public-or-reserved',
  title: 'VPC uses addresses that something else claims',
  topic: 'vpc',
  pillar: 'reliability',
  severity: 'medium',
  needs: ['vpcs'],
  consults: ['byoipCidrs'],
  why: `A VPC on public addresses that are not one's own cannot reach whoever has them: its packets stay inside. And
172.17.0.0/16 is where container hosts have their own bridge, so that some services never answer to it.`,
  fix: `Add a private block (RFC 1918), move the workloads there, and take the other one away.`,
  check: `In the VPC console, compare the IPv4 blocks of each VPC with 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16.`,
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html',

  *judge(inventory) {
    for (const vpc of inventory.vpcs) {
      const blocks = blocksOf(vpc)
      if (blocks.length === 0) {
        yield unknown(vpc, 'its blocks (CidrBlockAssociationSet) are not in the answer')
        continue
      }
      let clean = true
      for (const { text, prefix, isSure } of blocks) {
        const isPublic = !isPrivate(prefix)
        const bridged = BRIDGES !== undefined && overlaps(prefix, BRIDGES)
        const own = isPublic ? isOwn(prefix, inventory) : false
        if (own === undefined) {
          clean = false
          yield unknown(
            vpc,
            `whether ${text}, which is public, was brought to AWS by this account was not read`,
            text,
          )
        }
        if (own === undefined || own || (!isPublic && !bridged)) continue
        clean = false
        if (!isSure) {
          yield unknown(vpc, `whether it still has ${text} (CidrBlockState) is not in the answer`, text)
          continue
        }
        yield fail(vpc, {
          key: text,
          message: isPublic
            ? `This VPC cannot reach those on the internet who have ${text}: the block is public, and none that was brought to AWS here.`
            : `Container hosts and some AWS services cannot answer to this VPC: ${text} lies where they have a bridge of their own, 172.17.0.0/16.`,
          severity: isPublic ? undefined : 'info',
          evidence: [
            [
              vpc,
              `has the block ${text}`,
              { VpcId: vpc.id, CidrBlock: text, reason: isPublic ? 'public' : 'overlaps 172.17.0.0/16' },
            ],
          ],
          remediation: `aws ec2 associate-vpc-cidr-block --vpc-id ${vpc.id} --cidr-block PRIVATE_BLOCK, and move what runs in ${text} there`,
        })
      }
      if (clean) yield pass(vpc)
    }
  },
})

interface Block {
  readonly text: string
  readonly prefix: Prefix
  /** It says that the VPC has it. */
  readonly isSure: boolean
}

const blocksOf = (vpc: RowOf<'vpcs'>): readonly Block[] =>
  (vpc.CidrBlockAssociationSet ?? []).flatMap(({ CidrBlock: text, CidrBlockState }) => {
    const prefix = parsePrefix(text)
    const isSure = same(CidrBlockState?.State, 'associated')
    return text && prefix && (isSure || !CidrBlockState) ? [{ text, prefix, isSure }] : []
  })

/** Whether a range is the account's own; undefined when that was not read. */
function isOwn(prefix: Prefix, { byoipCidrs }: Inventory<'byoipCidrs'>): boolean | undefined {
  const brought = byoipCidrs.everywhere.flatMap((one) => parsePrefix(one.Cidr) ?? [])
  if (brought.some((range) => contains(range, prefix))) return true
  return byoipCidrs.complete ? false : undefined
}
