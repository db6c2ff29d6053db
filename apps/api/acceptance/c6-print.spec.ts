import { extractText, getDocumentProxy } from 'unpdf';
import { useBrowser } from '#testing/browser';
import { Requests, type Request } from '../testing/requests.js';
import { World } from '../testing/world.js';

let world: World;
let people: Requests;
let request: Request;
beforeAll(async () => {
  await useBrowser();
  world = await World.open();
  people = new Requests(world);
  request = await people.sent(await people.started());
  await (
    await people.decide(request, 'exploitant', { decision: 'favourable' })
  ).body;
});
afterAll(() => world.close());

const print = async (who: string): Promise<string> => {
  const { body, headers } = await world
    .as(who)
    .get(`/forms/${request.formId}/pdf`)
    .buffer(true)
    .parse(bytes as never)
    .expect(200);
  expect(headers['content-type']).toBe('application/pdf');
  const document = await getDocumentProxy(new Uint8Array(body));
  return (await extractText(document, { mergePages: true })).text.replace(/\s+/g, ' ');
};

describe('the FAT on paper', () => {
  it('charter C6.3: is printed with its answers, its number and both signatures', async () => {
    const text = await print('prescripteur-a');
    const { registrationNumber } = await people.enrolment(request, 'prescripteur-a');
    const { signatures } = await people.form(request, 'prescripteur-a');
    expect(text).toContain(registrationNumber);
    expect(text).toContain('Nom du patient, 3 premières lettres DUP');
    expect(text).toContain('TECVAYLI');
    expect(text).not.toContain('Non apposée');
    for (const { person, contentHash, rpps } of signatures) {
      expect(text).toContain(`${person.name}, RPPS ${rpps}`);
      expect(text.replaceAll(' ', '')).toContain(contentHash);
    }
  });

  it('charter C6.3: is the same for the holder', async () => {
    await expect(print('exploitant')).resolves.toContain('DUP JE');
  });

  it('charter C3.1: each print is logged, with who made it', async () => {
    const rows = await world.db.query(`SELECT person_id FROM access_log WHERE action = 'printed' AND subject_id = $1`, [request.formId]);
    expect(rows).toContainEqual({ person_id: world.person('exploitant').id });
  });

  it('charter C5.1: is nobody else’s: 404 in another centre, 401 to a stranger', async () => {
    await world.as('pharmacien-b').get(`/forms/${request.formId}/pdf`).expect(404);
    await world.anyone().get(`/forms/${request.formId}/pdf`).expect(401);
  });
});

/** Collects the bytes of an answer. */
function bytes(
  answer: { on(event: string, heard: (chunk: Buffer) => void): unknown },
  done: (error: Error | null, body: Buffer) => void,
): void {
  const chunks: Buffer[] = [];
  answer.on('data', (chunk) => chunks.push(chunk));
  answer.on('end', () => done(null, Buffer.concat(chunks)));
}
