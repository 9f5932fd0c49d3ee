"""What securesystemslib says about our signatures, and envelopes that it signs. Run with the working directory of a test."""
import base64
import json
import sys

from securesystemslib import keys


def encode(payload_type, payload):
    return b"DSSEv1 %d %b %d %b" % (len(payload_type), payload_type, len(payload), payload)


def read(path):
    with open(path, "rb") as file:
        return file.read()


for name in sys.argv[1:]:
    envelope = json.loads(read(name + ".jsonl"))
    pem = read(name + ".pub.pem").decode().strip()
    key = keys.import_rsakey_from_public_pem(pem) if name == "rsa" else keys.import_ecdsakey_from_public_pem(pem, "ecdsa-sha2-nist" + name)
    signature = {"keyid": key["keyid"], "sig": base64.b64decode(envelope["signatures"][0]["sig"], validate=True).hex()}
    signed = encode(envelope["payloadType"].encode(), base64.b64decode(envelope["payload"], validate=True))
    assert keys.verify_signature(key, signature, signed), name
    assert not keys.verify_signature(key, signature, signed.replace(b"Storefront", b"Storefromt")), name
    print("verified", name)

payload, payload_type = read("payload"), b"application/vnd.in-toto+json"
for name, key in (("ecdsa", keys.generate_ecdsa_key()), ("rsa", keys.generate_rsa_key(3072))):
    signature = keys.create_signature(key, encode(payload_type, payload))
    envelope = {
        "payload": base64.b64encode(payload).decode(),
        "payloadType": payload_type.decode(),
        "signatures": [{"keyid": key["keyid"], "sig": base64.b64encode(bytes.fromhex(signature["sig"])).decode()}],
    }
    with open("their-" + name + ".jsonl", "w", encoding="utf-8") as file:
        json.dump(envelope, file)
    with open("their-" + name + ".pub.pem", "w", encoding="utf-8") as file:
        file.write(key["keyval"]["public"])
