import { startServer } from '../../src/node/serve.ts';
import { nodeDatabase } from '../node-database.ts';
import { answerOf, describeService } from './service.conformance.ts';

describeService('Node', async () => {
  const database = await nodeDatabase();
  const server = await startServer({ store: database.nodeStore, uploads: null, analyst: null }, { host: '127.0.0.1', port: 0 });
  return {
    database,
    get: async (path, key) =>
      answerOf(await fetch(server.url + path, { headers: key === undefined ? {} : { authorization: `Bearer ${key}` } })),
    async close() {
      await server.close();
      await database.close();
    },
  };
});
