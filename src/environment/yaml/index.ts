export { comparePlaces, formatFault, sortFaults, type Fault, type Outcome } from "./fault";
export { parseCsv, type CsvRow, type ParsedCsv } from "./parse-csv";
export { parseYaml, type ParsedYaml, type YamlDocument } from "./parse-yaml";
export { formatPath, formatPlace, type Path, type Place, type Places } from "./place";
export { readBytes, type FileReference } from "./read-bytes";
export { MAXIMUM_FILE_BYTES } from "./text";
export { validateDocument } from "./validate-document";
