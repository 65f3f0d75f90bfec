/** Where as many tenants have the same fault as one cause of their own hardly ever explains. */
export function UpstreamHint({ tenants }: { tenants: number }) {
  return tenants < 20 ? null : <small>many tenants at once: look upstream first</small>;
}
