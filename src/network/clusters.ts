import type { RowOf } from '../inventory/inventory.ts'

/**
 * The cluster of EKS nodes or ECS container instances that an instance belongs to, by the tags that these services and
 * the tools around them write.
 * https://docs.aws.amazon.com/eks/latest/userguide/eks-using-tags.html
 */
export function clusterOf(instance: RowOf<'instances'>): string | undefined {
  for (const { Key = '', Value } of instance.Tags ?? []) {
    if (NAMED.includes(Key) && Value) return Value
    if (Key.startsWith(KUBERNETES)) return Key.slice(KUBERNETES.length)
  }
  return undefined
}

const KUBERNETES = 'kubernetes.io/cluster/'
const NAMED = ['aws:eks:cluster-name', 'eks:cluster-name', 'aws:ecs:clusterName']
