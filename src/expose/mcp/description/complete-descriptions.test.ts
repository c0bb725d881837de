import { describe, expect, test } from 'vitest';

import { compileText } from '../../../runtime/testing.ts';

/** The descriptions of a server's tools by name; each tool calls the consumed operation of its own name. */
function describeAll(tools: Readonly<Record<string, string>>, contract?: string): Readonly<Record<string, string>> {
  const written = Object.entries(tools).map(
    ([name, description]) =>
      `      - {name: ${name}, call: up.${name}${description === '' ? '' : `, description: ${JSON.stringify(description)}`}}`,
  );
  const program = compileText(
    `
naftiko: 1.0.0-alpha2
info: {label: Harbour}
capability:
  consumes:
  - type: http
    namespace: up
    baseUri: https://api.example.com
    resources:
    - path: /ships
      operations:
      - {name: list-ships, method: GET, inputParameters: [{name: page_size, in: query}, {name: page_token, in: query}]}
      - {name: add-ship, method: POST, inputParameters: [{name: body, in: body, type: object}]}
    - path: /ships/{shipId}
      operations: [{name: get-ship, method: GET}, {name: replace-ship, method: PUT}, {name: sink-ship, method: DELETE}]
    - {path: '/ships/{berth}/lights', operations: [{name: get-lights, method: GET}]}
    - {path: '/points/{x}', operations: [{name: get-point, method: GET}]}
  exposes:
  - type: mcp
    namespace: harbour
    port: 9090
    tools:
${written.join('\n')}
`,
    contract === undefined ? {} : { contract },
  );
  return Object.fromEntries(
    program.server('harbour').bound.map(({ operation }) => [operation.name, operation.description]),
  );
}

const again = 'calling it again with the same arguments comes to the same.';

describe('a thin description is completed', () => {
  test.each([
    ['get-ship', 'Get a ship', 'Get a ship. It calls GET /ships/{shipId}, which changes nothing.'],
    [
      'add-ship',
      'Adds a ship.',
      'Adds a ship. It calls POST /ships, which changes something, and does so again with every call.',
    ],
    ['replace-ship', '', `It calls PUT /ships/{shipId}, which changes something; ${again}`],
    ['sink-ship', '<p>Sink a\n ship</p>', `Sink a ship. It calls DELETE /ships/{shipId}, which deletes; ${again}`],
  ])('with what the call does (%s)', (name, written, description) => {
    expect(describeAll({ [name]: written })).toEqual({ [name]: description });
  });

  test('with how its pages go on', () => {
    expect(describeAll({ 'list-ships': 'Lists ships' })['list-ships']).toMatch(
      / The answer comes in pages: `page_size` sets how many entries come at once, and `page_token` where they go on\.$/,
    );
  });

  test('with the tool that ids come from, if it is served, and if they are ids of what it lists', () => {
    const described = describeAll({ 'list-ships': '', 'get-ship': '', 'get-lights': '', 'get-point': '' });
    expect(described['get-ship']).toMatch(/ `shipId` is of one of those that list-ships returns\.$/);
    expect(described['get-lights']).not.toContain('list-ships');
    expect(described['get-point']).not.toContain('returns');
    expect(describeAll({ 'get-ship': '' })['get-ship']).not.toContain('returns');
  });

  const contract = (description: string): string => `
openapi: 3.1.0
info: {title: Harbour, version: '1'}
paths:
  /ships:
    get:
      summary: The ships.
      description: ${description}
      responses:
        '200':
          description: ''
          content:
            application/json:
              schema:
                type: object
                properties:
                  ships: {type: array, items: {type: object, properties: {id: {type: string}, name: {type: string}}}}
                  total: {type: integer}
`;

  test('with the contract’s words, and what comes back', () => {
    expect(describeAll({ 'list-ships': 'List ships' }, contract('Ships that are in port.'))['list-ships']).toMatch(
      /^List ships\. Ships that are in port\. It calls .* It returns ships \(a list, each with id, name\), total\. /,
    );
  });

  test('with the contract’s words alone where these say it all, and not at any length', () => {
    const long =
      'Lists the ships that are in port, with those that are on their way in and those that are about to leave it.';
    expect(describeAll({ 'list-ships': 'Lists ships' }, contract(long))['list-ships']).toMatch(
      new RegExp(`^${long} It calls`),
    );
    const endless = describeAll({ 'list-ships': 'Lists ships' }, contract(`${long} `.repeat(20)))['list-ships'] ?? '';
    expect(endless.startsWith(long)).toBe(true);
    expect(endless.length).toBeLessThan(1000);
    expect(endless).toContain(`${long} It calls GET`);
  });
});

test('a description that its author wrote out stays as it is', () => {
  const own = 'Lists the ships of the harbour with berth and flag. Use it before any call that needs the id of a ship.';
  expect(describeAll({ 'list-ships': own })).toEqual({ 'list-ships': own });
});
