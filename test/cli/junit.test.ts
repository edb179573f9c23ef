import assert from 'node:assert/strict';
import { validateXML } from 'xmllint-wasm';
import { Folder, notebook } from './folder.ts';

describe('unpool check --format junit', () => {
  let folder: Folder;
  afterEach(() => folder.remove());

  async function junit(...args: readonly string[]) {
    const outcome = await folder.check(['--format', 'junit', ...args]);
    const { errors } = await validateXML({ xml: outcome.out, schema: SCHEMA });
    assert.deepEqual(errors, [], outcome.out);
    return outcome;
  }

  it('has a suite for each file, and in it a case for each finding', async () => {
    folder = await Folder.with({ 'clean.py': '', 'sub/a.py': 'POOLED\n' });
    const { out, status } = await junit('.');
    assert.equal(status, 1);
    assert.equal(
      out,
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="unpool">
  <testsuite name="clean.py" tests="1" failures="0" errors="0" skipped="0" time="0">
    <testcase name="no findings" classname="clean" time="0"/>
  </testsuite>
  <testsuite name="sub/a.py" tests="1" failures="1" errors="0" skipped="0" time="0">
    <testcase name="naive-pooling-0" classname="sub/a" time="0"><failure message="naive-pooling: POOLED is not safe." type="warning">
sub/a.py:1:1 warning naive-pooling (likely)
  POOLED is not safe.

    1 │ POOLED
      │ ^^^^^^

  sub/a.py:1  it starts here
  fix Split it
</failure></testcase>
  </testsuite>
</testsuites>
`,
    );
  });

  it('tells what is below the level that fails a run, as passed', async () => {
    folder = await Folder.with({ 'a.py': 'POOLED JUDGED' });
    const { out } = await junit('--fail-on', 'error');
    assert.match(out, /tests="2" failures="1"/);
    assert.match(out, /name="naive-pooling-0"[^>]*><system-out>\na\.py:1:1 warning/);
    assert.match(out, /name="uncalibrated-judge-0"[^>]*><failure /);
  });

  it('has an error for what cannot be checked', async () => {
    folder = await Folder.with({ 'a.ipynb': '{' });
    const { out, status } = await junit('a.ipynb', 'missing.py');
    assert.equal(status, 2);
    assert.equal(out.match(/<error message="/g)?.length, 2);
    assert.match(out, /<testsuite name="missing.py" tests="1" failures="0" errors="1"/);
  });

  it('has a skipped case for what was not checked in full', async () => {
    folder = await Folder.with({ 'a.py': 'BROKEN\nPOOLED\n' });
    const { out, status } = await junit();
    assert.equal(status, 1);
    assert.match(out, /tests="2" failures="1" errors="0" skipped="1"/);
    assert.match(out, /name="can be checked"[^>]*><skipped message="a\.py:1:1: line 1 cannot be read as Python/);
  });

  it('escapes markup, and shows what XML cannot hold', async () => {
    const source = 'x = "<&>]]>\u0000\u001b\u000b\ufffe 😀 \t"; POOLED';
    folder = await Folder.with({ 'a<b>&"c".ipynb': notebook({ type: 'code', source }) });
    const { out } = await junit();
    assert.match(out, /<testsuite name="a&lt;b&gt;&amp;&quot;c&quot;\.ipynb"/);
    assert.match(out, /&lt;&amp;&gt;\]\]&gt;\\u0000\\u001b\\u000b\\ufffe 😀/);
  });

  it('keeps half of a pair of surrogates out', async () => {
    folder = await Folder.with({
      'a.ipynb': notebook({ type: 'code', source: 'POOLED' }).replace('POOLED', '\\ud83d POOLED \\ude00'),
    });
    assert.match((await junit()).out, / \\ud83d POOLED \\ude00$/m);
  });
});

/** What GitLab, Jenkins and Azure read of JUnit's XML, no more. */
const SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="testsuites"><xs:complexType>
    <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name" use="required"/>
  </xs:complexType></xs:element>
  <xs:element name="testsuite"><xs:complexType>
    <xs:sequence><xs:element ref="testcase" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name" use="required"/>
    <xs:attribute name="tests" type="xs:positiveInteger" use="required"/>
    <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="skipped" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="time" type="xs:decimal" use="required"/>
  </xs:complexType></xs:element>
  <xs:element name="testcase"><xs:complexType>
    <xs:choice minOccurs="0">
      <xs:element name="failure" type="result"/>
      <xs:element name="error" type="result"/>
      <xs:element name="skipped" type="result"/>
      <xs:element name="system-out" type="xs:string"/>
    </xs:choice>
    <xs:attribute name="name" use="required"/>
    <xs:attribute name="classname" use="required"/>
    <xs:attribute name="time" type="xs:decimal" use="required"/>
  </xs:complexType></xs:element>
  <xs:complexType name="result" mixed="true">
    <xs:attribute name="message" use="required"/>
    <xs:attribute name="type"/>
  </xs:complexType>
</xs:schema>`;
