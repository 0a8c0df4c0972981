import { z } from "zod";
import { Cidr } from "./cidr";
import { parseCron } from "./cron";
import { ImageReference } from "./image-reference";
import { Ipv4Address } from "./ipv4-address";
import { Port } from "./port";
import { parsePromql } from "./promql";
import { Quantity } from "./quantity";
import { ValueError } from "./value-error";

/** What is said of a value that is no text; what a text lacks is the parser's to say. */
interface ParsedProps {
  /** Shown by editors; the parser has the last word. */
  readonly pattern: RegExp;
  readonly description: string;
  readonly expected: string;
}

/** A text that is parsed into a value. Its fault is the parser's own; editors see a text with a pattern. */
function parsed<T>(parse: (text: string) => T, { pattern, description, expected }: ParsedProps) {
  return z
    .string({ error: expected })
    .meta({ pattern: pattern.source, description })
    .transform((text, context): T => {
      try {
        return parse(text);
      } catch (error) {
        if (!(error instanceof ValueError)) throw error;
        context.addIssue({ code: "custom", message: error.expected, input: text });
        return z.NEVER;
      }
    });
}

export const cidr = () =>
  parsed((text) => Cidr.parse(text), {
    pattern: /^[\d.]+\/\d{1,2}$/,
    description: "An IPv4 block such as 10.16.0.0/16.",
    expected: "expected a CIDR such as 10.16.0.0/16",
  });

export const ipv4Address = () =>
  parsed((text) => Ipv4Address.parse(text), {
    pattern: /^\d+\.\d+\.\d+\.\d+$/,
    description: "An IPv4 address such as 10.16.0.20.",
    expected: "expected an IPv4 address such as 10.16.0.20",
  });

export const port = () =>
  parsed((text) => Port.parse(text), {
    pattern: /^((tcp|udp|icmp)\/)?\d+(-\d+)?$|^(icmp|esp|vrrp)$/,
    description: "A protocol and its ports, such as tcp/443 or udp/8000-9000.",
    expected: "expected a protocol and its ports such as tcp/443 or udp/8000-9000",
  });

export const cpuQuantity = () =>
  parsed((text) => Quantity.cpu(text), {
    pattern: /^(\d+(\.\d{1,3})?|\d+m)$/,
    description: 'An amount of CPU such as 500m or "2".',
    expected: 'expected an amount of CPU such as 500m or "2", whole cores in quotes',
  });

export const memoryQuantity = () =>
  parsed((text) => Quantity.memory(text), {
    pattern: /^\d+(Ki|Mi|Gi|Ti)$/,
    description: "An amount of memory such as 512Mi or 2Gi.",
    expected: "expected an amount of memory such as 512Mi or 2Gi",
  });

export const imageReference = () =>
  parsed((text) => ImageReference.parse(text), {
    pattern: /@sha256:[0-9a-f]{64}$/,
    description: "An image by digest: registry.example/name@sha256:….",
    expected: "expected an image by digest: registry.example/name@sha256:<64 hexadecimal digits>",
  });

export const cronExpression = () =>
  parsed(parseCron, {
    pattern: /^\S+( \S+){4}$/,
    description: "A cron expression of five fields, in UTC.",
    expected: "expected a cron expression of five fields such as 30 17 * * *",
  });

export const promqlExpression = () =>
  parsed(parsePromql, {
    pattern: /\S/,
    description: "A PromQL expression.",
    expected: "expected a PromQL expression such as up == 0",
  });
