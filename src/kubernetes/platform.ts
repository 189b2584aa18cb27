/** How a Kubernetes is run: each keeps another part of a node for itself. `aks` is 1.29 and later. */
export const PLATFORMS = ['eks', 'gke', 'aks', 'aks-pre-1.29', 'oke', 'iks', 'openshift', 'kubeadm'] as const;

export type Platform = (typeof PLATFORMS)[number];

export type NodeArchitecture = 'amd64' | 'arm64';
