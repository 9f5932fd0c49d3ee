// What sigstore-js says about the bundles of a directory, and a bundle that it makes itself. Run with the working directory of a test.
const assert = require('node:assert');
const crypto = require('node:crypto');
const fs = require('node:fs');
const { bundleFromJSON, bundleToJSON, toDSSEBundle } = require('@sigstore/bundle');
const { dsse } = require('@sigstore/core');
const { toSignedEntity, toTrustMaterial, Verifier } = require('@sigstore/verify');

function verify(bundle, publicKey) {
  const root = { certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] };
  const trust = toTrustMaterial(root, () => ({ publicKey, validFor: () => true }));
  new Verifier(trust, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 }).verify(toSignedEntity(bundleFromJSON(bundle)));
}

const publicKey = crypto.createPublicKey(fs.readFileSync('k.pub.pem'));
for (const file of fs.readdirSync('bundles')) {
  const bundle = JSON.parse(fs.readFileSync(`bundles/${file}`));
  verify(bundle, publicKey);

  assert.throws(() => verify(bundle, crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey), /signature/);
  const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString().replace('Storefront', 'Storefromt');
  bundle.dsseEnvelope.payload = Buffer.from(payload).toString('base64');
  assert.throws(() => verify(bundle, publicKey), /signature/);
  console.log(`verified ${file}`);
}

const own = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
const payload = fs.readFileSync('payload');
const payloadType = 'application/vnd.in-toto+json';
const signature = crypto.sign('sha256', dsse.preAuthEncoding(payloadType, payload), own.privateKey);
const bundle = bundleToJSON(toDSSEBundle({ artifact: payload, artifactType: payloadType, signature, keyHint: 'theirs' }));
verify(bundle, own.publicKey);
fs.writeFileSync('theirs.jsonl', JSON.stringify(bundle));
fs.writeFileSync('theirs.pub.pem', own.publicKey.export({ type: 'spki', format: 'pem' }));
