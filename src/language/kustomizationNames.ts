/** Source: kustomize, api/konfig/general.go (RecognizedKustomizationFileNames). */
export const kustomizationNames: readonly string[] = [
  "kustomization.yaml",
  "kustomization.yml",
  "Kustomization",
];
