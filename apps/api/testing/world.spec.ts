import { Controller, Get, Module, Post } from '@nestjs/common';
import { Requires } from '#kernel/api';
import { CENTRE_A, World } from './world.js';

@Controller('probe')
class Probe {
  @Get()
  @Requires('nothing')
  look() {
    return { seen: true };
  }
  @Post()
  @Requires('session')
  act() {
    return { done: true };
  }
}

@Module({ controllers: [Probe] })
class ProbeModule {}

describe('the world of the tests', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open({ modules: [ProbeModule] });
  });
  afterAll(() => world.close());

  it('knows everyone of the demonstration, with their profiles', () => {
    expect(world.person('prescripteur-ab').profiles).toHaveLength(2);
    expect(world.person('pharmacien-a').profiles).toMatchObject([{ centreId: CENTRE_A, role: 'pharmacist' }]);
    expect(world.person('gestionnaire')).toMatchObject({ name: 'Philippe Moreau', provider: 'operateur', profiles: [] });
  });

  it('is ready', async () => {
    await world
      .anyone()
      .get('/health/ready')
      .expect(200, /"migrations":"up"/);
  });

  it('charter C3.1: a write that another site forged is refused', async () => {
    const me = world.as('prescripteur-a');
    await me.post('/probe').expect(201);
    await me
      .post('/probe')
      .set('X-CSRF-Token', 'x')
      .expect(403, /"code":"csrf"/);
    await me
      .post('/probe')
      .set('Origin', 'http://ailleurs.exemple.fr')
      .expect(403, /"code":"csrf"/);
    await me.post('/probe').set('Origin', world.url).expect(201);
  });
});
