import { startBackend } from '@owndom/shared/backend';

startBackend({ client: 'portfolio' });
