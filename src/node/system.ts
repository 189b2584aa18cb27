import type { Clock } from '../time.ts';

/** The clock of this machine, in UTC. */
export const systemClock: Clock = () => new Date().toISOString();
