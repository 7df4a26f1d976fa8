"""The page of client 2."""

from datetime import datetime, timezone
from html import escape
from string import Template

PAGE = Template("""\
<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>$client: bicycles, mended while you wait</title>
  <meta name="description" content="A workshop for bicycles.">
  <link rel="icon" href="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>\
<circle cx='8' cy='8' r='6' fill='none' stroke='%230b6b4f' stroke-width='3'/></svg>">
  <link rel="stylesheet" href="$stylesheet">
</head>
<body>
  <header>
    <p class="name">$client</p>
    <h1>Bicycles, mended while you wait</h1>
    <p class="lead">Brakes, gears and flat tyres without an appointment. Bring it in, ride it home.</p>
  </header>
  <main>
$body
    <section class="prices">
      <h2>What it takes</h2>
      <ul>
        <li><span>Flat tyre</span> <b>15 min</b></li>
        <li><span>Brakes</span> <b>30 min</b></li>
        <li><span>Gears</span> <b>45 min</b></li>
      </ul>
    </section>
  </main>
  <footer>Served by $client</footer>
</body>
</html>
""")

VISITS = Template("""\
    <section class="visits">
      <h2>Who came by</h2>
      <p><b class="count" id="visits">$visits</b> visits in <span id="database">$database</span>, the last of them:</p>
      <ol>$latest</ol>
    </section>""")

NOTICE = """\
    <p class="notice" role="status">Our visitors' book is in the workshop itself right now.
      It will be back in a moment; repairs go on as usual.</p>"""


def render(client, stylesheet, visits):
    return PAGE.substitute(
        client=escape(client),
        stylesheet=stylesheet,
        body=NOTICE if visits is None else render_visits(visits),
    )


def render_visits(visits):
    latest = "".join(f"<li>{render_time(visit)}</li>" for visit in visits["latest"])
    return VISITS.substitute(visits=int(visits["visits"]), database=escape(visits["database"]), latest=latest)


def render_time(instant):
    utc = datetime.fromisoformat(instant).astimezone(timezone.utc)
    return f'<time datetime="{utc.isoformat()}">{utc:%Y-%m-%d %H:%M} UTC</time>'
