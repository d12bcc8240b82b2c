import type { NetworkInterface } from './interfaces.ts'

const DESCRIPTIONS = /^(aws-K8S-|Cilium-CNI|arn:aws[\w-]*:ecs:)/
const TAG_KEYS = /k8s\.amazonaws\.com\/|^eks:|^kubernetes\.io\/cluster\//

/**
 * Whether an interface was made for pods or tasks by the software that runs them, which attaches, routes and deletes
 * it: only its description and its tags tell.
 * https://docs.aws.amazon.com/eks/latest/best-practices/vpc-cni.html
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html
 */
export const isContainerInterface = (eni: NetworkInterface): boolean =>
  DESCRIPTIONS.test(eni.Description ?? '') ||
  (eni.TagSet ?? []).some(({ Key }) => Key !== undefined && TAG_KEYS.test(Key))
