import type { UsageLine } from '../../focus/usage-line.ts';
import type { UtilisationRecord, UseStatistics } from '../../focus/utilisation.ts';
import type { UtilisationGrade } from '../../finding/migration-finding.ts';
import type { MeasuredUse } from './portfolio.ts';

/** What is known of a machine of which nothing was measured. */
const NOT_MEASURED: MeasuredUse = {
  grade: 'D',
  cpuMean: null,
  cpuP95: null,
  memoryMax: null,
  networkIdle: null,
  source: null,
};

/** Finds the measurements of a resource of the bill. */
export interface UseIndex {
  readonly recordsOf: (line: Pick<UsageLine, 'resourceId' | 'resourceName'>) => readonly UtilisationRecord[];
}

/** Bills say "arn:aws:ec2:...:instance/i-1" where a monitoring system says "i-1": whole ids first, then their last parts, then names. */
export function useIndex(records: readonly UtilisationRecord[]): UseIndex {
  const whole = Map.groupBy(records, ({ resourceId }) => keyOf(resourceId));
  const tails = new Map<string, readonly UtilisationRecord[] | null>();
  for (const [id, own] of whole) {
    const tail = tailOf(id);
    // A last part that two resources share says nothing.
    tails.set(tail, tails.has(tail) ? null : own);
  }
  const recordsOf: UseIndex['recordsOf'] = ({ resourceId, resourceName }) => {
    const [id, name] = [keyOf(resourceId), keyOf(resourceName)];
    const byId = id === '' ? null : (whole.get(id) ?? tails.get(tailOf(id)) ?? null);
    const byName = name === '' ? null : (whole.get(name) ?? tails.get(name) ?? null);
    return byId ?? byName ?? [];
  };
  return { recordsOf: records.length === 0 ? () => [] : recordsOf };
}

const keyOf = (text: string): string => text.trim().toLowerCase();
const tailOf = (id: string): string => id.split(/[/:]/).findLast((part) => part !== '') ?? id;

/** Size of one machine, of which use is a share. */
export interface MachineSize {
  readonly vcpu: number;
  readonly memoryGib: number;
}

/** Use of one machine as shares of its size. Containers of a machine add up; the grade is that of the least known of them. */
export function measuredUse(records: readonly UtilisationRecord[], size: MachineSize): MeasuredUse {
  const containers = records.filter(({ container }) => container !== null);
  const machine = records.find(({ container }) => container === null);
  const used =
    containers.length > 0 && (machine === undefined || GRADES.indexOf(machine.grade) > 0)
      ? containers
      : machine === undefined
        ? []
        : [machine];
  if (used.length === 0) return NOT_MEASURED;
  const cpu = (read: (use: UseStatistics) => number | null): number | null => added(used.map((record) => cpuShare(record, size, read)));
  return {
    grade: used.map(({ grade }) => grade).reduce((worst, grade) => (GRADES.indexOf(grade) > GRADES.indexOf(worst) ? grade : worst), 'A'),
    cpuMean: cpu(({ mean }) => mean),
    cpuP95: cpu(({ p95, max }) => p95 ?? max),
    memoryMax: added(used.map((record) => memoryShare(record, size))),
    networkIdle: machine?.networkIdle ?? used[0]?.networkIdle ?? null,
    source: used[0]?.source ?? null,
  };
}

const GRADES: readonly UtilisationGrade[] = ['A', 'B', 'C', 'D'];

function cpuShare({ cpu }: UtilisationRecord, { vcpu }: MachineSize, read: (use: UseStatistics) => number | null): number | null {
  const value = cpu === null ? null : read(cpu);
  if (value === null || cpu === null) return null;
  return cpu.unit === 'share' ? value : vcpu > 0 ? value / vcpu : null;
}

function memoryShare({ memory }: UtilisationRecord, { memoryGib }: MachineSize): number | null {
  const value = memory === null ? null : (memory.max ?? memory.p95);
  if (value === null || memory === null) return null;
  return memory.unit === 'share' ? value : memoryGib > 0 ? value / 1024 / memoryGib : null;
}

/** The sum; null where any part is not known, because the sum would then be too small. */
const added = (values: readonly (number | null)[]): number | null =>
  values.reduce((sum: number | null, value) => (sum === null || value === null ? null : sum + value), 0);
