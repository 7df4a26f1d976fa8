import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corsHeaders } from '../cors.js';

const SITE = 'https://client-1.example';

test('the own site may read answers', () => {
  assert.equal(corsHeaders(SITE, SITE)['Access-Control-Allow-Origin'], SITE);
});

test('other sites, and requests without an origin, get no permission', () => {
  for (const origin of ['https://client-2.example', 'null', undefined]) {
    assert.deepEqual(corsHeaders(origin, SITE), { Vary: 'Origin' });
  }
});

test('nobody is allowed when no site is set', () => {
  assert.deepEqual(corsHeaders(undefined, undefined), { Vary: 'Origin' });
  assert.deepEqual(corsHeaders(SITE, undefined), { Vary: 'Origin' });
});
