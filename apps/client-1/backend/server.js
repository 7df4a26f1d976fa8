import { startBackend } from '@owndom/shared/backend';

async function readHours({ database }) {
  return { body: await database.query('SELECT day, hours FROM opening_hours ORDER BY position') };
}

startBackend({ client: 'client-1', routes: { 'GET /api/v1/hours': readHours } });
