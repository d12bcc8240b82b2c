/** Services of AWS that are (also) called on other ports than 443, where open ports say little. */
const OTHERS =
  /^(email-smtp|cassandra|transfer|iot|appstream|neptune|dms|kafka|redshift|rds|workspaces|awsconnector|mediaconnect|elastic|memorydb|docdb|directory|ds|ldap|deviceadvisor|private-networks)\b/

/**
 * The TCP port on which an interface endpoint is called: 443 for the APIs of AWS. Undefined where that is not sure:
 * mail, databases, file transfer, and services of others.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export function endpointPort(serviceName: string | undefined): number | undefined {
  if (serviceName?.includes('.vpce.')) return undefined
  const [, service = ''] =
    /^(?:cn\.)?com\.amazonaws\.[a-z]{2,}(?:-[a-z]+)+-\d\.(.+)$/.exec(serviceName ?? '') ?? []
  return service === '' || OTHERS.test(service) ? undefined : 443
}
