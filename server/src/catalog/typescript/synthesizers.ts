import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

/** The generator of version 6 and later, and those before. */
const FAKER = ['@faker-js/faker.faker', '@faker-js/faker', 'faker'];

/**
 * Objects that make up names, dates and numbers: Faker (https://fakerjs.dev/api), Chance (https://chancejs.com), casual
 * (https://github.com/boo1ean/casual), Falso (https://ngneat.github.io/falso), and what makes records for a schema: JSON
 * Schema Faker (https://github.com/json-schema-faker/json-schema-faker), zod-mock
 * (https://github.com/anatine/zod-plugins/tree/main/packages/zod-mock), zod-schema-faker
 * (https://github.com/soc221b/zod-schema-faker), zod-fixture (https://github.com/timdeschryver/zod-fixture).
 */
export const synthesizers: readonly CatalogEntry[] = [
  // what names a row, sets the generator up, or picks from what is given makes no data up
  {
    call: [
      ...namesFrom(FAKER, [
        'seed',
        'setDefaultRefDate',
        'string.uuid',
        'string.nanoid',
        'string.ulid',
        'database.mongodbObjectId',
        'datatype.uuid',
      ]),
      'chance.guid',
      '@ngneat/falso.randUuid',
      '@ngneat/falso.seed',
      'casual.seed',
    ],
    does: { kind: 'nothing' },
  },
  {
    call: namesFrom(FAKER, ['helpers.shuffle', 'helpers.arrayElements']),
    does: { kind: 'passes', from: 0 },
  },
  {
    call: namesFrom(FAKER, ['helpers.arrayElement']),
    does: { kind: 'passes', from: 0, as: 'element' },
  },
  {
    call: namesFrom(FAKER, ['helpers.multiple']),
    does: { kind: 'calls', function: 0, on: 1, gives: 'list' },
  },
  {
    call: [
      '@faker-js/faker.faker.*',
      '@faker-js/faker.Faker',
      'faker.*',
      'chance.*',
      'chance',
      'chance.Chance',
      'casual.*',
      '@ngneat/falso.*',
      'json-schema-faker.*',
      '@anatine/zod-mock.generateMock',
      'zod-schema-faker.fake',
      'zod-schema-faker.zodSchemaFaker',
      'zod-fixture.createFixture',
      'zod-fixture.Fixture',
    ],
    does: { kind: 'synthesizes', origin: 'simulated', gives: 'value' },
  },
];
