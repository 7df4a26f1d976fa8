import { html, time } from '@owndom/shared/html';

export function page({ client, stylesheet, data }) {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${client}: bread, baked this morning</title>
  <meta name="description" content="Bread and cake from our own oven.">
  <link rel="icon" href="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><circle cx='8' cy='8' r='8' fill='%23b4532a'/></svg>">
  <link rel="stylesheet" href="${stylesheet}">
</head>
<body>
  <header>
    <p class="name">${client}</p>
    <h1>Bread, baked this morning</h1>
    <p class="lead">Sourdough, rolls and plum cake from our own oven. When it is gone, it is gone.</p>
  </header>
  <main>
    ${data ? [hours(data.hours), visits(data.visits)] : notice()}
  </main>
  <footer>Served by ${client}</footer>
</body>
</html>
`;
}

function hours(rows) {
  return html`<section>
      <h2>Opening hours</h2>
      <table>${rows.map((row) => html`
        <tr><th scope="row">${row.day}</th><td>${row.hours}</td></tr>`)}
      </table>
    </section>`;
}

function visits({ visits: count, latest, database }) {
  return html`<section>
      <h2>Guests on this page</h2>
      <p class="count" id="visits">${count}</p>
      <p>The last one at ${time(latest[0])}, kept in <span id="database">${database}</span>.</p>
    </section>`;
}

function notice() {
  return html`<p class="notice" role="status">Our opening hours can't be shown right now. Please look again in a moment; the oven is warm all the same.</p>`;
}
