class Html {
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(value) {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(escape).join('');
  return String(value ?? '').replace(/[&<>"']/g, (character) => ESCAPES[character]);
}

/** Text from anywhere is escaped; the result of another html`…` is not. */
export function html(strings, ...values) {
  return new Html(String.raw({ raw: strings }, ...values.map(escape)));
}

export function time(instant) {
  const iso = new Date(instant).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC</time>`;
}
