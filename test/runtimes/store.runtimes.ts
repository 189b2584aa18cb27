import { describeStore } from '../store.conformance.ts';
import { startWorker } from './d1-database.ts';

describeStore('D1', async () => (await startWorker()).database);
