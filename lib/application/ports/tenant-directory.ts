/** What the token authority tells everybody of tenants. */
export interface TenantDirectory {
  /**
   * The id of the tenant that has verified the domain; undefined when none has.
   * @throws UpstreamError of the service `identity` when the authority does not say, or says what cannot be believed.
   */
  findTenantId(domain: string): Promise<string | undefined>;
}
