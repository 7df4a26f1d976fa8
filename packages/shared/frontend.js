import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { log, send, serve } from './server.js';

const BACKEND_MILLISECONDS = 3_000;
const { NODE_ENV, CLIENT_NAME, PORT = '3000', BACKEND_URL = 'http://localhost:4000' } = process.env;

/** `load` asks the backend for what the page shows; `page` turns it into HTML, also when there is nothing. */
export function startFrontend({ client, styles, load, page }) {
  const name = CLIENT_NAME ?? client;
  const readStyles = NODE_ENV === 'development' ? () => readStylesheet(styles) : once(() => readStylesheet(styles));

  async function home(request, response) {
    // A health check asks with HEAD: it is no visit.
    const data = request.method === 'HEAD' ? null : await loadOrNull(load);
    const body = page({ client: name, stylesheet: readStyles().path, data }).toString();
    send(response, 200, 'text/html; charset=utf-8', body, { 'Cache-Control': 'no-store' });
  }

  function stylesheet(response) {
    send(response, 200, 'text/css; charset=utf-8', readStyles().text, {
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
  }

  async function handle(request, response) {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (!['GET', 'HEAD'].includes(request.method)) return send(response, 405, 'text/plain', 'GET only\n', { Allow: 'GET, HEAD' });
    if (pathname === '/') return home(request, response);
    if (pathname === readStyles().path) return stylesheet(response);
    if (pathname === '/robots.txt') return send(response, 200, 'text/plain', 'User-agent: *\nAllow: /\n');
    return send(response, 404, 'text/plain', 'Not found\n');
  }

  serve(handle, { port: Number(PORT) });
}

function once(read) {
  let value;
  return () => (value ??= read());
}

// The name changes with the content, so that it may be cached for ever.
function readStylesheet(file) {
  const text = readFileSync(file, 'utf8');
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { text, path: `/_next/static/css/${hash}.css` };
}

async function loadOrNull(load) {
  try {
    return await load({ get: (path) => ask('GET', path), post: (path) => ask('POST', path) });
  } catch (error) {
    log(`${BACKEND_URL}: ${error.cause?.message ?? error.message}`);
    return null;
  }
}

async function ask(method, path) {
  const response = await fetch(BACKEND_URL + path, { method, signal: AbortSignal.timeout(BACKEND_MILLISECONDS) });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}`);
  return response.json();
}
