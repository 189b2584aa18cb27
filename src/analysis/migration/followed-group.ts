import type { MigrationRoute } from '../../finding/migration-finding.ts';

interface GroupName {
  readonly provider: string;
  readonly route: MigrationRoute;
}

/** What disks hang on, in order of how likely. */
const FOLLOWED: readonly MigrationRoute[] = [
  'linux-vm-app', 'kubernetes-node', 'linux-vm-pet', 'windows-vm', 'serverless-container', 'paas', 'data-service',
]; // prettier-ignore

/** The group of the same provider that disks and snapshots go with; none for a group that goes on its own, or where nothing else moves. */
export function followedGroup<Group extends GroupName>({ provider, route }: GroupName, groups: readonly Group[]): Group[] {
  if (route !== 'follows') return [];
  const own = groups.filter((group) => group.provider === provider);
  return FOLLOWED.flatMap((one) => own.find((group) => group.route === one) ?? []).slice(0, 1);
}
