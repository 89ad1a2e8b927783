/** Whether a text may be a template with node auto-provisioning: asked before anything is loaded or parsed. */
export function mentionsNap(text: string): boolean {
  return /nodeProvisioningProfile/i.test(text) && /managedClusters/i.test(text);
}
