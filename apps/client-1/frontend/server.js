import { startFrontend } from '@owndom/shared/frontend';
import { page } from './page.js';

startFrontend({
  client: 'client-1',
  styles: new URL('styles.css', import.meta.url),
  load: async (backend) => ({
    visits: await backend.post('/api/v1/visits'),
    hours: await backend.get('/api/v1/hours'),
  }),
  page,
});
