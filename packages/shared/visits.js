const VISITS = `
  SELECT current_database() AS database, count(*)::int AS visits,
         ARRAY(SELECT visited_at FROM visits ORDER BY visited_at DESC LIMIT 5) AS latest
  FROM visits`;

export async function readVisits({ client, database }) {
  const [visits] = await database.query(VISITS);
  return { body: { client, ...visits } };
}

export async function recordVisit(context) {
  await context.database.query('INSERT INTO visits DEFAULT VALUES');
  return { ...(await readVisits(context)), status: 201 };
}
