import type { ListResourcesForWebACLResponse } from '@aws-sdk/client-wafv2'
import type { Plain } from '../../snapshot/plain.ts'
import { defineKind, from } from '../kind.ts'
import { webAcls } from './web-acls.ts'

/** The load balancers that a web ACL stands before: one call an ACL costs less than one a balancer. */
export const webAclBalancers = defineKind({
  operation: 'wafv2:ListResourcesForWebACL',
  params: { ResourceType: 'APPLICATION_LOAD_BALANCER' },
  per: { param: 'WebACLArn', from: [from(webAcls, (acl) => acl.ARN)] },
  items: (page: Plain<ListResourcesForWebACLResponse>, asked) =>
    page.ResourceArns?.map((LoadBalancerArn) => ({ LoadBalancerArn, WebACLArn: String(asked['WebACLArn']) })),
  identify: (item) => ({ type: 'AWS::WAFv2::WebACLAssociation', id: item.LoadBalancerArn }),
})
