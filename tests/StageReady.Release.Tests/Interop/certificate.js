// What sigstore-js says about bundles whose signer has a certificate and a timestamp. Run with the working directory of a test.
const assert = require('node:assert');
const fs = require('node:fs');
const { bundleFromJSON } = require('@sigstore/bundle');
const { X509Certificate } = require('@sigstore/core');
const { toSignedEntity, Verifier } = require('@sigstore/verify');

const authority = (...names) => ({ certChain: names.map((name) => X509Certificate.parse(fs.readFileSync(`${name}.pem`, 'utf8'))), validFor: { start: new Date(0), end: new Date(8e15) } });
const trust = (certificates, timestamps) => ({ certificateAuthorities: [certificates], timestampAuthorities: [timestamps], tlogs: [], ctlogs: [], publicKey: () => assert.fail() });
const verify = (bundle, root) => new Verifier(root, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 1 }).verify(toSignedEntity(bundleFromJSON(bundle)));

const root = trust(authority('intermediate', 'ca'), authority('tsa', 'tsa-root'));
for (const file of process.argv.slice(2)) {
  const bundle = JSON.parse(fs.readFileSync(file, 'utf8').split('\n')[0]);
  verify(bundle, root);
  assert.throws(() => verify(bundle, trust(authority('tsa-root'), authority('tsa', 'tsa-root'))), /certificate chain/);
  assert.throws(() => verify(bundle, trust(authority('intermediate', 'ca'), authority('ca'))), /timestamp/);
  bundle.dsseEnvelope.payload = Buffer.from(Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString().replace('Storefront', 'Storefromt')).toString('base64');
  assert.throws(() => verify(bundle, root), /signature/);
  console.log(`verified ${file}`);
}
