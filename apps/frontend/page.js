import { html, time } from '@owndom/shared/html';

export function page({ client, stylesheet, data }) {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Owndom: a home for every client</title>
  <meta name="description" content="Sites and applications, each with its own address, API and database.">
  <link rel="icon" href="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><rect width='16' height='16' rx='4' fill='%236366f1'/></svg>">
  <link rel="stylesheet" href="${stylesheet}">
</head>
<body>
  <header>
    <p class="name">${client}</p>
    <h1>A home for every client</h1>
    <p class="lead">Sites and applications, each with its own address, its own API and its own database.</p>
  </header>
  <main>
    ${data ? figures(data.visits) : notice()}
    <section class="cards">
      ${card('An address', 'Each client answers under a name of its own, and under no other.')}
      ${card('An API', 'The page you see was filled by a backend that serves this client alone.')}
      ${card('A database', 'Data lives in a database that no other client can open.')}
    </section>
  </main>
  <footer>Served by ${client}</footer>
</body>
</html>
`;
}

function figures({ visits, latest, database }) {
  return html`<dl class="figures">
      <div><dt>Visits</dt><dd id="visits">${visits}</dd></div>
      <div><dt>Latest</dt><dd>${time(latest[0])}</dd></div>
      <div><dt>Database</dt><dd id="database">${database}</dd></div>
    </dl>`;
}

function notice() {
  return html`<p class="notice" role="status">The figures take a short break. Everything else is here, and they will be back in a moment.</p>`;
}

function card(title, text) {
  return html`<article><h2>${title}</h2><p>${text}</p></article>`;
}
