import { connect, type Socket } from 'node:net';
import { parentPort } from 'node:worker_threads';

/** One measurement: the same GET over kept-alive connections, one request at a time on each. */
export interface Load {
  readonly port: number;
  readonly path: string;
  readonly key: string;
  readonly connections: number;
  readonly seconds: number;
}

/** What a load measured. */
export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly bytes: number;
}

const text = ({ path, key, port }: Load): string =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${key}\r\n\r\n`;

/** Bytes of one whole answer. All answers of a load are equally long: ids and dates have a fixed width. */
function lengthOfAnswer(load: Load): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(load.port, '127.0.0.1', () => socket.write(text(load)));
    let received = Buffer.alloc(0);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const end = received.indexOf('\r\n\r\n');
      const head = received.subarray(0, Math.max(0, end)).toString('latin1');
      const body = /content-length: (\d+)/i.exec(head);
      if (end < 0 || body === null || received.length < end + 4 + Number(body[1])) return;
      socket.destroy();
      if (head.startsWith('HTTP/1.1 200')) resolve(received.length);
      else reject(new Error(received.toString('latin1').slice(0, 400)));
    });
  });
}

/** A client that does next to nothing, so that the server is what is measured: it counts bytes and asks again. */
async function run(load: Load): Promise<LoadResult> {
  const bytes = await lengthOfAnswer(load);
  const question = text(load);
  let answers = 0;
  const ask = (): Socket => {
    let got = 0;
    const socket = connect(load.port, '127.0.0.1', () => socket.write(question));
    socket.on('data', (chunk) => {
      got += chunk.length;
      if (got < bytes) return;
      got -= bytes;
      answers += 1;
      socket.write(question);
    });
    return socket;
  };
  const sockets = Array.from({ length: load.connections }, ask);
  const started = performance.now();
  await new Promise((resolve) => setTimeout(resolve, load.seconds * 1000));
  const seconds = (performance.now() - started) / 1000;
  sockets.forEach((socket) => socket.destroy());
  return { requestsPerSecond: answers / seconds, bytes };
}

parentPort?.on('message', (load: Load) => void run(load).then((result) => parentPort?.postMessage(result)));
