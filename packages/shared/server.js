import { createServer } from 'node:http';

const STOP_MILLISECONDS = 10_000;
// Longer than a proxy keeps an idle connection, so that it never sends a request into one that just closed.
const KEEP_ALIVE_MILLISECONDS = 65_000;

export const log = (message) => console.log(`${new Date().toISOString()} ${message}`);

export class HttpError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export function send(response, status, type, body, headers = {}) {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body), ...headers });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

/** Serves on PORT until SIGTERM; requests in flight may then finish before `stopped` gives back what was held. */
export function serve(handle, { port, upgrade, stopping = () => {}, stopped = async () => {} }) {
  const inFlight = new Set();
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MILLISECONDS }, (request, response) => {
    track(inFlight, response);
    handle(request, response).catch((error) => {
      log(error.stack);
      response.destroy();
    });
  });
  if (upgrade) server.on('upgrade', upgrade);
  server.listen(port, '0.0.0.0', () => log(`listening on ${port}`));
  process.once('SIGTERM', () => stop(server, inFlight, stopping, stopped));
  process.once('SIGINT', () => process.exit(130));
}

function track(inFlight, response) {
  const started = performance.now();
  inFlight.add(response);
  response.on('close', () => {
    inFlight.delete(response);
    const { method, url } = response.req;
    log(`${method} ${url} ${response.statusCode} ${Math.round(performance.now() - started)} ms`);
  });
}

async function stop(server, inFlight, stopping, stopped) {
  log(`SIGTERM: ${inFlight.size} requests to finish`);
  setTimeout(cutOff, STOP_MILLISECONDS).unref();
  const closed = new Promise((resolve) => server.close(resolve));
  for (const response of inFlight) {
    if (!response.headersSent) response.setHeader('Connection', 'close');
  }
  stopping();
  await closed;
  await stopped();
  log('stopped');
  process.exit(0);
}

function cutOff() {
  log(`stopped with requests unfinished after ${STOP_MILLISECONDS / 1000} s`);
  process.exit(0);
}
