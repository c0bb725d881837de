/** A document with a value in every place there is. Every operation takes what it needs and nothing else. */
export const document = `
naftiko: 1.0.0-alpha2
info: {label: Places, description: A value in every place}
capability:
  consumes:
  - type: http
    namespace: places
    baseUri: ORIGIN/base
    resources:
    - path: /request/{whole}/before-{part}.json
      operations:
      - name: request
        method: GET
        inputParameters:
        - {name: whole, in: path}
        - {name: part, in: path}
        - {name: query, in: query}
        - {name: 'odd[name]', in: query}
        - {name: X-Header, in: header}
        - {name: cookie, in: cookie}
        - {name: __proto__, in: query}
    - path: /whole
      operations: [{name: whole, method: POST, inputParameters: [{name: body, in: body}]}]
    - path: /members
      operations: [{name: members, method: POST, inputParameters: [{name: one, in: body}, {name: two, in: body}, {name: __proto__, in: body}]}]
    - path: /json
      operations: [{name: json, method: POST, body: {type: json, data: {one: '{{one}}', two: ['{{two}}'], said: 'Hello {{one}}!'}}}]
    - path: /json-text
      operations: [{name: json-text, method: POST, body: '{"one": {{one}}, "two": [{{two}}], "said": "Hello {{one}}!"}'}]
    - path: /form
      operations: [{name: form, method: POST, body: {type: formUrlEncoded, data: {one: '{{one}}', two: '{{two}}', fixed: 'f'}}}]
    - path: /multipart
      operations: [{name: multipart, method: POST, body: {type: multipartForm, data: [{name: one, value: '{{one}}'}, {name: two, value: '<{{two}}>'}]}}]
    - path: /text
      operations: [{name: text, method: POST, body: {type: text, data: '[{{one}}|{{two}}]'}}]
    - path: /xml
      operations: [{name: xml, method: POST, body: {type: xml, data: '<r><one>{{one}}</one><two a="{{two}}"/></r>'}}]
  exposes:
  - type: rest
    namespace: places-rest
    port: 8080
    resources:
    - path: /request/{whole}/{part}
      operations: [{name: request, method: GET, call: places.request}]
    - path: /whole
      operations: [{name: whole, method: POST, call: places.whole}]
    - path: /members
      operations: [{name: members, method: POST, call: places.members}]
    - path: /json
      operations: [{name: json, method: POST, call: places.json}]
    - path: /json-text
      operations: [{name: json-text, method: POST, call: places.json-text}]
    - path: /form
      operations: [{name: form, method: POST, call: places.form}]
    - path: /multipart
      operations: [{name: multipart, method: POST, call: places.multipart}]
    - path: /text
      operations: [{name: text, method: POST, call: places.text}]
    - path: /xml
      operations: [{name: xml, method: POST, call: places.xml}]
  - type: mcp
    namespace: places-mcp
    port: 9090
    tools:
    - {name: request, description: Request, call: places.request}
    - {name: whole, description: Whole, call: places.whole}
    - {name: members, description: Members, call: places.members}
    - {name: json, description: JSON, call: places.json}
    - {name: json-text, description: JSON text, call: places.json-text}
    - {name: form, description: Form, call: places.form}
    - {name: multipart, description: Multipart, call: places.multipart}
    - {name: text, description: Text, call: places.text}
    - {name: xml, description: XML, call: places.xml}
`;

/** The inputs of each operation. */
export const inputs = {
  request: ['whole', 'part', 'query', 'odd[name]', 'X-Header', 'cookie', '__proto__'],
  whole: ['body'],
  members: ['one', 'two', '__proto__'],
  json: ['one', 'two'],
  'json-text': ['one', 'two'],
  form: ['one', 'two'],
  multipart: ['one', 'two'],
  text: ['one', 'two'],
  xml: ['one', 'two'],
};
