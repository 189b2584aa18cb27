import { startWorker } from './d1-database.ts';
import { answerOf, describeService } from './service.conformance.ts';

describeService('workerd', async () => {
  const { server, database } = await startWorker();
  return {
    database,
    get: async (path, key) => answerOf(await server.fetch(path, { headers: key === undefined ? {} : { authorization: `Bearer ${key}` } })),
    close: () => database.close(),
  };
});
