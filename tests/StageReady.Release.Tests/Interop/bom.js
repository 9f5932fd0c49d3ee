// What CycloneDX's own library says about a bill of materials. Run with the working directory of a test.
const fs = require('node:fs');
const { Spec, Validation } = require('@cyclonedx/cyclonedx-library');

const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
(async () => {
  for (const file of process.argv.slice(2)) {
    const error = await validator.validate(fs.readFileSync(file, 'utf8'));
    console.log(error === null ? `valid ${file}` : `invalid ${file}: ${JSON.stringify(error)}`);
  }
})();
