import { setTimeout as sleep } from 'node:timers/promises';
import { corsHeaders } from './cors.js';
import { openDatabase, reason } from './database.js';
import { openEcho } from './echo.js';
import { HttpError, log, send, serve } from './server.js';
import { readVisits, recordVisit } from './visits.js';

const { CLIENT_NAME, CORS_ORIGIN, PORT = '4000' } = process.env;
const SLOWEST_SECONDS = 30;

const ROUTES = {
  'GET /api/health': health,
  'GET /api/v1/visits': readVisits,
  'POST /api/v1/visits': recordVisit,
  'GET /api/slow': slow,
  'POST /api/upload': upload,
};

/** `routes` are the client's own, beside those every backend has: "GET /path" to a function that returns the JSON. */
export function startBackend({ client, routes = {} }) {
  const database = openDatabase(process.env);
  const echo = openEcho('/api/ws', CORS_ORIGIN);
  const context = { database, client: CLIENT_NAME ?? client };
  serve((request, response) => answer({ ...ROUTES, ...routes }, context, request, response), {
    port: Number(PORT),
    upgrade: echo.upgrade,
    stopping: echo.close,
    stopped: database.close,
  });
}

async function answer(routes, context, request, response) {
  const cors = corsHeaders(request.headers.origin, CORS_ORIGIN);
  if (request.method === 'OPTIONS') return send(response, 204, 'text/plain', '', cors);
  const { status = 200, body } = await respond(routes, context, request);
  return send(response, status, 'application/json', JSON.stringify(body), cors);
}

async function respond(routes, context, request) {
  const url = new URL(request.url, 'http://localhost');
  try {
    return await find(routes, request.method, url.pathname)({ ...context, url, request });
  } catch (error) {
    if (error instanceof HttpError) return { status: error.status, body: { error: error.message } };
    log(error.stack);
    return { status: 500, body: { error: 'internal error' } };
  }
}

function find(routes, method, path) {
  const route = routes[`${method} ${path}`];
  if (route) return route;
  const known = Object.keys(routes).some((key) => key.endsWith(` ${path}`));
  throw known ? new HttpError(405, `${method} is not allowed here`) : new HttpError(404, 'not found');
}

async function health({ database }) {
  try {
    await database.check();
    return { body: { status: 'ok' } };
  } catch (error) {
    return { status: 503, body: { status: 'unavailable', reason: `database: ${reason(error)}` } };
  }
}

async function upload({ request }) {
  let received = 0;
  for await (const part of request) received += part.length;
  return { body: { received } };
}

async function slow({ url }) {
  const seconds = Number(url.searchParams.get('seconds') ?? 5);
  if (!(seconds >= 0 && seconds <= SLOWEST_SECONDS)) throw new HttpError(400, `seconds: 0 to ${SLOWEST_SECONDS}`);
  await sleep(seconds * 1000);
  return { body: { slept: seconds } };
}
