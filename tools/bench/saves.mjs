/** Saves of one answer, as a page sends them. */

/**
 * Drafts of a request, one for each of those who type at once, as alike as can be: copies of the answered FAT whose fields come nearest to forty.
 * @returns the centre where they stand.
 */
export async function makeDrafts(sql, count) {
  const [fat] = (
    await sql.query(
      `SELECT f.id, f.enrolment_id AS "enrolmentId", e.patient_id AS "patientId", e.centre_id AS "centreId"
       FROM form_record f JOIN enrolment e ON e.id = f.enrolment_id JOIN profile p ON p.centre_id = e.centre_id AND p.role = 'pharmacist' AND p.active
       WHERE f.form_kind = 'FAT' AND f.missing = 0 AND e.state IN ('sent', 'granted') ORDER BY abs(f.applicable - 40), f.id LIMIT 1`,
    )
  ).rows;
  for (let made = 0; made < count; made++) {
    const patient = await copied(sql, 'patient', fat.patientId, {});
    const draft = { state: 'draft', awaits: '{entry}', registration_number: null, decided_at: null, decision_reason: null };
    const enrolment = await copied(sql, 'enrolment', fat.enrolmentId, {
      ...draft,
      first_sent_at: null,
      sent_at: null,
      patient_id: patient,
    });
    await copied(sql, 'form_record', fat.id, { enrolment_id: enrolment, state: 'in-progress' });
    await sql.query('INSERT INTO stay (enrolment_id, centre_id, from_day) VALUES ($1, $2, CURRENT_DATE)', [enrolment, fat.centreId]);
  }
  return fat.centreId;
}

/** A row again, under an id of its own, otherwise where that is said. @returns its id */
async function copied(sql, table, id, otherwise) {
  const { rows } = await sql.query(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
    [table],
  );
  const said = Object.keys(otherwise);
  const same = rows.map(({ name }) => `"${name}"`).filter((name) => name !== '"id"' && !said.includes(name.slice(1, -1)));
  const values = said.map((_, place) => `$${place + 2}`);
  const written = await sql.query(
    `INSERT INTO ${table} (${[...same, ...said].join(', ')}) SELECT ${[...same, ...values].join(', ')} FROM ${table} WHERE id = $1 RETURNING id`,
    [id, ...Object.values(otherwise)],
  );
  return written.rows[0].id;
}

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
    const answered = Object.keys(values).filter((key) => !key.includes('/')).length;
    if (item && abilities.includes('write')) found.push({ id, item, base: marks[item]?.seq ?? 0, value: 60, fields: applicable, answered });
  }
  if (found.length === 0) throw new Error('The demonstration has no form to type in.');
  return found;
}

/**
 * All that is answered in a form outside its groups, as one sending: what may be another answer is one, each time.
 * @returns how many fields go, how many of them change, and what sends them.
 */
export async function wholeForm(api, typist, form) {
  const { values, marks } = await (await fetch(`${api.url}/api/v1/forms/${form.id}`, { headers: typist.headers })).json();
  const fields = Object.entries(values)
    .filter(([item]) => !item.includes('/'))
    .map(([item, value]) => ({ item, ways: [value, anotherThan(value)], base: marks[item]?.seq ?? 0 }));
  let turn = 0;
  const send = async (some) => {
    turn += 1;
    const saved = await patch(
      api,
      typist,
      form,
      some.map(({ item, ways, base }) => ({ item, value: ways[turn % 2], base })),
    );
    for (const field of some) field.base = saved.marks[field.item]?.seq ?? field.base;
  };
  // A code is no other code, and what is calculated is not typed: tried one by one.
  const taken = [];
  for (const field of fields) {
    const goes = () => send([field]).then(() => send([field]));
    const taking = await goes().then(
      () => field,
      () => undefined,
    );
    if (taking) taken.push(taking);
  }
  const changing = taken.filter(({ ways: [one, other] }) => JSON.stringify(one) !== JSON.stringify(other)).length;
  return { fields: taken.length, changing, send: () => send(taken) };
}

/** A number beside it, or a text that is longer; of anything else, the same. */
function anotherThan(value) {
  if (typeof value === 'number') return value + 1;
  if (typeof value !== 'string') return value;
  if (/^\d+([.]\d+)?$/.test(value)) return value.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
  return / /.test(value) ? `${value} bis` : value;
}

/** Types another value and saves it. @throws Error when it is refused. */
export async function save({ url }, { headers }, form) {
  form.value = 60 + ((form.value - 59) % 20);
  const saved = await patch({ url }, { headers }, form, [{ item: form.item, value: String(form.value), base: form.base }]);
  form.base = saved.marks[form.item].seq;
}

async function patch({ url }, { headers }, form, changes) {
  const response = await fetch(`${url}/api/v1/forms/${form.id}/values`, {
    method: 'PATCH',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ changes }),
  });
  const saved = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(saved).slice(0, 300));
  return saved;
}
