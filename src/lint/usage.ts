/** What --help prints. */
export const usage = `Judges Karpenter manifests for AKS: NodePool, AKSNodeClass, NodeClaim, NodeOverlay.

Usage: nap-lint lint [option...] PATH...
       nap-lint preflight [option...] FILE...     what stands in the way of NAP (preflight --help)

PATH is a file, a directory (its *.yaml and *.yml are judged, and of its *.json and *.jsonc the
ARM templates with nodeProvisioningProfile; node_modules and .git are left out), or - for standard input. All files together form one workspace.

Options:
  --format FORMAT           text (default), json, sarif or github (workflow annotations)
  --fix                     write the preferred fixes into the files, then report what is left;
                            for - the fixed text goes to standard output, the report to standard error
  --schema SET              current (default), next or preview-2023
  --region REGION           Azure region of the cluster, such as westeurope
  --kubernetes-version V    Kubernetes version of the cluster, such as 1.34
  --rules ID=SEVERITY       error, warning, info or off; may be repeated, or a list parted by commas
  --max-severity SEVERITY   highest severity that still passes: none, info, warning (default) or error
  --quiet                   text and github: only the findings that fail the run, no summary
  --verbose                 also say which files were left alone, and why
  --version                 also names the releases of the provider that the schemas are from
  --help

Exit code: 0 = passed, 1 = a finding is above --max-severity, 2 = wrong usage or an input that cannot be read.
`;
