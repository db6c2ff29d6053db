/** Saves of one answer, as a page sends them. */

/** Forms in which that person types a number, with the item: the one whose fields come nearest to forty first. */
export async function typable({ url }, sql, { personId, headers }) {
  const { rows } = await sql.query(
    `SELECT f.id, f.applicable FROM form_record f JOIN enrolment e ON e.id = f.enrolment_id JOIN profile p ON p.centre_id = e.centre_id AND p.person_id = $1
     WHERE f.state = 'in-progress' AND e.state IN ('draft', 'granted') ORDER BY abs(f.applicable - 40), f.id`,
    [personId],
  );
  const found = [];
  for (const { id, applicable } of rows) {
    const { values = {}, marks = {}, abilities = [] } = await (await fetch(`${url}/api/v1/forms/${id}`, { headers })).json();
    const item = Object.keys(values).find((key) => /poids|taille/.test(key) && !key.includes('/'));
    if (item && abilities.includes('write')) found.push({ id, item, base: marks[item]?.seq ?? 0, value: 60, fields: applicable });
  }
  if (found.length === 0) throw new Error('The demonstration has no form to type in.');
  return found;
}

/** Types another value and saves it. @throws Error when it is refused. */
export async function save({ url }, { headers }, form) {
  form.value = 60 + ((form.value - 59) % 20);
  const response = await fetch(`${url}/api/v1/forms/${form.id}/values`, {
    method: 'PATCH',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ changes: [{ item: form.item, value: String(form.value), base: form.base }] }),
  });
  const saved = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(saved).slice(0, 300));
  form.base = saved.marks[form.item].seq;
}
