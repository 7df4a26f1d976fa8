import assert from 'node:assert/strict';
import { test } from 'node:test';
import { html, time } from '../html.js';

test('values are escaped', () => {
  assert.equal(String(html`<p title="${'"'}">${'<b>&'}</p>`), '<p title="&quot;">&lt;b&gt;&amp;</p>');
});

test('nested pieces and lists are kept', () => {
  assert.equal(String(html`<ul>${['a', 'b'].map((item) => html`<li>${item}</li>`)}</ul>`), '<ul><li>a</li><li>b</li></ul>');
});

test('nothing is shown for a missing value, and a zero is shown', () => {
  assert.equal(String(html`[${null}${undefined}${0}]`), '[0]');
});

test('a backslash stays what it is', () => {
  assert.equal(String(html`<p>${'C:\\new'}</p>`), '<p>C:\\new</p>');
});

test('times are in UTC', () => {
  assert.equal(
    String(time('2026-01-02T03:04:05+02:00')),
    '<time datetime="2026-01-02T01:04:05.000Z">2026-01-02 01:04 UTC</time>',
  );
});
