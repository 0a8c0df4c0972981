import { field, listField, textField, toNumber, type ValueObject } from "../wire/value";
import type { ComputedContext, ComputedValues, ProviderValues } from "./computed";
import { uuid } from "./identifiers";
import { passwordText, shuffle, type CharacterClass } from "./password";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const CLASSES = [
  { name: "upper", alphabet: LETTERS.toUpperCase() },
  { name: "lower", alphabet: LETTERS },
  { name: "numeric", alphabet: "0123456789" },
  { name: "special", alphabet: "!@#$%&*()-_=+[]{}<>:?" },
] as const;
const WORDS = ["amber", "birch", "coral", "delta", "ember", "fjord", "grove", "heron", "iris", "jade", "kelp", "larch"];
const BCRYPT_ALPHABET = `./${LETTERS.toUpperCase()}${LETTERS}0123456789`;

/** What the provider random computes: the values it would draw, drawn from the resource's seed. */
export const RANDOM_VALUES: ProviderValues = {
  id: ({ seed }) => seed.hex("id", 32),
  resources: {
    random_password: (context) => ({
      ...characterText(context),
      id: "none",
      bcrypt_hash: `$2a$10$${context.seed.text("bcrypt", 53, BCRYPT_ALPHABET)}`,
    }),
    random_string: (context) => {
      const made = characterText(context);
      return { ...made, id: made.result ?? null };
    },
    random_id: ({ seed, planned }) => {
      const bytes = seed.bytes("id", numberOf(planned, "byte_length", 8));
      const prefix = textField(planned, "prefix") ?? "";
      const url = bytes.toString("base64url");
      return {
        id: url,
        b64_url: prefix + url,
        b64_std: prefix + bytes.toString("base64"),
        hex: prefix + bytes.toString("hex"),
        dec: prefix + BigInt(`0x0${bytes.toString("hex")}`).toString(),
      };
    },
    random_bytes: ({ seed, planned }) => {
      const bytes = seed.bytes("bytes", numberOf(planned, "length", 1));
      return { base64: bytes.toString("base64"), hex: bytes.toString("hex") };
    },
    random_integer: ({ seed, planned }) => {
      const result = seed.integer("result", numberOf(planned, "min", 0), numberOf(planned, "max", 0));
      return { result, id: String(result) };
    },
    random_uuid: identifier,
    random_uuid4: identifier,
    random_uuid7: identifier,
    random_pet: ({ seed, planned }) => {
      const words = Array.from(
        { length: numberOf(planned, "length", 2) },
        (_, index) => WORDS[seed.integer(`word/${index}`, 0, WORDS.length - 1)] ?? "",
      );
      const prefix = textField(planned, "prefix");
      return {
        id: [...(prefix === undefined ? [] : [prefix]), ...words].join(textField(planned, "separator") ?? "-"),
        length: 2,
        separator: "-",
      };
    },
    random_shuffle: ({ seed, planned }) => {
      const input = shuffle(seed, listField(planned, "input"));
      return { id: "-", result: input.slice(0, numberOf(planned, "result_count", input.length)) };
    },
  },
};

function identifier({ seed }: ComputedContext): ComputedValues {
  const result = uuid(seed, "result");
  return { id: result, result };
}

function characterText({ seed, planned }: ComputedContext): ComputedValues {
  const numeric = booleanOf(planned, "numeric", booleanOf(planned, "number", true));
  const classes = CLASSES.map(({ name, alphabet }): CharacterClass & { readonly name: string } => ({
    name,
    alphabet: name === "special" ? (textField(planned, "override_special") ?? alphabet) : alphabet,
    allowed: name === "numeric" ? numeric : booleanOf(planned, name, true),
    least: numberOf(planned, `min_${name}`, 0),
  }));
  return {
    result: passwordText(seed, numberOf(planned, "length", 0), classes),
    number: numeric,
    ...Object.fromEntries(classes.map(({ name, allowed }) => [name, allowed])),
    ...Object.fromEntries(classes.map(({ name, least }) => [`min_${name}`, least])),
  };
}

function booleanOf(planned: ValueObject, name: string, fallback: boolean): boolean {
  const value = field(planned, name);
  return typeof value === "boolean" ? value : fallback;
}

function numberOf(planned: ValueObject, name: string, fallback: number): number {
  return toNumber(field(planned, name)) ?? fallback;
}
