import { readFileSync } from 'node:fs';
import pg from 'pg';
import { HttpError, log } from './server.js';

const CONNECT_MILLISECONDS = 2_000;
const QUERY_MILLISECONDS = 5_000;
const CHECK_MILLISECONDS = 2_000;

/** A small pool; connections that break, for example when the server restarts, are replaced by new ones. */
export function openDatabase({ DATABASE_URL, DATABASE_URL_FILE, POOL_SIZE = '5', POOL_USES = 'Infinity' }) {
  const pool = new pg.Pool({
    connectionString: DATABASE_URL_FILE ? readFileSync(DATABASE_URL_FILE, 'utf8') : DATABASE_URL,
    max: Number(POOL_SIZE),
    maxUses: Number(POOL_USES),
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    query_timeout: QUERY_MILLISECONDS,
  });
  pool.on('error', (error) => log(`database: ${reason(error)}`));

  const query = async (text, values) => (await pool.query(text, values).catch(refuse)).rows;
  const check = () => pool.query({ text: 'SELECT 1', query_timeout: CHECK_MILLISECONDS });
  return { query, check, close: () => pool.end() };
}

/** Says what is wrong without any part of the connection string. */
export function reason(error) {
  return error.code ?? error.message;
}

// The server's own word on a statement is a fault of ours; all else means that it can't be reached.
function refuse(error) {
  const unreachable = !error.severity || /^(08|53|57P)/.test(error.code);
  if (!unreachable) throw error;
  log(`database: ${reason(error)}`);
  throw new HttpError(503, 'the database does not answer');
}
